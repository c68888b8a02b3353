import type { Connection } from '#platform/graphql/index.ts';
import { Merchant } from '../merchant/merchant.type.ts';
import type { ExportRow } from './export.repository.ts';
import { Export, ExportConnection } from './export.type.ts';
import type { ExportFormat, ExportKind, ExportStatus } from './kinds.ts';
import { exportParameters } from './parameters.ts';

/** A stored export as the API shows it. */
export function toExport(row: ExportRow): Export {
  const { from, to } = exportParameters.parse(row.parameters);
  return Object.assign(new Export(), {
    id: row.id,
    merchant: Object.assign(new Merchant(), { id: row.merchantId }),
    merchantId: row.merchantId,
    kind: row.kind as ExportKind,
    format: row.format as ExportFormat,
    from: from ?? null,
    to: to ?? null,
    status: row.status as ExportStatus,
    progress: row.progress,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    sha256: row.sha256,
    expiresAt: row.expiresAt,
    error: row.error,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    requestedBy: row.requestedBy,
  });
}

export function toExportConnection(page: Connection<ExportRow>): ExportConnection {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toExport(node) }));
  return Object.assign(new ExportConnection(), {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: page.pageInfo,
    totalCount: page.totalCount,
  });
}
