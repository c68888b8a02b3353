import type { GetReportSchedulesQuery, ListMembersQuery } from '@merchantgraph/sdk';
import {
  useCreateReportSchedule,
  useDeleteReportSchedule,
  useMembers,
  useReportSchedules,
} from '@merchantgraph/sdk/react';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import { useState } from 'react';
import { ChoiceField } from '../shared/choices.tsx';
import { useConfirm } from '../shared/confirm.tsx';
import { useSubmit } from '../shared/form.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import type { Format } from '../shared/format.ts';
import { AllOf } from '../shared/list-of.tsx';
import { useMessages } from '../shared/messages.tsx';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import type { Membership } from '../shared/types.ts';
import { useAct } from '../shared/use-act.ts';
import { type ExportFormat, type ExportKind, FORMAT_LABELS, KIND_LABELS } from './kinds.ts';

type Schedule = NonNullable<NonNullable<GetReportSchedulesQuery['merchant']>['reportSchedules']>[number];
type Member = NonNullable<NonNullable<ListMembersQuery['merchant']>['members']>['nodes'][number];

const CADENCES = {
  DAILY: 'Every day, about the day before',
  WEEKLY: 'On Mondays, about the week before',
  MONTHLY: 'On the 1st, about the month before',
};
const KINDS: readonly ExportKind[] = [
  ...(['OVERVIEW', 'SALES_TREND', 'PRODUCT_PERFORMANCE', 'CONVERSION_FUNNEL'] as const),
  ...(['CUSTOMER_SEGMENTS', 'REVENUE_CHANGE', 'FORECAST'] as const),
];

/** Files that are made again and again, and sent to members. */
export function Schedules({ membership, format }: { membership: Membership; format: Format }) {
  const { merchant } = membership;
  const state = useReportSchedules({ merchantId: merchant.id }, { policy: 'cache-and-network' });
  const { refetch } = state;
  const { data: members } = useMembers({ merchantId: merchant.id, first: 100 });
  const [remove] = useDeleteReportSchedule();
  const [adding, setAdding] = useState(false);
  const [ask, dialog] = useConfirm();
  const act = useAct();
  const { show } = useMessages();
  const mayWrite = may(membership, 'exports:write');
  const nameOf = (id: string) =>
    members?.nodes.find(({ user }) => user.id === id)?.user.name ?? 'somebody else';

  const end = async (schedule: Schedule) => {
    const sure = await ask({
      title: `End "${KIND_LABELS[schedule.kind]}"?`,
      text: 'It is not sent any more. Files that were made stay until they expire.',
      action: 'End it',
    });
    if (!sure || !(await act(remove({ input: { merchantId: merchant.id, id: schedule.id } })))) return;
    show('The schedule has ended');
    refetch();
  };
  return (
    <Section
      title="Sent regularly"
      text="Made again and again, and sent by e-mail as a link."
      action={
        mayWrite && (
          <Button variant="outlined" onClick={() => setAdding(true)}>
            New schedule
          </Button>
        )
      }
    >
      <AllOf
        label="Schedules"
        state={state}
        empty={{ title: 'Nothing regular', text: 'A report can come by itself every day, week or month.' }}
      >
        {(schedule) => (
          <Row
            key={schedule.id}
            name={KIND_LABELS[schedule.kind]}
            text={`${CADENCES[schedule.cadence]}, at ${format.hour(schedule.localHour)}, to ${schedule.recipientIds.map(nameOf).join(', ')}. Next ${format.instant(schedule.nextRunAt)}.`}
          >
            {mayWrite && (
              <Button
                size="small"
                color="error"
                aria-label={`End ${KIND_LABELS[schedule.kind]}`}
                onClick={() => void end(schedule)}
              >
                End
              </Button>
            )}
          </Row>
        )}
      </AllOf>
      {adding && (
        <NewSchedule
          merchantId={merchant.id}
          members={members?.nodes ?? []}
          format={format}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            show('The schedule is kept');
            refetch();
          }}
        />
      )}
      {dialog}
    </Section>
  );
}

function NewSchedule(props: {
  merchantId: string;
  members: readonly Member[];
  format: Format;
  onClose: () => void;
  onDone: () => void;
}) {
  const { merchantId, members, format, onClose, onDone } = props;
  const [create] = useCreateReportSchedule();
  const form = useSubmit({
    send: (text, data) =>
      create({
        input: {
          merchantId,
          kind: text('kind') as ExportKind,
          format: text('format') as ExportFormat,
          cadence: text('cadence') as Schedule['cadence'],
          localHour: Number(text('localHour')),
          recipientIds: data.getAll('recipientIds').map(String),
        },
      }),
    onSuccess: onDone,
  });
  const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), format.hour(hour)] as const);
  return (
    <FormDialog title="New schedule" submit="Keep it" form={form} onClose={onClose}>
      <ChoiceField
        {...form.field('kind')}
        label="What"
        choices={KINDS.map((kind) => [kind, KIND_LABELS[kind]])}
      />
      <ChoiceField {...form.field('format')} label="Format" choices={Object.entries(FORMAT_LABELS)} />
      <ChoiceField {...form.field('cadence')} label="When" choices={Object.entries(CADENCES)} />
      <ChoiceField {...form.field('localHour')} label="At" defaultValue="7" choices={hours} />
      <FormGroup role="group" aria-label="To whom">
        {members.map(({ user }, index) => (
          <FormControlLabel
            key={user.id}
            label={`${user.name} (${user.email})`}
            control={<Checkbox name="recipientIds" value={user.id} defaultChecked={index === 0} />}
          />
        ))}
      </FormGroup>
    </FormDialog>
  );
}
