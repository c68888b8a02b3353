import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../session/context.ts';
import { useMessages } from '../shared/messages.tsx';

/** Within this long the whole API knows that somebody belongs to a merchant no more. */
const KNOWN_EVERYWHERE_MS = 1_000;

/** Goes to another of the person's shops once one of them is theirs no more, and forgets what was known of it. */
export function useDeparture(): (farewell: string) => Promise<void> {
  const { show } = useMessages();
  const session = useSession();
  const navigate = useNavigate();
  return useCallback(
    async (farewell) => {
      show(farewell);
      await new Promise((resolve) => setTimeout(resolve, KNOWN_EVERYWHERE_MS));
      await navigate('/');
      session.started();
    },
    [show, session, navigate],
  );
}
