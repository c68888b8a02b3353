/**
 * Runs the insight job once and ends: `node benchmarks/insights-job/job.ts <json>`, with the addresses of both stores. A
 * process of its own, as the worker is one: it can be killed, and its memory is its own. Prints what the job came to.
 */
import { createLogger } from '#platform/log/index.ts';
import { createDatabase } from '#prisma/database.ts';
import { createWarehouse } from '#warehouse/index.ts';
import { generateInsights } from '../../subgraphs/insights/generation/generate.ts';

/** What the process is told. */
export interface JobTask {
  clickhouse: { url: string; password: string; database: string };
  urls: { app: string; auth: string; worker: string };
  asOf: string;
}

const { clickhouse, urls, asOf }: JobTask = JSON.parse(process.argv[2] ?? '{}');
const db = createDatabase({ urls });
const warehouse = createWarehouse(clickhouse);
const summary = await generateInsights({
  db,
  warehouse,
  asOf,
  logger: createLogger({ name: 'bench', level: 'error' }),
});
await Promise.all([db.close(), warehouse.close()]);
const { userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(JSON.stringify({ ...summary, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
process.exit(0);
