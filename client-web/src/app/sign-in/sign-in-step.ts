/** Step of the sign-in flow. */
export type SignInStep =
  | { readonly name: 'signIn'; readonly email: string; readonly message?: string }
  | { readonly name: 'signUp'; readonly email: string }
  | {
      readonly name: 'confirm';
      readonly email: string;
      /** Secret of the registration, needed with the code. */
      readonly registration: string;
      /** Kept until the address is confirmed, but not over a reload. */
      readonly password?: string;
    }
  | { readonly name: 'forgot'; readonly email: string }
  | { readonly name: 'reset'; readonly email: string }
  | { readonly name: 'qr' };

const STORAGE_KEY = 'way-in';
/** Initial step. */
export const FIRST_STEP: SignInStep = { name: 'signIn', email: '' };

/**
 * Loads the step at which this tab was left: a phone may drop the page while its user looks for the
 * code in the mail app.
 */
export function loadStep(): SignInStep {
  try {
    const { name, email, registration } = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}');
    if (typeof email !== 'string') return FIRST_STEP;
    if (name === 'reset') return { name, email };
    const waits = name === 'confirm' && typeof registration === 'string';
    return waits ? { name, email, registration } : FIRST_STEP;
  } catch {
    return FIRST_STEP;
  }
}

/**
 * Saves a step that waits for an emailed code, without the password; any other deletes the saved
 * one.
 */
export function saveStep(step: SignInStep): void {
  try {
    if (step.name === 'confirm' || step.name === 'reset') {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ ...step, password: undefined }));
    } else {
      sessionStorage.removeItem(STORAGE_KEY);
    }
  } catch {
    // Storage is full or forbidden: the step is lost with the page.
  }
}
