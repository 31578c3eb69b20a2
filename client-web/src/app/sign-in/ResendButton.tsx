import { useState } from 'react';
import type { ApiResult } from '../../core/api/result.ts';

/** Button that requests another code, with its outcome. */
export function ResendButton({ send }: { readonly send: () => Promise<ApiResult<unknown>> }) {
  const [message, setMessage] = useState('');
  const onClick = async () => {
    setMessage('');
    const result = await send();
    setMessage(result.ok ? 'Another code is on its way.' : result.problem.detail);
  };
  return (
    <>
      <button type="button" className="link" onClick={() => void onClick()}>
        Send another code
      </button>
      <p className="news" role="status">
        {message}
      </p>
    </>
  );
}
