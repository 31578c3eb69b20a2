import { useCallback, useEffect, useState } from 'react';
import type { Api } from '../core/api/api.ts';
import type { ApiProblem, QrRequest } from '../core/api/result.ts';
import { Form, FormProblem, type Values } from './Form.tsx';
import { Link, PageTitle } from './route.tsx';
import { CodeField } from './sign-in/CodeField.tsx';

type ApprovalStage =
  | { readonly name: 'typing' }
  | { readonly name: 'looking' }
  | { readonly name: 'deciding'; readonly token: string; readonly request: QrRequest }
  | { readonly name: 'decided'; readonly approved: boolean };

/** Approval of another device's QR sign-in, named by `?token=` or a typed code. */
export function ApprovePage({ api }: { readonly api: Api }) {
  const [scanned] = useState(() => new URLSearchParams(location.search).get('token') || null);
  const [stage, setStage] = useState<ApprovalStage>(
    scanned === null ? { name: 'typing' } : { name: 'looking' },
  );
  const [problem, setProblem] = useState<ApiProblem>();

  const lookUp = useCallback(
    async (token: string): Promise<ApiProblem | undefined> => {
      const result = await api.call('qr', undefined, { parameter: token });
      if (!result.ok) return result.problem;
      setStage({ name: 'deciding', token, request: result.value });
      return undefined;
    },
    [api],
  );

  useEffect(() => {
    if (scanned === null) return;
    void lookUp(scanned).then((found) => {
      if (found === undefined) return;
      // After other problems a reload may help.
      if (found.slug === 'qr_unknown' || found.slug === 'qr_expired') dropToken();
      setProblem(found);
      setStage({ name: 'typing' });
    });
  }, [scanned, lookUp]);

  return (
    <section className="card" key={stage.name}>
      <Approval
        api={api}
        stage={stage}
        problem={problem}
        lookUp={lookUp}
        onDecided={(approved) => {
          dropToken();
          setStage({ name: 'decided', approved });
        }}
      />
    </section>
  );
}

/** Removes a used token from the address and the history. */
function dropToken(): void {
  history.replaceState(null, '', location.pathname);
}

interface ApprovalProps {
  readonly api: Api;
  readonly stage: ApprovalStage;
  readonly problem: ApiProblem | undefined;
  readonly lookUp: (token: string) => Promise<ApiProblem | undefined>;
  readonly onDecided: (approved: boolean) => void;
}

function Approval({ api, stage, problem, lookUp, onDecided }: ApprovalProps) {
  switch (stage.name) {
    case 'looking':
      return (
        <p className="waiting" role="status">
          One moment.
        </p>
      );
    case 'typing':
      return (
        <>
          <PageTitle>Approve a sign-in</PageTitle>
          <FormProblem problem={problem} />
          <p>Type the code that the other device shows.</p>
          <Form submit="Look it up" onSubmit={(values: Values) => lookUp(values('code'))}>
            <CodeField name="code" label="Code" />
          </Form>
        </>
      );
    case 'deciding':
      return <Decision api={api} {...stage} onDecided={onDecided} />;
    case 'decided':
      return (
        <>
          <PageTitle>{stage.approved ? 'Approved' : 'Denied'}</PageTitle>
          <p>
            {stage.approved
              ? 'The other device is signed in within a few seconds.'
              : 'The other device is not signed in. If somebody sent you that code, tell nobody yours.'}
          </p>
          <Link to="/account">Your account</Link>
        </>
      );
  }
}

interface DecisionProps {
  readonly api: Api;
  readonly token: string;
  readonly request: QrRequest;
  readonly onDecided: (approved: boolean) => void;
}

/** Details of the request, with the choice to approve or deny. */
function Decision({ api, token, request, onDecided }: DecisionProps) {
  const decide = (approve: boolean) => async () => {
    const result = await api.call('mobileAuthenticate', { token, approve });
    if (!result.ok) return result.problem;
    onDecided(approve);
    return undefined;
  };
  return (
    <>
      <PageTitle>Is this you?</PageTitle>
      <p>Somebody wants to be signed in to your account.</p>
      <dl className="facts">
        <div>
          <dt>Code</dt>
          <dd className="code">{request.user_code}</dd>
        </div>
        <div>
          <dt>Browser</dt>
          <dd>{request.browser}</dd>
        </div>
        <div>
          <dt>Place</dt>
          <dd>{request.place}</dd>
        </div>
        <div>
          <dt>Asked at</dt>
          <dd>{new Date(request.requested_at).toLocaleTimeString()}</dd>
        </div>
      </dl>
      <p>
        Approve only if you opened that page yourself, just now, and it shows the same code. Whoever
        is approved can use your account.
      </p>
      <Form submit="Approve" onSubmit={decide(true)} />
      <Form submit="Deny" look="end" onSubmit={decide(false)} />
    </>
  );
}
