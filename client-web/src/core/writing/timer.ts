/** Time of a writing test, ms. */
export const TEST_MS = 60 * 60_000;
/** Recommended time of Task 1, ms; the rest is for Task 2. */
export const TASK_1_MS = 20 * 60_000;

/** Remaining minutes that are announced to users of screen readers. */
const ANNOUNCED_MINUTES = [40, 10, 5, 1];

/** Timer of a writing test at one moment. It only informs: nothing ends when the time is up. */
export interface TimerReading {
  /** Remaining time, ms; 0 if the time is up. */
  readonly leftMs: number;
  /** Remaining time as minutes and seconds. */
  readonly label: string;
  /** Share of the test's time that has passed, from 0 to 1. */
  readonly share: number;
  /** Part of the test that the time is meant for. */
  readonly part: 'task1' | 'task2' | 'over';
  /** Announcement of the current minute; empty if there is none. */
  readonly announcement: string;
}

/**
 * Reads the timer.
 *
 * @param startedAt wall time, ms
 * @param now wall time, ms
 */
export function readTimer(startedAt: number, now: number): TimerReading {
  // A clock that was set back must not add time.
  const passedMs = Math.min(TEST_MS, Math.max(0, now - startedAt));
  const leftMs = TEST_MS - passedMs;
  const seconds = Math.ceil(leftMs / 1000);
  return {
    leftMs,
    label: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    share: passedMs / TEST_MS,
    part: leftMs === 0 ? 'over' : passedMs < TASK_1_MS ? 'task1' : 'task2',
    announcement: announcementAt(Math.ceil(seconds / 60), seconds),
  };
}

function announcementAt(minutes: number, seconds: number): string {
  if (seconds === 0) return 'Time is up. You can still finish and send.';
  // Within the minute that begins with the announced time.
  if (!ANNOUNCED_MINUTES.includes(minutes)) return '';
  if (minutes === 40) return '40 minutes left: the time for Task 2.';
  return minutes === 1 ? '1 minute left.' : `${minutes} minutes left.`;
}
