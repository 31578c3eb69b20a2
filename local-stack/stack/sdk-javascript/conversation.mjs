// A conversation with the Nova Sonic stand-in by the AWS SDK for JavaScript, until the reply after
// Maya's first tool call: node conversation.mjs ENDPOINT, such as http://127.0.0.1:8445. Prints what
// came, as one line of JSON.
import { randomUUID } from 'node:crypto';
import {
  BedrockRuntimeClient,
  InvokeModelWithBidirectionalStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';

const FRAME_MS = 32;
const FRAME_BYTES = 1024;
const promptName = randomUUID();
const lpcm = { mediaType: 'audio/lpcm', sampleSizeBits: 16, channelCount: 1, audioType: 'SPEECH', encoding: 'base64' };
const plain = { mediaType: 'text/plain' };

/** Events to send; a waiting reader takes the next one at once. */
const outbox = {
  waiting: [],
  readers: [],
  ended: false,
  send(name, body) {
    const chunk = { chunk: { bytes: Buffer.from(JSON.stringify({ event: { [name]: body } })) } };
    const reader = this.readers.shift();
    if (reader) reader({ value: chunk, done: false });
    else this.waiting.push(chunk);
  },
  end() {
    this.ended = true;
    for (const reader of this.readers) reader({ value: undefined, done: true });
  },
  [Symbol.asyncIterator]() {
    return {
      next: () => {
        if (this.waiting.length > 0) return Promise.resolve({ value: this.waiting.shift(), done: false });
        if (this.ended) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve) => this.readers.push(resolve));
      },
    };
  },
};

function sendText(contentName, role, content) {
  outbox.send('contentStart', { promptName, contentName, type: 'TEXT', interactive: false, role, textInputConfiguration: plain });
  outbox.send('textInput', { promptName, contentName, content });
  outbox.send('contentEnd', { promptName, contentName });
}

function sendToolResult(toolUseId) {
  const contentName = randomUUID();
  outbox.send('contentStart', {
    promptName,
    contentName,
    type: 'TOOL',
    interactive: false,
    role: 'TOOL',
    toolResultInputConfiguration: { toolUseId, type: 'TEXT', textInputConfiguration: plain },
  });
  outbox.send('toolResult', { promptName, contentName, content: JSON.stringify({ status: 'ok' }) });
  outbox.send('contentEnd', { promptName, contentName });
}

/** Returns a frame of a 200 Hz tone, loud as a voice, or of silence. */
function frame(isVoice, index) {
  const pcm = Buffer.alloc(FRAME_BYTES);
  for (let i = 0; isVoice && i < FRAME_BYTES / 2; i++) {
    const sample = index * (FRAME_BYTES / 2) + i;
    pcm.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 200 * sample) / 16000)), 2 * i);
  }
  return pcm.toString('base64');
}

/** Sends the microphone in real time until it is stopped: two seconds of voice in every five. */
function startMicrophone() {
  outbox.send('contentStart', {
    promptName,
    contentName: 'microphone',
    type: 'AUDIO',
    interactive: true,
    role: 'USER',
    audioInputConfiguration: { ...lpcm, sampleRateHertz: 16000 },
  });
  let index = 0;
  return setInterval(() => {
    const content = frame((index * FRAME_MS) % 5000 < 2000, index);
    outbox.send('audioInput', { promptName, contentName: 'microphone', content });
    index++;
  }, FRAME_MS);
}

function begin() {
  outbox.send('sessionStart', { inferenceConfiguration: { maxTokens: 1024, topP: 0.9, temperature: 0.7 } });
  outbox.send('promptStart', {
    promptName,
    textOutputConfiguration: plain,
    audioOutputConfiguration: { ...lpcm, sampleRateHertz: 24000, voiceId: 'amy' },
    toolUseOutputConfiguration: { mediaType: 'application/json' },
    toolConfiguration: {
      tools: [{ toolSpec: { name: 'finish_part', description: 'Ends a part.', inputSchema: { json: '{"type":"object"}' } } }],
    },
  });
  sendText('system', 'SYSTEM', 'You are an examiner.');
}

function end(microphone) {
  clearInterval(microphone);
  outbox.send('contentEnd', { promptName, contentName: 'microphone' });
  outbox.send('promptEnd', { promptName });
  outbox.send('sessionEnd', {});
  outbox.end();
}

const client = new BedrockRuntimeClient({
  region: 'us-east-1',
  endpoint: process.argv[2],
  maxAttempts: 1,
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  },
});

const seen = { tools: [], texts: [], audioBytes: 0, replies: 0 };
begin();
const microphone = startMicrophone();
const response = await client.send(
  new InvokeModelWithBidirectionalStreamCommand({ modelId: 'amazon.nova-2-sonic-v1:0', body: outbox }),
);
for await (const { chunk } of response.body) {
  const { event } = JSON.parse(Buffer.from(chunk.bytes).toString('utf8'));
  if (event.toolUse) {
    seen.tools.push(event.toolUse.toolName);
    sendToolResult(event.toolUse.toolUseId);
  }
  if (event.textOutput) seen.texts.push(`${event.textOutput.role}: ${event.textOutput.content}`);
  if (event.audioOutput) seen.audioBytes += Buffer.from(event.audioOutput.content, 'base64').length;
  const isEndOfReply = event.contentEnd?.type === 'AUDIO' && event.contentEnd.stopReason === 'END_TURN';
  if (isEndOfReply) {
    seen.replies++;
    if (seen.tools.length > 0 && !outbox.ended) end(microphone);
  }
}
client.destroy();
console.log(JSON.stringify(seen));
