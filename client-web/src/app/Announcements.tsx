import { useEffect, useSyncExternalStore } from 'react';
import type { AppConfigWatcher } from '../core/api/app-config-watcher.ts';

/** Notices of the operators to all users; loads them when first rendered. */
export function Announcements({ appConfig }: { readonly appConfig: AppConfigWatcher }) {
  const { notices } = useSyncExternalStore(appConfig.subscribe, appConfig.state);
  useEffect(() => void appConfig.refresh(), [appConfig]);
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
