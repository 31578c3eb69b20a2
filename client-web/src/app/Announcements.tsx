import { useEffect, useState } from 'react';
import type { Config } from '../core/api/answer.ts';
import type { Api } from '../core/api/api.ts';

/** What the operators have to say to everybody. */
export function Announcements({ api }: { readonly api: Api }) {
  const [notices, setNotices] = useState<Config['notices']>([]);
  useEffect(() => {
    void api.call('config', undefined).then((answer) => {
      if (answer.ok) setNotices(answer.value.notices);
    });
  }, [api]);
  if (notices.length === 0) return null;
  return (
    <section aria-label="Announcements" className="announcements">
      {notices.map(({ id, text, level }) => (
        <p key={id} className="announcement" data-level={level}>
          {text}
        </p>
      ))}
    </section>
  );
}
