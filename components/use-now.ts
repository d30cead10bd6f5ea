import { useEffect, useState } from 'react';

/** The time of day, moving on every half minute: "3 minutes ago" and "late" stay true on a screen that is left open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
