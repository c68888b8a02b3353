export { createAddressHash } from './client-address.ts';
export { type DryRunReason, type DryRunResult, dryRun } from './dry-run.ts';
export { ENTITIES, type EntityName, FORMATS, ORDER_FORMATS, type OrderFormatName } from './formats/index.ts';
export {
  type ImportFileOptions,
  type ImportOrdersOptions,
  type ImportProgress,
  type ImportResult,
  importFile,
  importOrders,
} from './import.ts';
export { listRejects, type RejectRow } from './rejects.ts';
export { type Fix, type ReplayResult, readFixes, replayRejects } from './replay.ts';
