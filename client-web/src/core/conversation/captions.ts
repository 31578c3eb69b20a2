import type { ServerMessage, Speaker } from '../protocol.ts';

type Caption = Extract<ServerMessage, { type: 'caption' }>;

/** What one side said between two turns of the other. */
export interface CaptionEntry {
  readonly id: number;
  readonly speaker: Speaker;
  /** The connection and its reply, so that epochs of an earlier connection are not taken for it. */
  readonly connection: number;
  readonly epoch: number;
  /** What was said, sentence by sentence. */
  readonly said: readonly string[];
  /** What Maya is about to say. */
  readonly planned: string;
  /** She was interrupted before she had said all she planned. */
  readonly interrupted: boolean;
}

/** The captions of a conversation: in memory only, the newest {@link MAX_ENTRIES}. */
export interface CaptionLog {
  readonly entries: readonly CaptionEntry[];
  readonly connection: number;
  readonly nextId: number;
}

/** Bounds what a long conversation holds; a test of fourteen minutes has fewer turns. */
export const MAX_ENTRIES = 200;
/** Sentences kept of one turn. */
const MAX_SENTENCES = 100;

export const NO_CAPTIONS: CaptionLog = { entries: [], connection: 0, nextId: 0 };

/** Adds a caption. */
export function withCaption(log: CaptionLog, caption: Caption): CaptionLog {
  const existing = entryFor(log, caption);
  if (existing === undefined) return withEntry(log, appendedTo(newEntry(log, caption), caption));
  return replaced(log, existing, appendedTo(existing, caption));
}

/** Barge-in: what Maya planned in earlier epochs will not be said. */
export function withoutPlans(log: CaptionLog, beforeEpoch: number): CaptionLog {
  return {
    ...log,
    entries: log.entries.map((entry) =>
      entry.planned !== '' && (entry.connection < log.connection || entry.epoch < beforeEpoch)
        ? { ...entry, planned: '', interrupted: true }
        : entry,
    ),
  };
}

/** A connection that does not go on with the one before: what was planned on that one is void. */
export function onNewConnection(log: CaptionLog): CaptionLog {
  return withoutPlans({ ...log, connection: log.connection + 1 }, 0);
}

function entryFor(log: CaptionLog, { speaker, epoch }: Caption): CaptionEntry | undefined {
  // The candidate's words go on in the same entry until Maya says something.
  if (speaker === 'candidate') {
    const last = log.entries.at(-1);
    return last?.speaker === 'candidate' ? last : undefined;
  }
  return log.entries.findLast(
    (entry) =>
      entry.speaker === 'examiner' && entry.epoch === epoch && entry.connection === log.connection,
  );
}

function newEntry(log: CaptionLog, { speaker, epoch }: Caption): CaptionEntry {
  const { nextId: id, connection } = log;
  return { id, speaker, connection, epoch, said: [], planned: '', interrupted: false };
}

function appendedTo(entry: CaptionEntry, { stage, text }: Caption): CaptionEntry {
  const words = text.trim();
  if (words === '') return entry;
  if (stage === 'planned') return { ...entry, planned: `${entry.planned} ${words}`.trim() };
  return {
    ...entry,
    said: [...entry.said, words].slice(-MAX_SENTENCES),
    planned: remainingPlan(entry.planned, words),
  };
}

/** What is left of the plan once a sentence was said, which may differ from it a little. */
function remainingPlan(planned: string, said: string): string {
  if (planned.startsWith(said)) return planned.slice(said.length).trim();
  const sentenceEnd = planned.search(/[.?!…]["')\]]?\s/);
  return sentenceEnd === -1 ? '' : planned.slice(sentenceEnd + 1).trim();
}

function withEntry(log: CaptionLog, entry: CaptionEntry): CaptionLog {
  const entries = [...log.entries, entry].slice(-MAX_ENTRIES);
  return { ...log, entries, nextId: log.nextId + 1 };
}

function replaced(log: CaptionLog, old: CaptionEntry, entry: CaptionEntry): CaptionLog {
  return { ...log, entries: log.entries.map((other) => (other === old ? entry : other)) };
}
