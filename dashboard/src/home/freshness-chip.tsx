import CloudDone from '@mui/icons-material/CloudDoneOutlined';
import CloudOff from '@mui/icons-material/CloudOffOutlined';
import Schedule from '@mui/icons-material/Schedule';
import Chip from '@mui/material/Chip';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import type { Format } from '../shared/format.ts';
import type { Overview } from '../shared/types.ts';

/** How far the figures are behind the orders. */
export function FreshnessChip({
  freshness,
  format,
}: {
  freshness: Overview['freshness'] | undefined;
  format: Format;
}) {
  if (!freshness) return <Skeleton variant="rounded" width={110} height={28} />;
  const { status, lagSeconds, replicatedAt, reconciledAt, reconciliation } = freshness;
  const look = {
    LIVE: { label: 'Live', color: 'success', icon: <CloudDone /> },
    DELAYED: { label: `${delay(lagSeconds)} behind`, color: 'warning', icon: <Schedule /> },
    UNKNOWN: { label: 'Freshness unknown', color: 'default', icon: <CloudOff /> },
  } as const;
  const { label, color, icon } = look[status];
  const until = replicatedAt ? `Orders up to ${format.instant(replicatedAt)} are included.` : '';
  const lag =
    status === 'LIVE' && lagSeconds !== null ? `Figures follow orders within ${delay(lagSeconds)}. ` : '';
  const agrees =
    reconciledAt && reconciliation !== 'DIFFERENT'
      ? ` Figures and orders were found equal at ${format.instant(reconciledAt)}.`
      : '';
  return (
    <Tooltip title={`${lag}${until}${agrees}` || 'The replication has not reported yet.'}>
      <Chip
        tabIndex={0}
        size="small"
        variant="outlined"
        label={label}
        color={color}
        icon={icon}
        sx={{ px: 0.5 }}
      />
    </Tooltip>
  );
}

function delay(seconds: number | null): string {
  if (seconds === null) return 'A while';
  if (seconds < 1) return 'a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
