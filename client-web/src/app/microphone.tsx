/** Id of the microphone button, to which the focus returns. */
export const MICROPHONE_BUTTON = 'microphone-button';

export function MicrophoneIcon({ muted }: { readonly muted: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
      {muted && <path d="M4 4l16 16" />}
    </svg>
  );
}
