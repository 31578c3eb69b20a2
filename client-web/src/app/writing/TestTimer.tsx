import { useEffect, useState } from 'react';
import type { ClockPort } from '../../core/clock.ts';
import { readTimer, type TimerReading } from '../../core/writing/timer.ts';

const ADVICE: Readonly<Record<TimerReading['part'], string>> = {
  task1: 'Task 1 until 40:00',
  task2: 'Time for Task 2',
  over: 'Time is up. Finish when you are ready',
};

interface Props {
  readonly clock: ClockPort;
  /** Wall time, ms. */
  readonly startedAt: number;
}

/** Timer of the test: advice only, it stops nothing. */
export function TestTimer({ clock, startedAt }: Props) {
  const [reading, setReading] = useState(() => readTimer(startedAt, clock.wallTime()));
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      const now = readTimer(startedAt, clock.wallTime());
      setReading(now);
      if (now.part !== 'over') cancel = clock.schedule(now.leftMs % 1000 || 1000, tick);
    };
    tick();
    return () => cancel();
  }, [clock, startedAt]);
  return (
    <div className="timer" data-part={reading.part}>
      <p className="timer-text">
        <b className="timer-clock" role="timer" aria-label={`${reading.label} left`}>
          {reading.label}
        </b>
        <span>{ADVICE[reading.part]}</span>
      </p>
      <div className="timer-bar" aria-hidden="true">
        <span
          className="timer-fill"
          ref={(bar) => bar?.style.setProperty('--share', String(reading.share))}
        />
      </div>
      <p className="visually-hidden" role="status">
        {reading.announcement}
      </p>
    </div>
  );
}
