/** What the server has to know about a statement before it hands it to the engine, found without parsing it fully. */
export interface Statement {
  /** First word, upper case: SELECT, INSERT, CREATE... */
  keyword: string;
  /** Names of the `{name:Type}` placeholders, in order of appearance, each once. */
  parameters: string[];
  /** What the statement does that no statement may do here (reading files, the network...); undefined when nothing. */
  forbidden: string | undefined;
  /** Format named by a trailing FORMAT clause, as written. */
  format: string | undefined;
  /** The statement without trailing semicolons, blanks and comments. */
  text: string;
  /** For `INSERT ... FORMAT name`: where it writes to; data follow at `dataOffset` of the given text, if at all. */
  insert: InsertTarget | undefined;
}

/** Target of an `INSERT INTO table (columns) FORMAT name`. */
export interface InsertTarget {
  table: string;
  columns: string[] | undefined;
  settings: Record<string, string>;
  format: string;
  dataOffset: number;
}

interface Token {
  kind: 'word' | 'string' | 'quoted' | 'symbol';
  text: string;
  start: number;
  end: number;
}

/**
 * Table functions and engines that reach outside the data folder. The engine offers them all to anybody; the
 * statements we run come from our own code alone, and this list is the second wall behind that rule.
 */
const OUTSIDE = new Set(
  [
    'file fileCluster url urlCluster s3 s3Cluster gcs cosn oss azureBlobStorage azureBlobStorageCluster hdfs',
    'hdfsCluster remote remoteSecure cluster clusterAllReplicas mysql postgresql mongodb redis sqlite odbc jdbc',
    'executable deltaLake deltaLakeCluster deltaLakeS3 deltaLakeAzure deltaLakeLocal iceberg icebergS3 icebergAzure',
    'icebergHDFS icebergLocal icebergCluster hudi hudiCluster paimon paimonLocal paimonS3 paimonAzure ytsaurus',
    'arrowFlight arrowflight python input_file filesystem catboostEvaluate dictionary kafka nats rabbitmq',
  ]
    .join(' ')
    .toLowerCase()
    .split(' '),
);

const WORD = /[A-Za-z_][A-Za-z0-9_]*|[0-9][A-Za-z0-9_.]*/y;
const HEREDOC = /\$[A-Za-z0-9_]*\$/y;

/** End of a quoted run that starts at `at`: a backslash escapes, a doubled quote stands for itself. */
function endOfQuoted(sql: string, at: number, quote: string): number {
  for (let i = at + 1; i < sql.length; i += 1) {
    const char = sql[i];
    if (char === '\\') i += 1;
    else if (char === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i += 1;
    }
  }
  return sql.length;
}

/** Position after blanks and comments that start at `at`. */
function skipBlank(sql: string, at: number): number {
  let i = at;
  for (;;) {
    const char = sql[i];
    if (char !== undefined && /\s/.test(char)) i += 1;
    else if (sql.startsWith('--', i) || sql.startsWith('#!', i) || sql.startsWith('# ', i)) {
      const end = sql.indexOf('\n', i);
      i = end < 0 ? sql.length : end + 1;
    } else if (sql.startsWith('/*', i)) {
      const end = sql.indexOf('*/', i + 2);
      i = end < 0 ? sql.length : end + 2;
    } else return i;
  }
}

function tokenAt(sql: string, start: number): Token {
  const char = sql[start] ?? '';
  if (char === "'") return { kind: 'string', text: '', start, end: endOfQuoted(sql, start, "'") };
  if (char === '`' || char === '"') {
    const end = endOfQuoted(sql, start, char);
    return { kind: 'quoted', text: sql.slice(start + 1, end - 1), start, end };
  }
  HEREDOC.lastIndex = start;
  const heredoc = char === '$' ? HEREDOC.exec(sql)?.[0] : undefined;
  if (heredoc !== undefined) {
    const close = sql.indexOf(heredoc, start + heredoc.length);
    return { kind: 'string', text: '', start, end: close < 0 ? sql.length : close + heredoc.length };
  }
  WORD.lastIndex = start;
  const word = WORD.exec(sql)?.[0];
  if (word !== undefined) return { kind: 'word', text: word, start, end: start + word.length };
  return { kind: 'symbol', text: char, start, end: start + 1 };
}

function tokenize(sql: string, limit = sql.length): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlank(sql, 0); at < limit; ) {
    const token = tokenAt(sql, at);
    tokens.push(token);
    at = skipBlank(sql, token.end);
  }
  return tokens;
}

const isWord = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === text;
const isSymbol = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'symbol' && token.text === text;

