import { type ReactNode, type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';

const NAVIGATED = 'navigated';

/** Returns the path of the page's address. */
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

/** Goes to another path of the page, without a page load. */
export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  dispatchEvent(new Event(NAVIGATED));
  scrollTo(0, 0);
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  /** True for the link to the current page, or to its group of pages. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** Link to another path of the page, without a page load. */
export function Link({ to, className, isCurrent = false, children }: LinkProps) {
  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        const { ctrlKey, metaKey, shiftKey, altKey } = event;
        if (ctrlKey || metaKey || shiftKey || altKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}

let hasMounted = false;

/**
 * Focuses an element when it appears, since the focused one has disappeared; not after a page load,
 * where browsers start at the top.
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

/** Heading of a page, and title of the document. */
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
