import { BANNER, oneLine, page, table } from './markdown.ts';

/** Pages of the client's own code: a heading, and the files whose exports belong under it. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ['Client', ['client.ts', 'options.ts', 'document.ts', 'paginate.ts', 'operation.ts']],
  ['Errors', ['errors.ts']],
  ['React', ['react/provider.ts', 'react/server.ts', 'react/hooks.ts']],
  ['Webhooks', ['webhooks/index.ts', 'webhooks/events.ts']],
];

/** Made for the generated files alone. */
const INTERNAL = /Hook$|^(operation|subscription|at|readDocument|DocumentFacts|VariablesAnd|VariablesOnly)$/;

interface Declaration {
  kind: string;
  name: string;
  comment: string;
  members: { name: string; comment: string }[];
  signature: string;
}

/** What is exported under a doc comment, in the order of the file. Written for this code base's own style. */
export function declarations(source: string): Declaration[] {
  const found: Declaration[] = [];
  const pattern =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export (?:abstract )?(?:async )?(interface|type|class|function\*?|const) (\w+)([^\n]*)/g;
  for (const match of source.matchAll(pattern)) {
    const [whole, comment, kind = '', name = '', rest = ''] = match;
    if (!comment) continue;
    const start = (match.index ?? 0) + whole.length;
    const body = kind === 'interface' ? source.slice(start, source.indexOf('\n}', start)) : '';
    found.push({
      kind: kind.replace('*', ''),
      name,
      comment: text(comment),
      members: membersOf(body),
      signature: kind.startsWith('function') ? `${name}${rest.replace(/ \{$/, '')}` : '',
    });
  }
  return found;
}

function membersOf(body: string): Declaration['members'] {
  const pattern = /^ {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}(?:readonly )?(\w+\??)/gm;
  return [...body.matchAll(pattern)].map(([, comment = '', name = '']) => ({ name, comment: text(comment) }));
}

const text = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join(' ')
    .trim();

/** @param read gives the text of a file under sdk/src; undefined where there is none */
export function clientPage(read: (file: string) => string): string {
  const sections = PARTS.map(([title, files]) => {
    const all = files.flatMap((file) => declarations(read(file))).filter(({ name }) => !INTERNAL.test(name));
    return page(
      `## ${title}`,
      ...all.map(({ kind, name, comment, members }) =>
        page(
          `### ${name}`,
          `_${kind}_. ${oneLine(comment)}`,
          table(
            ['member', 'meaning'],
            members.map((member) => [`\`${member.name}\``, oneLine(member.comment)]),
          ),
        ),
      ),
    );
  });
  return page(
    BANNER,
    '# The client of @merchantgraph/sdk',
    'How to use it is in [its README](../../sdk/README.md). Operations and types: [the other pages](README.md).',
    ...sections,
  );
}
