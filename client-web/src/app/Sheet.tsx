import type { ReactNode } from 'react';
import { Header } from './Header.tsx';
import { Link, usePath } from './route.tsx';

interface Props {
  /** `narrow` for forms, `wide` for reports, `full` for what needs the whole window. */
  readonly width?: 'narrow' | 'wide' | 'full';
  readonly children: ReactNode;
}

/** Layout of a page to read and fill in. */
export function Sheet({ width = 'narrow', children }: Props) {
  const path = usePath();
  return (
    <div className="app" data-phase="idle">
      <Header>
        <nav aria-label="Pages" className="pages">
          <Link to="/">Speak with Maya</Link>
          <Link to="/writing" isCurrent={path.startsWith('/writing')}>
            Writing
          </Link>
          <Link to="/assessments" isCurrent={path.startsWith('/assessments')}>
            Reports
          </Link>
          <Link to="/account" isCurrent={path === '/account'}>
            Account
          </Link>
        </nav>
      </Header>
      <main className="sheet" data-width={width}>
        {children}
      </main>
    </div>
  );
}
