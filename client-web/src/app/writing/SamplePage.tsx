import { useEffect, useState } from 'react';
import { Link } from '../route.tsx';
import { Report } from './Report.tsx';
import { ReportSkeleton } from './ReportSkeleton.tsx';
import { loadSample, type Sample } from './samples/samples.ts';
import type { SampleName } from './writing-route.ts';

/** Sample answer with its report, also for signed-out users. */
export function SamplePage({ name }: { readonly name: SampleName }) {
  const [sample, setSample] = useState<Sample>();
  useEffect(() => {
    let isShown = true;
    void loadSample(name).then((loaded) => {
      if (isShown) setSample(loaded);
    });
    return () => {
      isShown = false;
    };
  }, [name]);
  if (sample === undefined) return <ReportSkeleton />;
  const other = name === 'academic-writing' ? 'general-writing' : 'academic-writing';
  return (
    <>
      <Report assessment={sample.assessment} answers={sample} isSample />
      <section className="card" aria-labelledby="your-turn">
        <h2 id="your-turn">Your turn</h2>
        <div className="card-choices">
          <Link to="/writing" className="button primary">
            Take a writing test
          </Link>
          <Link to={`/samples/${other}`}>
            {other === 'general-writing' ? 'Sample of General Training' : 'Sample of Academic'}
          </Link>
        </div>
      </section>
    </>
  );
}
