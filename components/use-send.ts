import { useState } from 'react';

/** A form's one request: busy while it runs, then its answer. A promise that fails counts as the answer `failed`; `fault` is why. */
export function useSend<T>(failed: T) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<T | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  return {
    busy,
    answer,
    fault,
    forget: () => setAnswer(null),
    /** Calls at once, in the same turn: the browser grants permissions only straight from a click. */
    send: async (request: () => Promise<T>): Promise<T> => {
      setBusy(true);
      setAnswer(null);
      const got = await request().catch((error: unknown) => {
        setFault(error);
        return failed;
      });
      setAnswer(got);
      setBusy(false);
      return got;
    },
  };
}
