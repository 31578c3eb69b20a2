import { useEffect } from 'react';

/** Keeps the screen on during a conversation: a locked phone takes the microphone away. */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active || navigator.wakeLock === undefined) return;
    let lock: WakeLockSentinel | undefined;
    let over = false;
    const acquire = async () => {
      if (document.visibilityState !== 'visible') return;
      // Refused when the battery is low; the conversation continues without it.
      const acquired = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (over) await acquired?.release();
      else lock = acquired;
    };
    void acquire();
    // Browsers release it whenever the page is hidden.
    document.addEventListener('visibilitychange', acquire);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', acquire);
      void lock?.release();
    };
  }, [active]);
}
