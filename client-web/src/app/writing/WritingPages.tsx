import type { Profile } from '../../core/api/result.ts';
import type { AppServices } from '../services.ts';
import { ChoicePage } from './ChoicePage.tsx';
import { HistoryPage } from './HistoryPage.tsx';
import { ReportPage } from './ReportPage.tsx';
import { SamplePage } from './SamplePage.tsx';
import { TestPage } from './TestPage.tsx';
import type { WritingRoute } from './writing-route.ts';
import '../styles/writing.css';

interface Props {
  readonly services: AppServices;
  /** Undefined on a page that needs no sign-in. */
  readonly user: Profile | undefined;
  readonly route: WritingRoute;
}

/** Props of the pages that need a sign-in. */
export interface PageProps {
  readonly services: AppServices;
  readonly user: Profile;
}

/** Pages of the writing test. */
export default function WritingPages({ services, user, route }: Props) {
  if (route.page === 'sample') return <SamplePage key={route.name} name={route.name} />;
  if (user === undefined) return null;
  switch (route.page) {
    case 'choice':
      return <ChoicePage services={services} user={user} />;
    case 'test':
      return <TestPage services={services} user={user} />;
    case 'history':
      return <HistoryPage services={services} user={user} />;
    case 'report':
      return <ReportPage key={route.id} services={services} user={user} id={route.id} />;
  }
}
