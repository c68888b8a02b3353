import { MerchantGraphError } from '@merchantgraph/sdk';
import { useDismissInsight, useMarkInsightRead, useRestoreInsight } from '@merchantgraph/sdk/react';
import { useCallback } from 'react';
import { useMessages } from '../shared/messages.tsx';

/** The three things a person can do with an insight; failures are told in words. */
export function useInsightActions() {
  const { show } = useMessages();
  const [markRead] = useMarkInsightRead();
  const [dismiss] = useDismissInsight();
  const [restore] = useRestoreInsight();

  const attempt = useCallback(
    async (call: Promise<{ __typename: string; message?: string }>): Promise<boolean> => {
      const result = await call.catch((thrown: unknown) => ({
        __typename: 'Error',
        message: thrown instanceof MerchantGraphError ? thrown.message : 'Something went wrong.',
      }));
      if (result.message !== undefined) show(result.message);
      return result.message === undefined;
    },
    [show],
  );
  const onRestore = useCallback(
    async (id: string) => {
      if (await attempt(restore({ input: { id } }))) show('Insight restored');
    },
    [attempt, restore, show],
  );
  const onDismiss = useCallback(
    async (id: string) => {
      if (await attempt(dismiss({ input: { id } }))) show('Insight dismissed', () => void onRestore(id));
    },
    [attempt, dismiss, onRestore, show],
  );
  const onRead = useCallback(
    async (id: string) => {
      await attempt(markRead({ input: { id } }));
    },
    [attempt, markRead],
  );
  return { onRead, onDismiss, onRestore };
}
