import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { AuditVerifier, ChainReport } from '../../subgraphs/compliance/index.ts';
import type { Deployment } from '../deployment.ts';
import { openSecrets } from '../engines.ts';
import { readSettings, type Settings } from '../environment.ts';
import { auditOperator, findMerchant } from '../operator.ts';
import { createOutput } from '../output.ts';
import { deriveSecrets } from '../secrets.ts';
import { withDeployment } from '../with-deployment.ts';

interface VerifyOptions {
  merchant?: string;
  file?: string;
  head?: string;
  publicKey?: string;
  json?: boolean;
}

const room = () => import('../../subgraphs/compliance/index.ts');

/** The key to check signatures with: the one given, or that of the deployment whose secret is here. */
async function verifierOf(settings: Settings, publicKey: string | undefined): Promise<AuditVerifier> {
  const { createAuditSigner, createAuditVerifier } = await room();
  if (publicKey !== undefined) return createAuditVerifier({ publicKey });
  const secret =
    settings.secret ??
    (await readFile(path.join(settings.dataDir, 'secret'), 'utf8').catch(() => {
      throw new Error(
        '--public-key: needed, since no secret of a deployment is here. "merchantgraph audit public-key" prints it there.',
      );
    }));
  return createAuditSigner({ signingKey: deriveSecrets(secret.trim()).auditKey });
}

async function verifyFile(
  file: string,
  verifier: AuditVerifier,
  keptFile: string | undefined,
): Promise<ChainReport> {
  const { createChainVerification, parseEntry, parseHeader } = await room();
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let verification: ReturnType<typeof createChainVerification> | undefined;
  let header: ReturnType<typeof parseHeader> | undefined;
  for await (const line of lines) {
    number += 1;
    if (verification) {
      verification.add(parseEntry(line, number));
    } else {
      header = parseHeader(line);
      const kept = await keptHead(keptFile, header.merchantId);
      verification = createChainVerification({ ...header, verifier, kept });
    }
  }
  if (!verification || !header) throw new Error(`${file} is empty.`);
  return verification.finish(header.head);
}

async function keptHead(file: string | undefined, merchantId: string) {
  if (file === undefined) return undefined;
  const { parseKeptHead } = await room();
  const kept = parseKeptHead(await readFile(file, 'utf8'));
  if (kept.merchantId !== merchantId) throw new Error(`--head: ${file} is of merchant ${kept.merchantId}.`);
  return kept.head;
}

const reportText = (report: ChainReport): string =>
  [
    `${report.merchantId}  ${report.intact ? 'intact' : 'NOT INTACT'}  ${report.entries} entries, the last is ${report.last.sequence}`,
    ...report.problems.map((problem) => `    ${problem.kind}  ${problem.message}`),
    ...(report.problemCount > report.problems.length
      ? [`    and ${report.problemCount - report.problems.length} more`]
      : []),
  ].join('\n');

async function verifyMerchants(deployment: Deployment, options: VerifyOptions): Promise<ChainReport[]> {
  const { createAuditVerifier, verifyLog } = await room();
  const { auditSignerOf } = await import('../consumers.ts');
  const { db, engines } = deployment;
  const verifier = options.publicKey
    ? createAuditVerifier({ publicKey: options.publicKey })
    : auditSignerOf(engines.secrets);
  const merchants = options.merchant
    ? [await findMerchant(db, options.merchant)]
    : await db.worker.merchant.findMany({ orderBy: { id: 'asc' } });
  const reports: ChainReport[] = [];
  for (const { id } of merchants)
    reports.push(await verifyLog(db, verifier, id, await keptHead(options.head, id)));
  return reports;
}

