import { useDeleteAlert, useSilenceAlert, useUpdateAlert } from '@merchantgraph/sdk/react';
import type { ReactNode } from 'react';
import { useConfirm } from '../shared/confirm.tsx';
import type { Format } from '../shared/format.ts';
import { useMessages } from '../shared/messages.tsx';
import { addDays, today } from '../shared/period.ts';
import type { Merchant } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { type Alert, ruleOf } from './words.ts';

export const SILENCE_DAYS = 7;

/** The last silent day of an alert, while it is silent. */
export function silentUntil({ silencedUntil }: Alert, { timeZone }: Merchant): string | undefined {
  return silencedUntil !== null && silencedUntil >= today(timeZone) ? silencedUntil : undefined;
}

/** What can be done with an alert beside changing its rule. Render the dialog somewhere. */
export function useAlertActions(props: {
  alert: Alert;
  merchant: Merchant;
  format: Format;
  onDeleted: () => void;
}): {
  onSilence: () => Promise<void>;
  onSwitch: () => Promise<void>;
  onDelete: () => Promise<void>;
  dialog: ReactNode;
} {
  const { alert, merchant, format, onDeleted } = props;
  const { id, name, silencedUntil, enabled } = alert;
  const [silence] = useSilenceAlert();
  const [update] = useUpdateAlert();
  const [remove] = useDeleteAlert();
  const [ask, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const put = (until: string | null) => act(silence({ input: { id, until } }));
  const turn = (on: boolean) => act(update({ input: { id, rule: { ...ruleOf(alert), enabled: on } } }));
  return {
    async onSilence() {
      const isSilent = silentUntil(alert, merchant) !== undefined;
      const until = isSilent ? null : addDays(today(merchant.timeZone), SILENCE_DAYS);
      if (!(await put(until))) return;
      show(until ? `Silent until ${format.day(until)}` : 'It speaks again', () => void put(silencedUntil));
    },
    async onSwitch() {
      if (await turn(!enabled)) show(enabled ? 'It is off' : 'It is on', () => void turn(enabled));
    },
    async onDelete() {
      const sure = await ask({
        title: `Delete "${name}"?`,
        text: 'The rule and the record of its firings are gone; insights it made stay. This cannot be undone.',
        action: 'Delete',
      });
      if (!sure || !(await act(remove({ input: { id } })))) return;
      show('The alert is deleted');
      onDeleted();
    },
    dialog,
  };
}
