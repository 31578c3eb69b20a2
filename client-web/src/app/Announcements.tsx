import { useEffect, useSyncExternalStore } from 'react';
import type { News } from '../core/api/news.ts';

/** What the operators have to say to everybody; asks for it when it is first drawn. */
export function Announcements({ news }: { readonly news: News }) {
  const { notices } = useSyncExternalStore(news.onState, news.state);
  useEffect(() => void news.look(), [news]);
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
