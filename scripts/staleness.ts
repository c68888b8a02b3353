import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders whose content is an output or somebody else's. */
const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage', '.vite']);

function filesBelow(root: string, entry: string): string[] {
  const place = path.join(root, entry);
  if (!existsSync(place)) return [];
  if (path.extname(entry) !== '') return [entry];
  return readdirSync(place, { withFileTypes: true }).flatMap((child) => {
    if (child.isDirectory()) return SKIPPED.has(child.name) ? [] : filesBelow(root, `${entry}/${child.name}`);
    return /\.spec\.|\.md$/.test(child.name) ? [] : [`${entry}/${child.name}`];
  });
}

/** What a part was made from: a hash over the names and contents of its inputs, and the Node that made it. */
export function fingerprint(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  const files = inputs.flatMap((input) => filesBelow(root, input)).sort();
  for (const file of files) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Remembers from what each part was made last, beside what was made. */
export function createStamps(folder: string): {
  isFresh(part: string, print: string): boolean;
  set(part: string, print: string): void;
} {
  const file = (part: string): string => path.join(folder, part);
  return {
    isFresh: (part, print) => existsSync(file(part)) && readFileSync(file(part), 'utf8') === print,
    set(part, print) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file(part), print);
    },
  };
}
