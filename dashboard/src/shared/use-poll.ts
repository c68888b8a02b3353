import { useEffect } from 'react';

const EVERY_MS = 2000;

/** Asks again and again while something is under way that nobody tells the end of. */
export function usePoll(isUnderWay: boolean, ask: () => void): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, ask]);
}
