import { useState } from 'react';
import type { Answer } from '../../core/api/answer.ts';

/** Asks for another code, and says what became of it. */
export function ResendButton({ send }: { readonly send: () => Promise<Answer<unknown>> }) {
  const [news, setNews] = useState('');
  const onClick = async () => {
    setNews('');
    const answer = await send();
    setNews(answer.ok ? 'Another code is on its way.' : answer.trouble.detail);
  };
  return (
    <>
      <button type="button" className="link" onClick={() => void onClick()}>
        Send another code
      </button>
      <p className="news" role="status">
        {news}
      </p>
    </>
  );
}
