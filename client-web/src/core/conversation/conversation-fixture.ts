/** Test fixture: a conversation with fakes for all of its ports. */
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
  /** Telemetry events that were recorded. */
  readonly recordedEvents: ClientEvent[] = [];

  /** Creates another conversation with the same ports, as a reload of the page does. */
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

  /** Returns the control messages sent over the newest connection. */
  sent(): Record<string, unknown>[] {
    return this.sockets.newest.texts.map((text) => JSON.parse(text));
  }
}

/** Creates an audio message with a reply's voice. */
export function voice(epoch: number, ms: number): ArrayBuffer {
  const frame = encodeMicrophoneFrame(epoch, 0, new Int16Array(ms * 24));
  new DataView(frame).setUint8(0, 0x02);
  return frame;
}
