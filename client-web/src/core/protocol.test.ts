import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAudio,
  decodeMessage,
  encodeMessage,
  encodeMicrophoneFrame,
  HEADER_BYTES,
  isResumable,
  type ServerMessage,
} from './protocol.ts';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const samples = (min: number, max: number) =>
  fc.int16Array({ minLength: min, maxLength: max }).map((array) => Int16Array.from(array));

const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record({ type: fc.constant('welcome' as const), sessionId: fc.string() }),
  fc.record({
    type: fc.constant('status' as const),
    state: fc.constantFrom('connecting' as const, 'retrying' as const, 'live' as const),
    attempt: uint32,
    retryInMs: uint32,
  }),
  fc.record({ type: fc.constant('ack' as const), sequence: uint32 }),
  fc.record({
    type: fc.constant('caption' as const),
    speaker: fc.constantFrom('examiner' as const, 'candidate' as const),
    stage: fc.constantFrom('planned' as const, 'final' as const),
    epoch: uint32,
    text: fc.string({ unit: 'grapheme' }),
  }),
  fc.record({ type: fc.constant('clear' as const), epoch: uint32 }),
  fc.record({ type: fc.constant('replyEnd' as const), epoch: uint32, audioMs: uint32 }),
  fc.record({
    type: fc.constant('lost' as const),
    reason: fc.string(),
    frames: uint32,
    audioMs: uint32,
  }),
  fc.record({
    type: fc.constant('capsule' as const),
    counter: fc.maxSafeNat(),
    sealed: fc.string(),
  }),
  fc.record({ type: fc.constant('resumed' as const), reattached: fc.boolean() }),
  fc.record({ type: fc.constant('ping' as const), id: uint32 }),
  fc.record({
    type: fc.constant('connection' as const),
    quality: fc.constantFrom('ok' as const, 'slow' as const, 'bad' as const),
    roundTripMs: uint32,
    delayMs: uint32,
    underruns: uint32,
  }),
  fc.record({ type: fc.constant('error' as const), code: fc.string(), detail: fc.string() }),
  fc.record({
    type: fc.constant('ended' as const),
    reason: fc.constantFrom(
      'client' as const,
      'examiner' as const,
      'skipped' as const,
      'over' as const,
    ),
  }),
);

describe('control messages', () => {
  it('decodes every message of the gateway, whatever fields are added', () => {
    fc.assert(
      fc.property(serverMessage, fc.jsonValue(), (message, extra) => {
        const text = JSON.stringify({ ...message, fieldOfTomorrow: extra });
        expect(decodeMessage(text)).toEqual(message);
      }),
    );
  });

  it('ignores unknown types', () => {
    expect(decodeMessage('{"type":"weather","data":"x"}')).toBeUndefined();
    expect(decodeMessage('{"type":"constructor"}')).toBeUndefined();
    expect(decodeMessage('{"type":"__proto__"}')).toBeUndefined();
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        decodeMessage(text);
      }),
    );
  });

  it.each([
    '{"type":"clear","epoch":-1}',
    '{"type":"clear","epoch":1.5}',
    '{"type":"clear","epoch":4294967296}',
    '{"type":"clear"}',
    '{"type":"caption","speaker":"nobody","stage":"final","epoch":1,"text":"x"}',
    '{"type":"status","state":"asleep"}',
    '{"type":"capsule","counter":-1,"sealed":"x"}',
    '{"type":"capsule","counter":9007199254740992,"sealed":"x"}',
    '{"type":"capsule","counter":1}',
    `{"type":"capsule","counter":1,"sealed":"${'x'.repeat(65_001)}"}`,
    '{"type":"resumed"}',
    '{"type":"ping","id":"1"}',
    '{"type":"connection","quality":"poor","roundTripMs":1,"delayMs":1,"underruns":0}',
    '[]',
    'null',
  ])('ignores %s', (text) => {
    expect(decodeMessage(text)).toBeUndefined();
  });

  it('writes what docs/protocol.md says', () => {
    expect(encodeMessage({ type: 'start', client: 'web/1' })).toBe(
      '{"type":"start","client":"web/1"}',
    );
    expect(encodeMessage({ type: 'mute', muted: true })).toBe('{"type":"mute","muted":true}');
  });
});

describe('audio messages', () => {
  it('writes a microphone frame with a big-endian header and little-endian samples', () => {
    const bytes = new Uint8Array(
      encodeMicrophoneFrame(0x01020304, 0x05060708, Int16Array.of(0x1234, -2)),
    );
    expect([...bytes]).toEqual([1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x34, 0x12, 0xfe, 0xff]);
  });

  it('keeps every sequence, time and sample of a microphone frame', () => {
    fc.assert(
      fc.property(uint32, uint32, samples(320, 640), (sequence, captureMs, pcm) => {
        const message = encodeMicrophoneFrame(sequence, captureMs, pcm);
        const header = new DataView(message);
        expect(header.getUint32(4)).toBe(sequence);
        expect(header.getUint32(8)).toBe(captureMs);
        expect(new Int16Array(message, HEADER_BYTES)).toEqual(pcm);
      }),
    );
  });

  it("reads every frame of Maya's voice", () => {
    fc.assert(
      fc.property(uint32, uint32, samples(1, 2400), (epoch, sequence, pcm) => {
        const message = encodeMicrophoneFrame(epoch, sequence, pcm);
        new DataView(message).setUint8(0, 0x02);
        expect(decodeAudio(message)).toEqual({ epoch, sequence, pcm });
      }),
    );
  });

  it('ignores unknown kinds, frames without audio and half samples', () => {
    expect(decodeAudio(encodeMicrophoneFrame(1, 1, new Int16Array(4)))).toBeUndefined();
    expect(decodeAudio(downlink(HEADER_BYTES))).toBeUndefined();
    expect(decodeAudio(downlink(HEADER_BYTES + 3))).toBeUndefined();
    expect(decodeAudio(new ArrayBuffer(0))).toBeUndefined();
  });
});

describe('close codes', () => {
  it.each([1001, 1005, 1006, 1011, 4000, 4001, 4002, 4199])('reconnects after %i', (code) => {
    expect(isResumable(code)).toBe(true);
  });

  it.each([1000, 1002, 1007, 1008, 1009, 3999, 4200, 4400, 4409, 4410, 4411, 4599])(
    'stops after %i',
    (code) => {
      expect(isResumable(code)).toBe(false);
    },
  );
});

function downlink(length: number): ArrayBuffer {
  const message = new ArrayBuffer(length);
  new DataView(message).setUint8(0, 0x02);
  return message;
}
