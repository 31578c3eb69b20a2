import {
  createContext,
  type FormEvent,
  type InputHTMLAttributes,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { PASSWORD_MIN, passwordProblem, type Strength, strengthOf } from '../core/api/password.ts';
import type { ApiProblem } from '../core/api/result.ts';
import { pastedAddress, pastedCode } from '../core/pasted-text.ts';

/** Returns the value of a field by its name. */
export type Values = (name: string) => string;

interface FormProps {
  /** Label of the button. */
  readonly submit: string;
  /** Style of the button. */
  readonly look?: 'primary' | 'plain' | 'end';
  /** Submits the values; returns the problem, if any. */
  readonly onSubmit: (values: Values) => Promise<ApiProblem | undefined>;
  readonly children?: ReactNode;
}

const FieldProblems = createContext<ApiProblem['fields']>({});

const CLEANING = { address: pastedAddress, code: pastedCode };

/** Cleans pasted text, before the browser validates it: a no-break space fails an e-mail field. */
function clean(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-pasted]')) {
    input.value = CLEANING[input.dataset.pasted as keyof typeof CLEANING](input.value);
  }
}

/**
 * Form with one button. The browser validates what it can; problems of the API appear at their
 * field.
 */
export function Form({ submit, look = 'primary', onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const name = Object.keys(problem?.fields ?? {}).at(0);
    const field = name === undefined ? null : form.current?.elements.namedItem(name);
    if (field instanceof HTMLElement) field.focus();
  }, [problem]);

  const onSubmitted = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    clean(form.current);
    if (!form.current.reportValidity()) return;
    const data = new FormData(form.current);
    setBusy(true);
    setProblem(undefined);
    setProblem(await onSubmit((name) => String(data.get(name) ?? '')));
    setBusy(false);
  };

  return (
    <form ref={form} className="form" noValidate onSubmit={(event) => void onSubmitted(event)}>
      <FieldProblems value={problem?.fields ?? {}}>{children}</FieldProblems>
      <FormProblem problem={problem} />
      {/* Not disabled while busy: that would take the focus away. */}
      <button type="submit" className={`button ${look}`} aria-disabled={isBusy}>
        {isBusy ? 'One moment' : submit}
      </button>
    </form>
  );
}

/** Problem that prevented a submission. */
export function FormProblem({ problem }: { readonly problem: ApiProblem | undefined }) {
  return (
    <div role="alert">
      {problem !== undefined && <p className="form-trouble">{problem.detail}</p>}
    </div>
  );
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Kind of text that is pasted into the field, and cleaned when the form is submitted. */
  readonly pasted?: keyof typeof CLEANING;
  /**
   * Returns what is wrong with a text; empty if nothing is. It limits the length: the browser's
   * maxLength counts UTF-16 units, and cuts what is pasted without a word.
   */
  readonly check?: (text: string) => string;
}

/** Text field with label, hint and error. */
export function Field({ label, hint, pasted, check, onChange, ...input }: FieldProps) {
  const { id, described, error } = useDescription(input.name, hint);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        required
        aria-invalid={error !== undefined}
        data-pasted={pasted}
        onChange={(event) => {
          event.target.setCustomValidity(check?.(event.target.value) ?? '');
          onChange?.(event);
        }}
        {...described}
        {...input}
      />
      <Description id={id} hint={hint} error={error} />
    </div>
  );
}

interface PasswordProps extends Pick<FieldProps, 'name' | 'label'> {
  /** Email of the account that a new password is for; undefined for the current password. */
  readonly newFor?: string;
}

/** Password field that can be revealed; estimates the strength of a new password. */
export function PasswordField({ name, label, newFor }: PasswordProps) {
  const { id, described, error } = useDescription(name, undefined);
  const [isShown, setShown] = useState(false);
  const [password, setPassword] = useState('');
  const isNew = newFor !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="password">
        <input
          id={id}
          name={name}
          type={isShown ? 'text' : 'password'}
          required
          autoComplete={isNew ? 'new-password' : 'current-password'}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error !== undefined}
          onChange={(event) => {
            event.target.setCustomValidity(passwordProblem(event.target.value, isNew));
            setPassword(event.target.value);
          }}
          {...described}
        />
        <button
          type="button"
          className="password-show"
          aria-pressed={isShown}
          aria-label={`Show ${label.toLowerCase()}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      </div>
      {isNew && <StrengthNote strength={strengthOf(password, newFor)} isEmpty={password === ''} />}
      <Description id={id} hint={undefined} error={error} />
    </div>
  );
}

const STRENGTH: Readonly<Record<Strength, string>> = {
  short: `Too short: at least ${PASSWORD_MIN} characters`,
  weak: 'Easy to guess',
  fair: 'Fair. Longer is better',
  good: 'Good',
};

function StrengthNote(props: { readonly strength: Strength; readonly isEmpty: boolean }) {
  const { strength, isEmpty } = props;
  return (
    <p className="strength" role="status" data-strength={isEmpty ? 'none' : strength}>
      <span className="strength-bar" aria-hidden="true" />
      {isEmpty
        ? `${PASSWORD_MIN} characters or more. Three or four words do well.`
        : STRENGTH[strength]}
    </p>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly defaultValue: string;
  /** Labels by value. */
  readonly options: readonly (readonly [value: string, label: string])[];
}

/** Choice of one value among a few. */
export function SelectField({ name, label, defaultValue, options }: SelectProps) {
  const { id, described, error } = useDescription(name, undefined);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        defaultValue={defaultValue}
        aria-invalid={error !== undefined}
        {...described}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Description id={id} hint={undefined} error={error} />
    </div>
  );
}

interface CheckProps {
  readonly name: string;
  readonly label: string;
}

/** Checkbox that must be checked. */
export function CheckField({ name, label }: CheckProps) {
  const { id, described, error } = useDescription(name, undefined);
  return (
    <div className="check">
      <input
        id={id}
        type="checkbox"
        name={name}
        required
        aria-invalid={error !== undefined}
        {...described}
      />
      <label htmlFor={id}>{label}</label>
      <Description id={id} hint={undefined} error={error} />
    </div>
  );
}

function useDescription(name: string, hint: string | undefined) {
  const id = useId();
  const error = useContext(FieldProblems)[name];
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { id, error, described: ids === '' ? {} : { 'aria-describedby': ids } };
}

interface DescriptionProps {
  readonly id: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
}

function Description({ id, hint, error }: DescriptionProps) {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </>
  );
}
