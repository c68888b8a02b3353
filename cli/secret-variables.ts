import { readFileSync } from 'node:fs';

/** A variable that holds a secret; `<NAME>_FILE` may name a mounted file that holds it instead. */
interface SecretVariable {
  name: string;
  /** What it is, for whoever has to give it. */
  what: string;
  /** Production mode does not start without it. */
  required: boolean;
}

/** Every secret a process reads from its environment. A new one is added here, and nowhere else. */
export const SECRET_VARIABLES: readonly SecretVariable[] = [
  {
    name: 'MERCHANTGRAPH_SECRET',
    what: 'one secret of at least 32 characters, from which all others are derived',
    required: true,
  },
  { name: 'DATABASE_URL', what: 'the administrator’s address of PostgreSQL', required: true },
  { name: 'CLICKHOUSE_URL', what: 'the address of ClickHouse', required: true },
  { name: 'CLICKHOUSE_PASSWORD', what: 'the password of the ClickHouse user', required: true },
  {
    name: 'ACCESS_TOKEN_KEYS',
    what: 'a JWK set for access tokens, instead of derived keys',
    required: false,
  },
  { name: 'SMTP_URL', what: 'the address of the mail server, with user and password', required: false },
  { name: 'SMTP_PASSWORD', what: 'the password of the mail server', required: false },
  { name: 'EXPORTS_S3_ACCESS_KEY_ID', what: 'the id of the key of the bucket of exports', required: false },
  { name: 'EXPORTS_S3_SECRET_ACCESS_KEY', what: 'the secret of that key', required: false },
];

type Environment = Record<string, string | undefined>;

function readMounted(variable: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${variable}: the file ${file} cannot be read (${code ?? 'unknown'}).`);
  }
  if (text === '') throw new Error(`${variable}: the file ${file} is empty.`);
  return text;
}

/**
 * The environment with every mounted secret in its variable. An empty variable means the same as an absent one: compose
 * files set many that way.
 * @throws an error that names the variable and the file, when a file is missing, empty, or not the only source
 */
export function withMountedSecrets(environment: Environment): Environment {
  const values = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  for (const { name } of SECRET_VARIABLES) {
    const variable = `${name}_FILE`;
    const file = values[variable];
    if (file === undefined) continue;
    if (values[name] !== undefined)
      throw new Error(`${name} and ${variable} are both set. Keep one of them.`);
    values[name] = readMounted(variable, file);
  }
  return values;
}

/**
 * Whether secrets must be given: MERCHANTGRAPH_MODE says so, or NODE_ENV=production names a server. Without a server the
 * embedded engines run, which make and keep their own.
 */
export function isProduction(environment: Environment): boolean {
  const { MERCHANTGRAPH_MODE, NODE_ENV, DATABASE_URL, CLICKHOUSE_URL } = environment;
  if (MERCHANTGRAPH_MODE !== undefined) return MERCHANTGRAPH_MODE === 'production';
  return NODE_ENV === 'production' && (DATABASE_URL ?? CLICKHOUSE_URL) !== undefined;
}

/** @throws one error that lists every secret that production mode lacks */
export function requireSecrets(environment: Environment): void {
  if (!isProduction(environment)) return;
  const missing = SECRET_VARIABLES.filter(
    ({ name, required }) => required && environment[name] === undefined,
  );
  if (missing.length === 0) return;
  const lines = missing.map(({ name, what }) => `  ${name} (or ${name}_FILE): ${what}`);
  const mode = environment.MERCHANTGRAPH_MODE
    ? 'MERCHANTGRAPH_MODE=production'
    : 'NODE_ENV=production with servers of your own';
  throw new Error(
    `Production mode (${mode}) does not start without its secrets. Missing, each as a variable or in a mounted file:\n${lines.join('\n')}`,
  );
}
