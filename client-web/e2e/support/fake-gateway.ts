import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'playwright-core';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientMessage, ServerMessage } from '../../src/core/protocol.ts';
import { saveSignIn } from './browser.ts';
import type { Account } from './fake-accounts.ts';
import { FakeApi, type TicketIssuer } from './fake-api.ts';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** Paths of the page, all served as index.html. */
const PAGE_PATHS = /^\/(account|approve|writing(\/test)?|assessments(\/[\w-]+)?|samples\/[\w-]+)?$/;
/** Number of frames between acknowledgements, which come at least every 250 ms. */
const ACK_FRAMES = 7;
/** Content security policy under which the page must work. */
const POLICY =
  "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self' ws: wss: http://localhost:*";

/** Microphone frame as received by the gateway. */
export interface ReceivedFrame {
  readonly sequence: number;
  readonly captureMs: number;
  readonly pcm: Buffer;
}

/** Gateway's side of one connection. */
export class GatewayConnection {
  readonly messages: ClientMessage[] = [];
  readonly frames: ReceivedFrame[] = [];
  closeCode: number | undefined;
  /** Whether to acknowledge frames, as a gateway does. */
  acknowledging = true;
  readonly #socket: WebSocket;
  #downlink = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer, binary) =>
      binary ? this.#onAudio(data) : this.messages.push(JSON.parse(data.toString())),
    );
    socket.on('close', (code) => {
      this.closeCode = code;
    });
  }

  send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Whether the client resumes a conversation instead of starting one. */
  get isResume(): boolean {
    return this.messages[0]?.type === 'resume';
  }

  /** Sends the first messages to a client that resumes. */
  acceptResume(reattached: boolean): void {
    this.send({ type: 'welcome', sessionId: 'session-1' });
    this.send({ type: 'resumed', reattached });
    if (!reattached) this.send({ type: 'status', state: 'live', attempt: 0, retryInMs: 0 });
  }

  /** Sends a capsule. */
  sendCapsule(counter: number): void {
    this.send({ type: 'capsule', counter, sealed: `sealed-${counter}` });
  }

  /** Sends the first messages to a client that starts, up to a live stream. */
  acceptStart(): void {
    this.send({ type: 'welcome', sessionId: 'session-1' });
    this.send({ type: 'status', state: 'connecting', attempt: 1, retryInMs: 0 });
    this.send({ type: 'status', state: 'live', attempt: 0, retryInMs: 0 });
  }

  /** Sends a tone of a given length in frames of 100 ms, all at once. */
  sendTone(epoch: number, ms: number, end = true): void {
    const samples = Int16Array.from({ length: ms * 24 }, (_, n) =>
      Math.round(9000 * Math.sin((2 * Math.PI * 300 * n) / 24_000)),
    );
    for (let from = 0; from < samples.length; from += 2400) {
      this.#socket.send(this.#frame(epoch, samples.subarray(from, from + 2400)));
    }
    if (end) this.send({ type: 'replyEnd', epoch, audioMs: ms });
  }

  /** Sends a reply with its caption. */
  sendReply(epoch: number, text: string, ms = text.length * 60): void {
    this.send({ type: 'caption', speaker: 'examiner', stage: 'planned', epoch, text });
    this.sendTone(epoch, ms);
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** Drops the connection without a close frame, as a network does. */
  terminate(): void {
    this.#socket.terminate();
  }

  messagesOf<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }>[] {
    return this.messages.filter(
      (message): message is Extract<ClientMessage, { type: T }> => message.type === type,
    );
  }

  #onAudio(data: Buffer): void {
    const sequence = data.readUInt32BE(4);
    this.frames.push({ sequence, captureMs: data.readUInt32BE(8), pcm: data.subarray(12) });
    if (this.acknowledging && sequence % ACK_FRAMES === ACK_FRAMES - 1)
      this.send({ type: 'ack', sequence });
  }

  #frame(epoch: number, samples: Int16Array): Buffer {
    const header = Buffer.alloc(12);
    header.writeUInt8(0x02, 0);
    header.writeUInt32BE(epoch, 4);
    header.writeUInt32BE(this.#downlink++, 8);
    return Buffer.concat([
      header,
      Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
    ]);
  }
}

/** Fake gateway and web server of the page on one free port, with a fake API for the tickets. */
export class FakeGateway implements TicketIssuer {
  readonly connections: GatewayConnection[] = [];
  refusal: TicketIssuer['refusal'];
  /** Whether it announces a stand-in for Maya, as a local stack does. */
  isStandIn = false;
  /** Handles the first message of a connection. */
  onConnection: (conversation: GatewayConnection) => void = (conversation) =>
    conversation.isResume ? conversation.acceptResume(true) : conversation.acceptStart();
  /** Requested sessions; undefined for a new one. */
  readonly sessions: (string | undefined)[] = [];
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has('maya.v1') ? 'maya.v1' : false),
  });
  readonly #tickets = new Set<string>();
  #issued = 0;
  #api: FakeApi | undefined;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/, ?/);
      const ticket = offered.find((name) => name.startsWith('ticket.'))?.slice('ticket.'.length);
      if (ticket === undefined || !this.#tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#onSocket(webSocket));
    });
  }

  static async start(): Promise<FakeGateway> {
    const gateway = new FakeGateway();
    gateway.#api = await FakeApi.start(gateway);
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get api(): FakeApi {
    if (this.#api === undefined) throw new Error('not started');
    return this.#api;
  }

  /** Opens the page with a saved sign-in. */
  async openSignedIn(
    page: Page,
    path = '/',
    account: Account = this.api.accounts.defaultAccount(),
  ): Promise<void> {
    await page.goto(`${this.url}/favicon.svg`);
    await saveSignIn(page, this.api.accounts.newSession(account));
    await page.goto(this.url + path);
  }

  /** Newest connection. */
  get newest(): GatewayConnection | undefined {
    return this.connections.at(-1);
  }

  async stop(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.api.stop();
  }

  issue(sessionId: string | undefined) {
    this.sessions.push(sessionId);
    const ticket = `ticket${this.#issued++}`.padEnd(43, '0');
    this.#tickets.add(ticket);
    return {
      sessionId: 'session-1',
      ticket,
      streamUrl: `${this.url.replace('http', 'ws')}/nova-sonic`,
    };
  }

  #onSocket(socket: WebSocket): void {
    const conversation = new GatewayConnection(socket);
    this.connections.push(conversation);
    socket.once('message', () => this.onConnection(conversation));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/app-config.json') {
      response.setHeader('Content-Type', 'application/json');
      const examiner = this.isStandIn ? { examiner: 'stand-in' } : {};
      response.end(JSON.stringify({ api: this.api.addresses, ...examiner }));
      return;
    }
    const path = PAGE_PATHS.test(pathname) ? 'index.html' : normalize(pathname).slice(1);
    try {
      const body = await readFile(join(DIST, path));
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.setHeader('Content-Security-Policy', POLICY);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  }
}
