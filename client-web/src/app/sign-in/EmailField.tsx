import { EMAIL_MAX, lengthProblem } from '../../core/api/text-length.ts';
import { pastedAddress } from '../../core/pasted-text.ts';
import { Field } from '../Form.tsx';

interface Props {
  /** Initial address. */
  readonly email: string;
  /** Called with each new address, cleaned. */
  readonly onChange?: (email: string) => void;
}

/** Field for the email address of an account. */
export function EmailField({ email, onChange }: Props) {
  return (
    <Field
      name="email"
      label="E-mail address"
      type="email"
      autoComplete="username"
      pasted="address"
      check={(text) => lengthProblem(pastedAddress(text), EMAIL_MAX)}
      defaultValue={email}
      onChange={(event) => onChange?.(pastedAddress(event.target.value))}
    />
  );
}
