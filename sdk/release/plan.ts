import {
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** What became of the contract since the last release. */
export interface Changes {
  /** A program that works today may stop working. */
  breaking: string[];
  /** A program goes on, and may see or do something it did not expect. */
  dangerous: string[];
  /** Nothing that a program of today can notice. */
  safe: string[];
}

/** A release that is due. */
export interface ReleasePlan {
  version: string;
  level: 'major' | 'minor' | 'patch';
  changes: Changes;
}

/** The part of a package that callers can name: exported names, by entry point (`.`, `./react`). */
export type Exports = Readonly<Record<string, readonly string[]>>;

/** Compares two schemas, as clients see them, and what the package exports. */
export function compareContracts(
  before: { schema: GraphQLSchema; exports: Exports },
  after: { schema: GraphQLSchema; exports: Exports },
): Changes {
  const described = (changes: readonly { description: string }[]) =>
    changes.map(({ description }) => description).sort();
  const names = compareExports(before.exports, after.exports);
  return {
    breaking: [...described(findBreakingChanges(before.schema, after.schema)), ...names.removed],
    dangerous: described(findDangerousChanges(before.schema, after.schema)),
    safe: [...safeChanges(before.schema, after.schema), ...names.added],
  };
}

/**
 * The next version. From 1.0.0 on: breaking is major, a dangerous or safe change of the contract minor, none patch.
 * Before that, as 0.x promises less: breaking is minor, everything else patch.
 * @param current `major.minor.patch`
 */
export function planRelease(current: string, changes: Changes): ReleasePlan {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(current)?.slice(1).map(Number);
  if (!parts) throw new Error(`"${current}" is not a version of the form 1.2.3.`);
  const [major = 0, minor = 0, patch = 0] = parts;
  const grown = changes.dangerous.length + changes.safe.length > 0;
  if (changes.breaking.length > 0)
    return major > 0
      ? { version: `${major + 1}.0.0`, level: 'major', changes }
      : { version: `0.${minor + 1}.0`, level: 'minor', changes };
  if (grown && major > 0) return { version: `${major}.${minor + 1}.0`, level: 'minor', changes };
  return { version: `${major}.${minor}.${patch + 1}`, level: 'patch', changes };
}

const TITLES: Record<keyof Changes, string> = {
  breaking: 'Breaking: change your program before you update',
  dangerous: 'Look at these: a program may see what it does not expect',
  safe: 'New',
};

/** The changelog's section of one release, in Markdown. */
export function changelogEntry(title: string, changes: Changes): string {
  const sections = (Object.keys(TITLES) as (keyof Changes)[])
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => `### ${TITLES[kind]}\n\n${changes[kind].map((line) => `- ${line}`).join('\n')}\n`);
  const body =
    sections.length > 0 ? sections.join('\n') : 'The API is the same; the package changed inside.\n';
  return `## ${title}\n\n${body}`;
}

/** Puts an entry on top of a changelog, in place of what was noted as unreleased. */
export function withEntry(changelog: string, entry: string): string {
  const [head = '', ...sections] = changelog.split(/^(?=## )/m);
  const kept = sections.filter((section) => !section.startsWith('## Unreleased'));
  return [head.trimEnd(), entry.trimEnd(), ...kept.map((section) => section.trimEnd())]
    .join('\n\n')
    .concat('\n');
}

/** Breaking changes that the changelog does not announce under "Unreleased". */
export function undeclared(changelog: string, changes: Changes): string[] {
  const section = changelog.split(/^(?=## )/m).find((part) => part.startsWith('## Unreleased')) ?? '';
  const lines = new Set(section.split('\n'));
  return changes.breaking.filter((line) => !lines.has(`- ${line}`));
}

/** The migration guide of a release, from the template: one step to fill in for each breaking change. */
export function migrationGuide(template: string, plan: ReleasePlan, from: string): string {
  const steps = plan.changes.breaking.map(
    (line) => `### ${line}\n\nBefore:\n\n\`\`\`js\n\`\`\`\n\nAfter:\n\n\`\`\`js\n\`\`\`\n`,
  );
  return template
    .replaceAll('{{version}}', plan.version)
    .replaceAll('{{from}}', from)
    .replace('{{steps}}', steps.join('\n').trimEnd());
}

function compareExports(before: Exports, after: Exports): { removed: string[]; added: string[] } {
  const say = (verb: string, left: Exports, right: Exports) =>
    Object.entries(left).flatMap(([entry, names]) =>
      names
        .filter((name) => !right[entry]?.includes(name))
        .map((name) => `\`${name}\` was ${verb} \`@merchantgraph/sdk${entry.slice(1)}\`.`),
    );
  return { removed: say('removed from', before, after), added: say('added to', after, before) };
}

function safeChanges(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const found: string[] = [];
  for (const type of Object.values(after.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const known = before.getType(type.name);
    if (!known) found.push(`${type.name} was added.`);
    else found.push(...addedTo(known, type), ...newlyDeprecated(known, type));
  }
  return found.sort();
}

function addedTo(before: GraphQLNamedType, after: GraphQLNamedType): string[] {
  // What is added to an input or an enum is dangerous, and listed there.
  if (!hasFields(before) || !hasFields(after)) return [];
  const known = before.getFields();
  return Object.keys(after.getFields())
    .filter((name) => !(name in known))
    .map((name) => `${after.name}.${name} was added.`);
}

function newlyDeprecated(before: GraphQLNamedType, after: GraphQLNamedType): string[] {
  const reasons = (type: GraphQLNamedType): Map<string, string> => {
    const parts: { name: string; deprecationReason?: string | null | undefined }[] = isEnumType(type)
      ? [...type.getValues()]
      : isInputObjectType(type)
        ? Object.values(type.getFields())
        : hasFields(type)
          ? Object.values(type.getFields()).flatMap((field) => [
              field,
              ...field.args.map((argument) => ({ ...argument, name: `${field.name}(${argument.name}:)` })),
            ])
          : [];
    return new Map(
      parts.flatMap(({ name, deprecationReason }) =>
        deprecationReason == null ? [] : [[`${type.name}.${name}`, deprecationReason]],
      ),
    );
  };
  const known = reasons(before);
  return [...reasons(after)]
    .filter(([name]) => !known.has(name))
    .map(([name, reason]) => `${name} is deprecated: ${reason}`);
}

const hasFields = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type);
