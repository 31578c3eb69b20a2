import { Field, Form, PasswordField, type Values } from '../Form.tsx';
import { Title } from '../route.tsx';
import type { StepProps } from './Entrance.tsx';

interface Props extends StepProps {
  readonly email: string;
  readonly news: string | undefined;
}

/** E-mail address and password, or a phone. */
export function SignInForm({ page: { api, signIn }, go, email, news }: Props) {
  const submit = async (values: Values) => {
    const credentials = { email: values('email'), password: values('password') };
    const answer = await api.call('signIn', credentials);
    if (!answer.ok) return answer.trouble;
    await signIn.begin(answer.value);
    return undefined;
  };
  return (
    <>
      <Title>Sign in</Title>
      <p className="news" role="status">
        {news}
      </p>
      <Form submit="Sign in" onSubmit={submit}>
        <Field
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          maxLength={254}
          defaultValue={email}
        />
        <PasswordField name="password" label="Password" />
      </Form>
      <button type="button" className="button" onClick={() => go({ name: 'qr' })}>
        Sign in with your phone
      </button>
      <div className="card-links">
        <button type="button" className="link" onClick={() => go({ name: 'forgot', email })}>
          Forgot your password?
        </button>
        <button type="button" className="link" onClick={() => go({ name: 'signUp', email })}>
          Create an account
        </button>
      </div>
    </>
  );
}
