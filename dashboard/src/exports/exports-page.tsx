import type { ListExportsQueryVariables } from '@merchantgraph/sdk';
import { useCancelExport, useExportProgress, useExports } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import LinearProgress from '@mui/material/LinearProgress';
import type { Viewer } from '../layout/shell.tsx';
import { ChoiceField } from '../shared/choices.tsx';
import type { Format } from '../shared/format.ts';
import { ListOf } from '../shared/list-of.tsx';
import { useMessages } from '../shared/messages.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { may } from '../shared/roles.ts';
import { Row, Section } from '../shared/section.tsx';
import { useUrlChoice } from '../shared/url-state.ts';
import { useAct } from '../shared/use-act.ts';
import { useFormat } from '../shared/use-format.ts';
import { usePoll } from '../shared/use-poll.ts';
import { type Export, FORMAT_LABELS, isUnderWay, KIND_LABELS, STATUS_LABELS } from './kinds.ts';
import { NewExport } from './new-export.tsx';
import { Schedules } from './schedules.tsx';

const FILTERS = ['all', 'underway', 'ready', 'failed'] as const;
const FILTER_LABELS = { all: 'All', underway: 'Under way', ready: 'Ready', failed: 'Failed or cancelled' };
const STATUS: Record<(typeof FILTERS)[number], NonNullable<ListExportsQueryVariables['filter']>['status']> = {
  all: [],
  underway: ['QUEUED', 'RUNNING'],
  ready: ['COMPLETED'],
  failed: ['FAILED', 'CANCELLED', 'EXPIRED'],
};
const PAGE = 10;

/** Files that were made of the shop's data, those that are being made, and those that are made regularly. */
export default function ExportsPage({ membership }: Viewer) {
  const { merchant } = membership;
  const format = useFormat(merchant);
  const [chosen, choose] = useUrlChoice('status', FILTERS);
  const { show } = useMessages();
  const status = STATUS[chosen];
  const variables: ListExportsQueryVariables = {
    merchantId: merchant.id,
    first: PAGE,
    ...(status?.length && { filter: { status } }),
  };
  const state = useExports(variables, { policy: 'cache-and-network' });
  // A small one may have ended before the subscription listened.
  usePoll(state.data?.nodes.some(isUnderWay) ?? false, state.refetch);
  useExportProgress(
    { merchantId: merchant.id },
    {
      onEvent: (event) => {
        if (event.status === 'COMPLETED') show(`${KIND_LABELS[event.kind]}: the file is ready`);
      },
    },
  );
  const mayWrite = may(membership, 'exports:write');
  return (
    <Box sx={{ display: 'grid', gap: { xs: 1.5, sm: 2.5 }, maxWidth: 960, mx: 'auto' }}>
      <PageTitle>Exports</PageTitle>
      {mayWrite && <NewExport membership={membership} />}
      <Section
        title="Files"
        text="A file is kept for seven days. A link to it works for 15 minutes, for you alone."
        action={
          <ChoiceField
            size="small"
            label="Show"
            value={chosen}
            onChange={({ target }) => choose(target.value as typeof chosen)}
            choices={FILTERS.map((each) => [each, FILTER_LABELS[each]])}
            sx={{ minWidth: 170 }}
          />
        }
      >
        <ListOf
          label="Exports"
          state={state}
          use={useExports}
          variables={variables}
          empty={{
            title: chosen === 'all' ? 'No exports yet' : 'None of these',
            text: 'Order one above, or with the Export button of a report. It is made in the background.',
          }}
        >
          {(each) => <ExportRow key={each.id} each={each} format={format} mayWrite={mayWrite} />}
        </ListOf>
      </Section>
      <Schedules membership={membership} format={format} />
    </Box>
  );
}

function ExportRow({ each, format, mayWrite }: { each: Export; format: Format; mayWrite: boolean }) {
  const [cancel] = useCancelExport();
  const act = useAct();
  const { id, kind, status, from, to, progress, rows, downloadUrl, error, createdAt } = each;
  const name = `${KIND_LABELS[kind]}${from && to ? `, ${format.range(from, to)}` : ''}`;
  const facts = [
    FORMAT_LABELS[each.format].split(',')[0],
    `ordered ${format.instant(createdAt)}`,
    ...(rows > 0 ? [`${format.number(rows)} rows`] : []),
    ...(each.expiresAt && status === 'COMPLETED' ? [`kept until ${format.instant(each.expiresAt)}`] : []),
  ];
  return (
    <Row
      name={name}
      text={error && status === 'FAILED' ? `${facts.join(' · ')}. ${error}` : facts.join(' · ')}
    >
      {isUnderWay(each) ? (
        <LinearProgress
          aria-label={`${STATUS_LABELS[status]}: ${name}`}
          variant={progress > 0 ? 'determinate' : 'indeterminate'}
          value={Math.round(progress * 100)}
          sx={{ width: 140 }}
        />
      ) : (
        <Chip
          size="small"
          variant="outlined"
          label={STATUS_LABELS[status]}
          color={status === 'COMPLETED' ? 'success' : status === 'FAILED' ? 'error' : 'default'}
        />
      )}
      {downloadUrl && (
        <Button size="small" variant="outlined" href={downloadUrl} download aria-label={`Download ${name}`}>
          Download
        </Button>
      )}
      {isUnderWay(each) && mayWrite && (
        <Button
          size="small"
          color="inherit"
          aria-label={`Cancel ${name}`}
          onClick={() => void act(cancel({ input: { id } }))}
        >
          Cancel
        </Button>
      )}
    </Row>
  );
}
