import { SUBPROTOCOL, ticketSubprotocol } from '../protocol.ts';
import type {
  ClockPort,
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

/** The browser's own. */
export function browserPorts(): SessionPorts {
  return {
    tickets: new HttpTickets(),
    sockets: new WebSockets(),
    clock: new BrowserClock(),
    random: Math.random,
  };
}

/** Asks the API at the page's origin. */
class HttpTickets implements TicketPort {
  async fetch(): Promise<TicketAnswer> {
    try {
      const response = await fetch(TICKET_URL, {
        method: 'POST',
        signal: AbortSignal.timeout(TICKET_TIMEOUT_MS),
      });
      return response.ok ? readTicket(await response.json()) : { type: failure(response.status) };
    } catch {
      return { type: 'unreachable' };
    }
  }
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

class BrowserClock implements ClockPort {
  now(): number {
    return performance.now();
  }

  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
}
