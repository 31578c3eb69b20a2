import { useEffect, useState } from 'react';
import type { Profile, SpeakingModule } from '../core/api/answer.ts';
import type { ApiTickets } from '../core/api/tickets.ts';
import { MODULE_NAME } from './modules.ts';

const CHOICES: readonly SpeakingModule[] = ['academic_speaking', 'general_speaking'];

interface Props {
  readonly tickets: ApiTickets;
  /** Undefined if nobody knows just now. */
  readonly attempts: Profile['attempts'];
}

/** Which module's tests to use, where there are some of both. */
export function ModuleChoice({ tickets, attempts }: Props) {
  const left = CHOICES.filter((module) => attempts === undefined || (attempts[module] ?? 0) > 0);
  const [wanted, setWanted] = useState<SpeakingModule>('academic_speaking');
  const module = left.includes(wanted) ? wanted : (left.at(0) ?? 'academic_speaking');
  useEffect(() => tickets.choose(module), [tickets, module]);
  if (left.length < 2) return null;
  return (
    <fieldset className="modules">
      <legend>Which test?</legend>
      {left.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name="module"
            checked={choice === module}
            onChange={() => setWanted(choice)}
          />
          {MODULE_NAME[choice]}
          {attempts !== undefined && ` (${attempts[choice]} left)`}
        </label>
      ))}
    </fieldset>
  );
}
