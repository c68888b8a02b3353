import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { FreshnessChip } from '../home/freshness-chip.tsx';
import type { Format } from '../shared/format.ts';
import { PageTitle } from '../shared/page-title.tsx';
import type { Overview } from '../shared/types.ts';

interface ReportHeaderProps {
  title: string;
  format: Format;
  freshness: Overview['freshness'] | undefined;
  /** The report failed: nothing is known of its freshness either. */
  failed?: boolean;
  children?: ReactNode;
}

/** What the report is, how up to date, and a way to take it along. */
export function ReportHeader({ title, format, freshness, failed = false, children }: ReportHeaderProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <PageTitle>{title}</PageTitle>
      {!failed && <FreshnessChip freshness={freshness} format={format} />}
      <Box sx={{ ml: 'auto' }}>{children}</Box>
    </Box>
  );
}
