import { type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';

const NAVIGATED = 'navigated';

/** The path of the page's address. */
export function usePath(): string {
  return useSyncExternalStore(onNavigated, () => location.pathname);
}

function onNavigated(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(NAVIGATED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(NAVIGATED, listener);
  };
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Goes to another path of the page without loading it again. */
export function Link({ to, className, children }: LinkProps) {
  return (
    <a
      href={to}
      className={className}
      onClick={(event) => {
        const { ctrlKey, metaKey, shiftKey, altKey } = event;
        if (ctrlKey || metaKey || shiftKey || altKey) return;
        event.preventDefault();
        history.pushState(null, '', to);
        dispatchEvent(new Event(NAVIGATED));
        scrollTo(0, 0);
      }}
    >
      {children}
    </a>
  );
}

let hasMounted = false;

/**
 * Puts the focus on what is new, since what had it is gone; but not when the page has just been
 * loaded, where a browser begins at the top.
 */
export function useFocusOnMount<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (hasMounted) element.current?.focus({ preventScroll: true });
    hasMounted = true;
  }, []);
  return element;
}

interface TitleProps {
  readonly children: string;
}

/** The heading of what the person has come to. */
export function PageTitle({ children }: TitleProps) {
  const heading = useFocusOnMount<HTMLHeadingElement>();
  useEffect(() => {
    document.title = `${children} · IELTS AI Prep`;
  }, [children]);
  return (
    <h1 className="title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
