import { Form, PasswordField, type Values } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { EmailField } from './EmailField.tsx';
import type { StepProps } from './SignInFlow.tsx';

interface Props extends StepProps {
  readonly email: string;
  readonly message: string | undefined;
}

/** Sign-in with email and password, or with a phone. */
export function SignInForm({ services: { api, signIn }, goTo, email, message }: Props) {
  const submit = async (values: Values) => {
    const credentials = { email: values('email'), password: values('password') };
    const result = await api.call('signIn', credentials);
    if (!result.ok) return result.problem;
    await signIn.accept(result.value);
    return undefined;
  };
  return (
    <>
      <PageTitle>Sign in</PageTitle>
      <p className="news" role="status">
        {message}
      </p>
      <Form submit="Sign in" onSubmit={submit}>
        <EmailField email={email} />
        <PasswordField name="password" label="Password" />
      </Form>
      <button type="button" className="button" onClick={() => goTo({ name: 'qr' })}>
        Sign in with your phone
      </button>
      <div className="card-links">
        <button type="button" className="link" onClick={() => goTo({ name: 'forgot', email })}>
          Forgot your password?
        </button>
        <button type="button" className="link" onClick={() => goTo({ name: 'signUp', email })}>
          Create an account
        </button>
      </div>
    </>
  );
}
