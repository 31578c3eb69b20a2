import { Form } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

const FILE_NAME = 'ielts-ai-prep.json';

/** Export of the user's data. */
export function DataSection({ services: { api } }: SectionProps) {
  const submit = async () => {
    const result = await api.call('exportMe', undefined);
    if (!result.ok) return result.problem;
    download(JSON.stringify(result.value, null, 2));
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="data">
      <h2 id="data">Your data</h2>
      <p>All that we hold of you, as one file: account, sign-ins, purchases, assessments.</p>
      <Form submit="Download" look="plain" onSubmit={submit} />
    </section>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(url);
}
