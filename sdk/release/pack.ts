/** A file that `npm pack` would publish, as `npm pack --json` lists it. */
export interface PackedFile {
  path: string;
  /** Bytes. */
  size: number;
}

const PAPERS = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
/** Unpacked: declarations of some hundred operations in two formats. */
const MOST_BYTES = 6 * 1024 * 1024;

/** What is wrong with the content of the package; nothing when it may be published. */
export function packProblems(
  files: readonly PackedFile[],
  manifest: { exports: unknown; dependencies?: unknown; scripts?: unknown },
): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const problems: string[] = [];
  for (const paper of [...PAPERS, 'dist/THIRD_PARTY_LICENSES.txt'])
    if (!paths.has(paper)) problems.push(`${paper} is missing.`);
  for (const target of targets(manifest.exports))
    if (!paths.has(target.replace('./', '')))
      problems.push(`${target} is in "exports" but not in the package.`);
  for (const path of paths) {
    if (PAPERS.includes(path)) continue;
    if (!path.startsWith('dist/')) problems.push(`${path} does not belong into the package.`);
    else if (/\.(spec|test)\.|\.map$|testing\//.test(path)) problems.push(`${path} is of use to nobody.`);
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) problems.push(`It unpacks to ${bytes} bytes; at most ${MOST_BYTES} are expected.`);
  if (manifest.dependencies) problems.push('It has dependencies; everything it needs is built in.');
  if (manifest.scripts) problems.push('It has scripts, which would run on the machines of others.');
  return problems;
}

function targets(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports];
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.values(exports).flatMap(targets);
}
