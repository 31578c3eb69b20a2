/** A session among fakes: for tests. */
import type { ClientEvent } from '../api/result.ts';
import { FakeClock } from '../fake-clock.ts';
import { encodeMicrophoneFrame } from '../protocol.ts';
import { Conversation } from './conversation.ts';
import {
  FakeAudio,
  FakeProbe,
  FakeSavedConversationStore,
  FakeSockets,
  FakeTickets,
} from './fakes.ts';

export class ConversationFixture {
  readonly audio = new FakeAudio();
  readonly sockets = new FakeSockets();
  readonly clock = new FakeClock();
  readonly tickets = new FakeTickets();
  readonly store = new FakeSavedConversationStore();
  /** What the operators are told. */
  readonly recordedEvents: ClientEvent[] = [];

  /** Another each time, as when the page is loaded again. */
  newConversation(): Conversation {
    return new Conversation(this.audio, {
      tickets: this.tickets,
      sockets: this.sockets,
      probe: new FakeProbe(),
      clock: this.clock,
      saved: this.store,
      recordEvent: (event) => this.recordedEvents.push(event),
      random: () => 1,
    });
  }

  /** What was said over the newest connection. */
  sent(): Record<string, unknown>[] {
    return this.sockets.newest.texts.map((text) => JSON.parse(text));
  }
}

/** So much of Maya's voice, as it arrives. */
export function voice(epoch: number, ms: number): ArrayBuffer {
  const frame = encodeMicrophoneFrame(epoch, 0, new Int16Array(ms * 24));
  new DataView(frame).setUint8(0, 0x02);
  return frame;
}
