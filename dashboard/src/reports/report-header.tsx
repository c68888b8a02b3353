import type { RequestExportInput } from '@merchantgraph/sdk';
import Box from '@mui/material/Box';
import { ExportButton } from '../exports/export-button.tsx';
import { FreshnessChip } from '../home/freshness-chip.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import type { Overview } from '../shared/types.ts';
import type { ReportProps } from './types.ts';

interface ReportHeaderProps {
  title: string;
  report: Pick<ReportProps, 'merchant' | 'membership' | 'format'>;
  /** What the report was answered; one that failed has no freshness to tell of either. */
  state: { data: { freshness: Overview['freshness'] } | null | undefined; error: unknown };
  /** What is exported, for the name of the button: "the sales trend". */
  what: string;
  input: Omit<RequestExportInput, 'merchantId' | 'format'>;
}

/** What the report is, how up to date, and a way to take it along. */
export function ReportHeader({ title, report, state, what, input }: ReportHeaderProps) {
  const { merchant, membership, format } = report;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <PageTitle>{title}</PageTitle>
      {(state.data || !state.error) && <FreshnessChip freshness={state.data?.freshness} format={format} />}
      <Box sx={{ ml: 'auto' }}>
        <ExportButton merchant={merchant} membership={membership} what={what} input={input} />
      </Box>
    </Box>
  );
}
