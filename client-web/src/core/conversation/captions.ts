import type { ServerMessage, Speaker } from '../protocol.ts';

type Caption = Extract<ServerMessage, { type: 'caption' }>;

/** Captions of one turn: what one side said between two turns of the other. */
export interface CaptionEntry {
  readonly id: number;
  readonly speaker: Speaker;
  /** Number of the connection; an epoch is unique within it. */
  readonly connection: number;
  readonly epoch: number;
  /** Final sentences. */
  readonly sentences: readonly string[];
  /** Text that Maya is about to say. */
  readonly planned: string;
  /** Whether Maya was interrupted before the end of the plan. */
  readonly interrupted: boolean;
}

/** Captions of a conversation: in memory only, limited to the newest {@link MAX_ENTRIES}. */
export interface CaptionLog {
  readonly entries: readonly CaptionEntry[];
  readonly connection: number;
  readonly nextId: number;
}

/** Bound on memory; a test of fourteen minutes has fewer turns. */
export const MAX_ENTRIES = 200;
/** Maximum number of sentences kept per turn. */
const MAX_SENTENCES = 100;

export const NO_CAPTIONS: CaptionLog = { entries: [], connection: 0, nextId: 0 };

/** Adds a caption. */
export function withCaption(log: CaptionLog, caption: Caption): CaptionLog {
  const existing = entryFor(log, caption);
  if (existing === undefined) return withEntry(log, appendedTo(newEntry(log, caption), caption));
  return replaced(log, existing, appendedTo(existing, caption));
}

/** Drops the plans of earlier epochs after a barge-in. */
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

/** Starts another connection, without the plans of the one before. */
export function onNewConnection(log: CaptionLog): CaptionLog {
  return withoutPlans({ ...log, connection: log.connection + 1 }, 0);
}

function entryFor(log: CaptionLog, { speaker, epoch }: Caption): CaptionEntry | undefined {
  // The candidate's captions extend one entry until Maya speaks.
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
  return { id, speaker, connection, epoch, sentences: [], planned: '', interrupted: false };
}

function appendedTo(entry: CaptionEntry, { stage, text }: Caption): CaptionEntry {
  const words = text.trim();
  if (words === '') return entry;
  if (stage === 'planned') return { ...entry, planned: `${entry.planned} ${words}`.trim() };
  return {
    ...entry,
    sentences: [...entry.sentences, words].slice(-MAX_SENTENCES),
    planned: remainingPlan(entry.planned, words),
  };
}

/** Removes a final sentence from the plan; it may differ a little from the planned one. */
function remainingPlan(planned: string, sentence: string): string {
  if (planned.startsWith(sentence)) return planned.slice(sentence.length).trim();
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