async function verify(options: VerifyOptions): Promise<void> {
  const output = createOutput(options.json ?? false);
  const settings = readSettings();
  const { file, merchant } = options;
  if (file !== undefined && merchant !== undefined) throw new Error('Give --merchant or --file, not both.');
  if (options.head !== undefined && file === undefined && merchant === undefined)
    throw new Error('--head is of one merchant: give --merchant or --file too.');
  const reports =
    file === undefined
      ? await withDeployment(settings, 'cli', (deployment) => verifyMerchants(deployment, options))
      : [await verifyFile(file, await verifierOf(settings, options.publicKey), options.head)];
  const intact = reports.every((report) => report.intact);
  const [only] = file === undefined && merchant === undefined ? [] : reports;
  output.result(
    only ? { ...only } : { intact, logs: reports },
    reports.map(reportText).join('\n') || 'No merchants.',
  );
  if (!intact) process.exitCode = 1;
}

/** Writes the log as lines of JSON: first its signed head, then its entries. */
async function exportLog(options: { merchant: string; output: string; json?: boolean }): Promise<void> {
  const { headerLine, readLog } = await room();
  const output = createOutput(options.json ?? false);
  await withDeployment(readSettings(), 'cli', async ({ db }) => {
    const { id } = await findMerchant(db, options.merchant);
    const written = await readLog(db, id, async ({ head, checkpoint, entries }) => {
      let count = 0;
      async function* lines(): AsyncGenerator<string> {
        yield `${headerLine({ merchantId: id, head, checkpoint })}\n`;
        for await (const entry of entries) {
          count += 1;
          yield `${JSON.stringify(entry)}\n`;
        }
      }
      await pipeline(Readable.from(lines()), createWriteStream(options.output, { mode: 0o600 }));
      return { merchantId: id, head, entries: count };
    });
    await db.auth.$transaction((tx) => auditOperator(tx, id, 'audit.exported', { entries: written.entries }));
    output.result(
      { ...written, file: options.output },
      `${written.entries} entries in ${options.output}. Verify it with: merchantgraph audit verify --file ${options.output}`,
    );
  });
}

async function signLogs(options: { merchant: string; json?: boolean }): Promise<void> {
  const { signLog } = await room();
  const output = createOutput(options.json ?? false);
  await withDeployment(readSettings(), 'cli', async ({ db, engines }) => {
    const { auditSignerOf } = await import('../consumers.ts');
    const { id } = await findMerchant(db, options.merchant);
    const head = await signLog(db, auditSignerOf(engines.secrets), id);
    if (!head) throw new Error('The log has no entries yet: there is nothing to sign.');
    await db.auth.$transaction((tx) => auditOperator(tx, id, 'audit.signed', { sequence: head.sequence }));
    output.result({ merchantId: id, head }, `Signed at entry ${head.sequence}.`);
  });
}

export function registerAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('audit logs: verify, export, and the key that signs them');

  audit
    .command('verify')
    .description('prove that no entry was changed, removed, inserted or moved; exit code 1 when one was')
    .option('--merchant <id or slug>', 'only the log of this one')
    .option('--file <path>', 'a log that was exported, without any database')
    .option(
      '--head <path>',
      'a head kept from an earlier verify --json or export: the log must go on from it',
    )
    .option(
      '--public-key <key>',
      'key that signs, as "audit public-key" prints it; by default that of this deployment',
    )
    .option('--json', 'print one JSON object last')
    .action(verify);

  audit
    .command('export')
    .description('write a log as JSON lines, with its signed head, to be verified from the file alone')
    .requiredOption('--merchant <id or slug>', 'whose log')
    .requiredOption('--output <path>', 'file to write')
    .option('--json', 'print one JSON object last')
    .action(exportLog);

  audit
    .command('sign')
    .description('vouch for a log as it stands, after finding out why its head is not signed')
    .requiredOption('--merchant <id or slug>', 'whose log')
    .option('--json', 'print one JSON object last')
    .action(signLogs);

  audit
    .command('public-key')
    .description('the key with which others verify exported logs')
    .option('--json', 'print one JSON object last')
    .action(async (options: { json?: boolean }) => {
      const { auditSignerOf } = await import('../consumers.ts');
      const { keyId, publicKey } = auditSignerOf(await openSecrets(readSettings()));
      createOutput(options.json ?? false).result({ keyId, publicKey }, publicKey);
    });
}
