import type { BandRange } from '../../core/api/writing-types.ts';
import { MAX_BAND } from './report-words.ts';

interface Props {
  readonly range: BandRange;
  readonly target?: number | null | undefined;
}

/** Scale from 0 to 9 with a band, its range and the target. What it shows stands beside it as text. */
export function BandScale({ range: { band, low, high }, target }: Props) {
  const x = (value: number) => 4 + (value / MAX_BAND) * 292;
  return (
    <svg className="band-scale" viewBox="0 0 300 34" aria-hidden="true">
      <line className="scale-track" x1={x(0)} x2={x(MAX_BAND)} y1="10" y2="10" />
      {Array.from({ length: MAX_BAND + 1 }, (_, n) => (
        <g key={x(n)}>
          <line className="scale-tick" x1={x(n)} x2={x(n)} y1="16" y2="19" />
          <text className="scale-label" x={x(n)} y="31" textAnchor="middle">
            {n}
          </text>
        </g>
      ))}
      <line className="scale-range" x1={x(low)} x2={x(high)} y1="10" y2="10" />
      {target != null && <path className="scale-target" d={`M${x(target)} 3 v14`} />}
      <circle className="scale-band" cx={x(band)} cy="10" r="6.5" />
    </svg>
  );
}
