/** Version of the terms below; rises with each change of their meaning. */
export const TERMS_VERSION = '2026-11-30';

/** Terms that a user agrees to. */
export function Terms() {
  return (
    <details className="terms">
      <summary>What you agree to</summary>
      <ul>
        <li>Maya is a computer program. Her bands are estimates, not official IELTS scores.</li>
        <li>
          Your voice goes to our servers in North America while you speak. Neither it nor the
          conversation is stored; only the written assessment is.
        </li>
        <li>
          Your essays go to Amazon Web Services in your part of the world, where a language model
          marks them. They are not stored either; only the written assessment is, with short quotes.
        </li>
        <li>
          We keep your e-mail address, your name if you give it, your assessments and what you
          bought, until you delete your account. We sell and share none of it.
        </li>
        <li>You can see all of it, take it with you, and delete it at any time.</li>
        <li>You use the tests for yourself, and do not copy or disturb the service.</li>
      </ul>
    </details>
  );
}
