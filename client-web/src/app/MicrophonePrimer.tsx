/** Explanation before the browser asks for the microphone. */
export function MicrophonePrimer() {
  return (
    <div className="primer">
      <h2 className="primer-title">Practise speaking with an examiner who listens.</h2>
      <ol className="primer-steps">
        <li>
          <b>Allow the microphone</b>
          Your browser asks once you start. Headphones help Maya to hear only you.
        </li>
        <li>
          <b>Talk as you would to a person</b>
          Maya asks, you answer. Take your time, and interrupt her if you like.
        </li>
        <li>
          <b>Read along</b>
          Captions show what Maya says and what she heard from you.
        </li>
      </ol>
    </div>
  );
}
