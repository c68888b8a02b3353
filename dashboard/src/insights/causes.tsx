import Typography from '@mui/material/Typography';
import { DataTable } from '../shared/data-table.tsx';
import type { Format } from '../shared/format.ts';
import { Section } from '../shared/section.tsx';
import { DIMENSIONS, figureOf, type WholeInsight } from './words.ts';

/** What drove the change: the largest contributors, prices and pieces, and the same days of last year. */
export function Causes({ insight, format }: { insight: WholeInsight; format: Format }) {
  const { explanation, figures } = insight;
  if (!explanation) return null;
  const { contributions, effects, lastYear } = explanation;
  const { show } = figureOf(insight, figures.currency, format);
  if (contributions.length === 0 && !effects && !lastYear) return null;
  return (
    <Section title="What it comes from">
      {contributions.length > 0 && (
        <DataTable
          label="Causes"
          rows={contributions}
          keyOf={({ slice }) => `${slice.dimension}/${slice.key}`}
          columns={[
            { label: 'Cause', cell: ({ slice }) => slice.label },
            { label: 'What', cell: ({ slice }) => DIMENSIONS[slice.dimension] },
            { label: 'Observed', numeric: true, cell: ({ observed }) => show(observed) },
            { label: 'Before', numeric: true, cell: ({ expected }) => show(expected) },
            { label: 'Part of the change', numeric: true, cell: ({ share }) => format.percent(share) },
          ]}
        />
      )}
      {effects && (
        <Typography variant="body2" sx={{ mt: 2 }}>
          Prices {format.signedMoney(effects.price)}, pieces sold {format.signedMoney(effects.volume)}, dearer
          or cheaper products {format.signedMoney(effects.mix)}.
        </Typography>
      )}
      {lastYear && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          In the same days of last year: {show(lastYear.observed)}, and {show(lastYear.expected)} before.
        </Typography>
      )}
    </Section>
  );
}
