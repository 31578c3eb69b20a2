import type { ReactNode } from 'react';
import { Link } from './route.tsx';

/** Page header: product name, and the children beside it. */
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
