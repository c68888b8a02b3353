import { createContext, useContext } from 'react';
import type { Session } from './session.ts';

const Context = createContext<Session | undefined>(undefined);

/** Gives the pages below it the session. */
export const SessionProvider = Context.Provider;

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('Wrap the pages in <SessionProvider value={session}>.');
  return session;
}
