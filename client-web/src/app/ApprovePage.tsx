import { useCallback, useEffect, useState } from 'react';
import type { QrRequest, Trouble } from '../core/api/answer.ts';
import type { Api } from '../core/api/api.ts';
import { Form, TroubleNote, type Values } from './Form.tsx';
import { Link, Title } from './route.tsx';
import { CodeField } from './sign-in/CodeField.tsx';

type Stage =
  | { readonly name: 'typing' }
  | { readonly name: 'looking' }
  | { readonly name: 'deciding'; readonly token: string; readonly request: QrRequest }
  | { readonly name: 'decided'; readonly approved: boolean };

/** Approves the sign-in of another device, which `?token=` or a typed code names. */
export function ApprovePage({ api }: { readonly api: Api }) {
  const [scanned] = useState(() => new URLSearchParams(location.search).get('token'));
  const [stage, setStage] = useState<Stage>(
    scanned === null ? { name: 'typing' } : { name: 'looking' },
  );
  const [trouble, setTrouble] = useState<Trouble>();

  const look = useCallback(
    async (token: string): Promise<Trouble | undefined> => {
      const answer = await api.call('qr', undefined, { token });
      if (!answer.ok) return answer.trouble;
      setStage({ name: 'deciding', token, request: answer.value });
      return undefined;
    },
    [api],
  );

  useEffect(() => {
    if (scanned === null) return;
    void look(scanned).then((found) => {
      if (found === undefined) return;
      // After any other trouble the page may be loaded again.
      if (found.slug === 'qr_unknown' || found.slug === 'qr_expired') dropToken();
      setTrouble(found);
      setStage({ name: 'typing' });
    });
  }, [scanned, look]);

  return (
    <section className="card" key={stage.name}>
      <Approval
        api={api}
        stage={stage}
        trouble={trouble}
        look={look}
        onDecided={(approved) => {
          dropToken();
          setStage({ name: 'decided', approved });
        }}
      />
    </section>
  );
}

/** A token that is of no more use is nothing for the history. */
function dropToken(): void {
  history.replaceState(null, '', location.pathname);
}

interface ApprovalProps {
  readonly api: Api;
  readonly stage: Stage;
  readonly trouble: Trouble | undefined;
  readonly look: (token: string) => Promise<Trouble | undefined>;
  readonly onDecided: (approved: boolean) => void;
}

function Approval({ api, stage, trouble, look, onDecided }: ApprovalProps) {
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
          <Title>Approve a sign-in</Title>
          <TroubleNote trouble={trouble} />
          <p>Type the code that the other device shows.</p>
          <Form submit="Look it up" onSubmit={(values: Values) => look(values('code').trim())}>
            <CodeField name="code" label="Code" />
          </Form>
        </>
      );
    case 'deciding':
      return <Decision api={api} {...stage} onDecided={onDecided} />;
    case 'decided':
      return (
        <>
          <Title>{stage.approved ? 'Approved' : 'Denied'}</Title>
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

/** Who asks, from where, and yes or no. */
function Decision({ api, token, request, onDecided }: DecisionProps) {
  const decide = (approve: boolean) => async () => {
    const answer = await api.call('mobileAuthenticate', { token, approve });
    if (!answer.ok) return answer.trouble;
    onDecided(approve);
    return undefined;
  };
  return (
    <>
      <Title>Is this you?</Title>
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
