/** Where a person is on the way in. */
export type SignInStep =
  | { readonly name: 'signIn'; readonly email: string; readonly message?: string }
  | { readonly name: 'signUp'; readonly email: string }
  | {
      readonly name: 'confirm';
      readonly email: string;
      /** The secret that the code counts with. */
      readonly registration: string;
      /** Kept until the address is confirmed, but not over a reload. */
      readonly password?: string;
    }
  | { readonly name: 'forgot'; readonly email: string }
  | { readonly name: 'reset'; readonly email: string }
  | { readonly name: 'qr' };

const STORAGE_KEY = 'way-in';
/** Where everybody begins. */
export const FIRST_STEP: SignInStep = { name: 'signIn', email: '' };

/**
 * The step at which this tab was when it was left. While somebody looks for a code in their mail, a
 * phone may drop the page.
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

/** Keeps a step that waits for a mail, without the password; any other wipes what was kept. */
export function saveStep(step: SignInStep): void {
  try {
    if (step.name === 'confirm' || step.name === 'reset') {
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ ...step, password: undefined }));
    } else {
      sessionStorage.removeItem(STORAGE_KEY);
    }
  } catch {
    // Full or forbidden: then the step is lost with the page.
  }
}
