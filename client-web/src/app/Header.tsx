import type { ReactNode } from 'react';
import { Link } from './route.tsx';

/** The product's name, and what the page has to say beside it. */
export function Header({ children }: { readonly children?: ReactNode }) {
  return (
    <header className="header">
      <Link to="/" className="brand">
        <img src="/favicon.svg" alt="" width="32" height="32" />
        <span>
          IELTS <b>AI Prep</b>
        </span>
      </Link>
      {children}
    </header>
  );
}
