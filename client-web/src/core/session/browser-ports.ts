import { BrowserClock } from '../clock.ts';
import { SUBPROTOCOL, ticketSubprotocol } from '../protocol.ts';
import { CAPSULE_LIFE_MS } from './continuity.ts';
import type {
  Kept,
  KeptPort,
  SessionPorts,
  Socket,
  SocketListener,
  SocketPort,
  TicketAnswer,
  TicketPort,
} from './ports.ts';
import type { Ticket } from './state.ts';

const TICKET_URL = '/api/nova-sonic/sessions';
const TICKET_TIMEOUT_MS = 10_000;
/** Bears a number, which changes with what is kept. */
const KEPT_KEY = 'conversation.2';

/** The browser's own. */
export function browserPorts(): SessionPorts {
  return {
    tickets: new HttpTickets(),
    sockets: new WebSockets(),
    clock: new BrowserClock(),
    kept: new TabStorage(),
    random: Math.random,
  };
}

/** Asks the API at the page's origin. */
class HttpTickets implements TicketPort {
  async fetch(sessionId: string | undefined): Promise<TicketAnswer> {
    try {
      const response = await fetch(TICKET_URL, {
        method: 'POST',
        ...(sessionId === undefined ? {} : sessionBody(sessionId)),
        signal: AbortSignal.timeout(TICKET_TIMEOUT_MS),
      });
      return response.ok ? readTicket(await response.json()) : { type: failure(response.status) };
    } catch {
      return { type: 'unreachable' };
    }
  }
}

function sessionBody(sessionId: string): RequestInit {
  return {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ sessionId }),
  };
}

/** What may pass by itself is worth another try: time-outs, too many requests, faults. */
function failure(status: number): 'refused' | 'unreachable' {
  return status >= 400 && status < 500 && ![404, 408, 429].includes(status)
    ? 'refused'
    : 'unreachable';
}

function readTicket(body: unknown): TicketAnswer {
  const { ticket, streamUrl } = (body ?? {}) as Partial<Record<keyof Ticket, unknown>>;
  return typeof ticket === 'string' && typeof streamUrl === 'string'
    ? { type: 'granted', ticket: { ticket, streamUrl } }
    : { type: 'unreachable' };
}

class WebSockets implements SocketPort {
  open({ ticket, streamUrl }: Ticket, listener: SocketListener): Socket {
    const socket = connect(streamUrl, [SUBPROTOCOL, ticketSubprotocol(ticket)]);
    if (socket === undefined) {
      queueMicrotask(() => listener.closed(1006));
      return { send: () => undefined, close: () => undefined };
    }
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => listener.opened();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => listener.received(data);
    socket.onclose = ({ code }) => listener.closed(code);
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

/** The connection, or undefined for an address that the browser does not accept. */
function connect(url: string, protocols: string[]): WebSocket | undefined {
  try {
    return new WebSocket(url, protocols);
  } catch {
    return undefined;
  }
}

/** sessionStorage: of this tab and origin only, gone when the tab is closed. */
class TabStorage implements KeptPort {
  load(): { kept: Kept; ageMs: number } | undefined {
    try {
      const { savedAt, ...kept } = JSON.parse(sessionStorage.getItem(KEPT_KEY) ?? 'null');
      const ageMs = Date.now() - savedAt;
      return ageMs >= 0 && ageMs < CAPSULE_LIFE_MS ? { kept, ageMs } : this.wipe();
    } catch {
      return undefined;
    }
  }

  save(kept: Kept): void {
    try {
      sessionStorage.setItem(KEPT_KEY, JSON.stringify({ ...kept, savedAt: Date.now() }));
    } catch {
      // Full or forbidden: the conversation goes on, but not after a reload. An older capsule would
      // be refused then.
      this.wipe();
    }
  }

  wipe(): undefined {
    try {
      sessionStorage.removeItem(KEPT_KEY);
    } catch {
      // Forbidden: then nothing was saved either.
    }
  }
}
