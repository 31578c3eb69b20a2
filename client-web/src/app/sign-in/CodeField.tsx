import { Field } from '../Form.tsx';

/** Field for a code from an email or another screen. */
export function CodeField({ name, label }: { readonly name: string; readonly label: string }) {
  return (
    <Field
      name={name}
      label={label}
      hint="Eight letters, like BCDF-GHJK."
      className="code"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      pasted="code"
    />
  );
}
