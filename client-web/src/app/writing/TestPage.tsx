import { useEffect, useSyncExternalStore } from 'react';
import { navigate } from '../route.tsx';
import { Editor } from './Editor.tsx';
import { SubmissionPanel } from './SubmissionPanel.tsx';
import type { PageProps } from './WritingPages.tsx';

/** Writing test that is being written or marked. */
export function TestPage({ services, user }: PageProps) {
  const { writing } = services;
  const state = useSyncExternalStore(writing.subscribe, writing.state);
  useEffect(() => {
    if (state.name === 'none') navigate('/writing', 'replace');
    if (state.name === 'marked') navigate(`/assessments/${state.assessmentId}`, 'replace');
  }, [state]);
  switch (state.name) {
    case 'none':
    case 'marked':
      return null;
    case 'writing':
      return <Editor services={services} user={user} draft={state.draft} save={state.save} />;
    case 'submitted':
      return (
        <SubmissionPanel writing={writing} draft={state.draft} submission={state.submission} />
      );
  }
}