function placeholders(tokens: Token[]): string[] {
  const names = new Set<string>();
  tokens.forEach((token, i) => {
    const name = tokens[i + 1];
    if (isSymbol(token, '{') && name?.kind === 'word' && isSymbol(tokens[i + 2], ':')) names.add(name.text);
  });
  return [...names];
}

function outside(tokens: Token[]): string | undefined {
  for (const [i, token] of tokens.entries()) {
    if (isWord(token, 'INFILE') || isWord(token, 'OUTFILE')) return `${token.text.toUpperCase()} clause`;
    // The engine takes a quoted name that is no table for the path of a file.
    if (token.kind === 'quoted' && /[./]/.test(token.text)) return `name ${token.text}`;
    const called = isSymbol(tokens[i + 1], '(') && (token.kind === 'word' || token.kind === 'quoted');
    if (called && OUTSIDE.has(token.text.toLowerCase())) return `function ${token.text}`;
    const engine = isSymbol(tokens[i - 1], '=') ? tokens[i - 2] : tokens[i - 1];
    if (isWord(engine, 'ENGINE') && OUTSIDE.has(token.text.toLowerCase())) return `engine ${token.text}`;
  }
  return undefined;
}

/** Reads `INSERT INTO [TABLE] [db.]table [(columns)] [SETTINGS k = v, ...] FORMAT name`; undefined for other inserts. */
function insertTarget(sql: string): InsertTarget | undefined {
  let at = 0;
  const next = (): Token => {
    const token = tokenAt(sql, skipBlank(sql, at));
    at = token.end;
    return token;
  };
  if (!isWord(next(), 'INSERT') || !isWord(next(), 'INTO')) return undefined;
  let token = next();
  if (isWord(token, 'TABLE')) token = next();
  const path = [token.text];
  token = next();
  while (isSymbol(token, '.')) {
    path.push(next().text);
    token = next();
  }
  let columns: string[] | undefined;
  if (isSymbol(token, '(')) {
    columns = [];
    for (token = next(); !isSymbol(token, ')'); token = next()) {
      if (token.kind === 'word' || token.kind === 'quoted') columns.push(token.text);
      else if (!isSymbol(token, ',')) return undefined;
    }
    token = next();
  }
  const settings: Record<string, string> = {};
  if (isWord(token, 'SETTINGS')) {
    do {
      const name = next().text;
      if (!isSymbol(next(), '=')) return undefined;
      const value = next();
      settings[name] = value.kind === 'string' ? sql.slice(value.start + 1, value.end - 1) : value.text;
      token = next();
    } while (isSymbol(token, ','));
  }
  if (!isWord(token, 'FORMAT')) return undefined;
  const format = next();
  if (format.kind !== 'word' || isWord(format, 'VALUES')) return undefined;
  // One line end belongs to the clause; what follows it are data.
  const rest = /^[ \t]*;?[ \t]*\r?\n?/.exec(sql.slice(at))?.[0] ?? '';
  return { table: path.join('.'), columns, settings, format: format.text, dataOffset: at + rest.length };
}

/** Looks a statement over. Never fails: what it cannot make out is left to the engine to refuse. */
export function inspect(sql: string): Statement {
  const keyword = tokenAt(sql, skipBlank(sql, 0)).text.toUpperCase();
  const insert = keyword === 'INSERT' ? insertTarget(sql) : undefined;
  // The data of an insert are not SQL and may be large.
  const tokens = tokenize(sql, insert?.dataOffset);
  let last = tokens.length - 1;
  while (isSymbol(tokens[last], ';')) last -= 1;
  const formatAt = tokens.findLastIndex(
    (token, i) => isWord(token, 'FORMAT') && tokens[i + 1]?.kind === 'word',
  );
  const formatEnds = formatAt === last - 1 || isWord(tokens[formatAt + 2], 'SETTINGS');
  return {
    keyword,
    parameters: placeholders(tokens),
    forbidden: outside(tokens),
    format: formatAt > 0 && formatEnds ? tokens[formatAt + 1]?.text : undefined,
    text: sql.slice(0, tokens[last]?.end ?? 0),
    insert,
  };
}

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A string as ClickHouse writes it in SQL, quotes included. */
export const literal = (text: string): string =>
  `'${text.replace(/[\\'\0\b\f\n\r\t]/g, (char) => ESCAPES[char] ?? char)}'`;

/** An identifier in backquotes. */
export const identifier = (name: string): string => `\`${name.replace(/[\\`]/g, (char) => `\\${char}`)}\``;
