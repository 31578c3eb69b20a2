import type { PageConfig } from '../core/api/page-config.ts';

interface Props {
  readonly examiner: PageConfig['examiner'];
}

/** Permanent note of a local stack, whose Maya recognises no speech; absent in production. */
export function StandInNote({ examiner }: Props) {
  if (examiner !== 'stand-in') return null;
  return (
    <aside className="stand-in" aria-label="Local stack">
      <p role="note">
        This Maya is a stand-in: she detects <em>that</em> you speak, not <em>what</em> you say.
      </p>
    </aside>
  );
}
