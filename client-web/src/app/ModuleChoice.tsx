import { useState } from 'react';
import type { Profile, SpeakingModule } from '../core/api/result.ts';
import { type ApiTickets, moduleFor, modulesOf } from '../core/api/tickets.ts';
import { MODULE_NAME } from './modules.ts';

interface Props {
  readonly tickets: ApiTickets;
  /** Undefined if currently unknown. */
  readonly attempts: Profile['attempts'];
}

/** Choice between the modules whose tests the user may take. */
export function ModuleChoice({ tickets, attempts }: Props) {
  const modules = modulesOf(attempts);
  const [selected, setWanted] = useState(tickets.chosenModule);
  const chosen = moduleFor(selected, attempts);
  const choose = (module: SpeakingModule) => {
    tickets.chooseModule(module);
    setWanted(module);
  };
  if (modules.length < 2) return null;
  return (
    <fieldset className="modules">
      <legend>Which test?</legend>
      {modules.map((module) => (
        <label key={module}>
          <input
            type="radio"
            name="module"
            checked={module === chosen}
            onChange={() => choose(module)}
          />
          {MODULE_NAME[module]}
          {left(attempts?.[module])}
        </label>
      ))}
    </fieldset>
  );
}

function left(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 0 ? ' (0 left, unless you began one)' : ` (${count} left)`;
}
