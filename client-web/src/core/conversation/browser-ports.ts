import type { RecordEvent } from '../api/client-event-reporter.ts';
import type { ClockPort } from '../clock.ts';
import { SUBPROTOCOL, ticketSubprotocol } from '../protocol.ts';
import type {
  ConversationPorts,
  LatencyProbe,
  SavedConversation,
  SavedConversationStore,
  Socket,
  SocketListener,
  SocketPort,
  TicketPort,
} from './ports.ts';
import { CAPSULE_LIFETIME_MS } from './resume-state.ts';
import type { Ticket } from './state.ts';
import { TelemetrySockets } from './telemetry.ts';

const PROBES = 4;
const PROBE_TIMEOUT_MS = 10_000;
/** Storage key; its number changes with the format of the value. */
const STORAGE_KEY = 'conversation.2';

/** Creates the ports of a conversation from the browser's interfaces. */
export function browserPorts(
  tickets: TicketPort,
  clock: ClockPort,
  recordEvent: RecordEvent,
): ConversationPorts {
  return {
    tickets,
    probe: new HttpLatencyProbe(),
    sockets: new TelemetrySockets(new WebSockets(), clock, recordEvent),
    clock,
    saved: new SessionStorageConversationStore(),
    recordEvent,
    random: Math.random,
  };
}

/** Latency probe over HTTP; any response will do. */
class HttpLatencyProbe implements LatencyProbe {
  async roundTripMs(url: string): Promise<number | undefined> {
    const times: number[] = [];
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    try {
      while (times.length < PROBES) {
        const startedAt = performance.now();
        await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal });
        times.push(performance.now() - startedAt);
      }
    } catch {
      // A timeout leaves the completed round trips. The first includes the connection's setup, and
      // does not count.
    }
    return times.length < 2 ? undefined : Math.min(...times.slice(1));
  }
}

class WebSockets implements SocketPort {
  open({ ticket, streamUrl }: Ticket, listener: SocketListener): Socket {
    const socket = connect(streamUrl, [SUBPROTOCOL, ticketSubprotocol(ticket)]);
    if (socket === undefined) {
      queueMicrotask(() => listener.onClose(1006));
      return { send: () => undefined, close: () => undefined };
    }
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => listener.onOpen();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => listener.onMessage(data);
    socket.onclose = ({ code }) => listener.onClose(code);
    return {
      send: (message) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(message);
      },
      close: () => {
        socket.onopen = null;
        socket.onmessage = null;
        socket.onclose = null;
        socket.close(1000);
      },
    };
  }
}

/** Opens a WebSocket; returns undefined for an address that the browser rejects. */
function connect(url: string, protocols: string[]): WebSocket | undefined {
  try {
    return new WebSocket(url, protocols);
  } catch {
    return undefined;
  }
}

/**
 * Conversation store in sessionStorage: limited to this tab and origin, deleted when the tab is
 * closed.
 */
class SessionStorageConversationStore implements SavedConversationStore {
  load(): { conversation: SavedConversation; ageMs: number } | undefined {
    try {
      const { savedAt, ...conversation } = JSON.parse(
        sessionStorage.getItem(STORAGE_KEY) ?? 'null',
      );
      const ageMs = Date.now() - savedAt;
      return ageMs >= 0 && ageMs < CAPSULE_LIFETIME_MS ? { conversation, ageMs } : this.clear();
    } catch {
      return undefined;
    }
  }

  save(conversation: SavedConversation): void {
    try {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ ...conversation, savedAt: Date.now() }));
    } catch {
      // Storage is full or forbidden: no resume after a reload. An older capsule would be refused
      // then.
      this.clear();
    }
  }

  clear(): undefined {
    try {
      sessionStorage.removeItem(STORAGE_KEY);
    } catch {
      // Storage is forbidden: nothing was saved either.
    }
  }
}
