import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
} from 'graphql';
import { createIdentitySigner, IDENTITY_HEADER } from '#platform/identity/internal-token.ts';
import { SUBGRAPH_NAMES } from '../../cli/names.ts';
import { deriveSecrets } from '../../cli/secrets.ts';
import { type Answer, request } from '../fixtures/product.ts';
import { isAllowed } from './actors.ts';
import { type Literals, queryOf, type Route, type Step, valueAt } from './routes.ts';
import { PARTS, RULES } from './rules.ts';
import type { Known, World } from './world.ts';

/** What is wrong with one cell of the walk: one field, asked by one actor. */
export interface Finding {
  field: string;
  actor: string;
  problem: string;
}

export interface WalkResult {
  cells: number;
  findings: Finding[];
}

const DENIALS = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];
const AT_ONCE = 8;
const UUID_OR_ADDRESS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w.+-]+@[\w.-]+\.\w+/g;

/** What the answer tells of the merchant that the request did not name itself. */
export function leaksIn(world: World, actor: Known, answer: Answer, request: string): string[] {
  const own = actor.identity.kind === 'user' ? [actor.identity.userId, `${actor.name}@walk.example`] : [];
  const found = JSON.stringify(answer.data ?? null).match(UUID_OR_ADDRESS) ?? [];
  return [...new Set(found)].filter(
    (text) => world.canaries.has(text) && !request.includes(text) && !own.includes(text),
  );
}

/** The contract as one schema that can be walked: the supergraph without what only machines read of it. */
export async function readApiSchema(): Promise<GraphQLSchema> {
  const sdl = await readFile(path.resolve('schema', 'supergraph.graphql'), 'utf8');
  const document = parse(sdl);
  const plain = print({
    ...document,
    definitions: document.definitions.flatMap((definition) => {
      if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.DIRECTIVE_DEFINITION)
        return [];
      if ('name' in definition && /^(join|link)__/.test(definition.name?.value ?? '')) return [];
      return [definition];
    }),
  }).replace(/@(?:(?:join|link)__\w+|tag)(\((?:[^()"]|"[^"]*")*\))?/g, '');
  return buildSchema(plain);
}

/** The needs of every field on a route, the last included. */
export function needsOf(route: Route): { needs: string[]; missing: boolean } {
  const needs: string[] = [];
  for (const { name } of route.steps) {
    const [type = '', field = ''] = name.split('.');
    const need = RULES[type]?.[field];
    if (need !== undefined) needs.push(need);
    else if (!PARTS.includes(type)) return { needs, missing: true };
  }
  return { needs, missing: false };
}

async function inGroups<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
    }),
  );
}

const bearer = (actor: Known): Record<string, string> =>
  actor.token ? { authorization: `Bearer ${actor.token}` } : {};

function judge(
  world: World,
  route: Route,
  actor: Known,
  answer: Answer,
  mayBeNull: ReadonlySet<string>,
): string | undefined {
  const { needs } = needsOf(route);
  const value = valueAt(answer.data, route.steps);
  const allowed = needs.every((need) => isAllowed(actor, need as never));
  const routePath = route.steps.map(({ field }) => field.name);
  const blocking = answer.errors.find(({ path: at }) => {
    const names = (at ?? []).filter((part) => typeof part === 'string');
    return names.every((part, index) => routePath[index] === part);
  });
  if (allowed) {
    if (blocking) return `is refused: ${blocking.extensions?.code} ${blocking.message}`;
    if ((value === undefined || value === null) && !mayBeNull.has(route.name)) return 'gets nothing';
    return undefined;
  }
  const leaks = leaksIn(world, actor, answer, route.query);
  if (leaks.length > 0) return `reads ${leaks.slice(0, 3).join(', ')}`;
  if (value !== undefined && value !== null) return `reads ${JSON.stringify(value).slice(0, 80)}`;
  if (blocking && !DENIALS.includes(blocking.extensions?.code)) return `gets ${blocking.extensions?.code}`;
  // What belongs to the caller alone is simply absent for others.
  const own = needs.some((need) => need === 'PERSON' || need === 'API_KEY');
  if (!blocking && !own) return 'is neither answered nor refused';
  return undefined;
}

/** Every route as every actor, through the gateway. */
export async function walkGateway(
  world: World,
  routes: readonly Route[],
  mayBeNull: ReadonlySet<string>,
): Promise<WalkResult> {
  const cells = routes.flatMap((route) => world.actors.map((actor) => ({ route, actor })));
  const findings: Finding[] = [];
  await inGroups(cells, async ({ route, actor }) => {
    const answer = await request(world.topology.endpoints.graphql, route.query, {}, bearer(actor));
    const problem = judge(world, route, actor, answer, mayBeNull);
    if (problem) findings.push({ field: route.name, actor: actor.name, problem });
  });
  return { cells: cells.length, findings };
}

interface Probe {
  subgraph: string;
  field: string;
  query: string;
  variables: Record<string, unknown>;
}

/** Every field of every entity a subgraph resolves, and its root fields, as asked behind the gateway's back. */
export async function probesOf(world: World, literals: Literals): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const subgraph of SUBGRAPH_NAMES) {
    const sdl = await readFile(path.resolve('schema', `${subgraph}.graphql`), 'utf8');
    const schema = buildSchema(sdl.replace(/extend schema[^\n]*\n/, ''), { assumeValidSDL: true });
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      const isRoot = type === schema.getQueryType();
      const directives = type.astNode?.directives ?? [];
      const key = directives.find(({ name }) => name.value === 'key');
      const resolvable = !key?.arguments?.some(
        ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
      );
      if (!isRoot && !(key && resolvable)) continue;
      probes.push(...fieldProbes(world, subgraph, type, isRoot, literals));
    }
  }
  return probes;
}

function fieldProbes(
  world: World,
  subgraph: string,
  type: GraphQLObjectType,
  isRoot: boolean,
  literals: Literals,
): Probe[] {
  const thing = world.things[type.name.charAt(0).toLowerCase() + type.name.slice(1)];
  if (!isRoot && !thing) throw new Error(`The walk knows no ${type.name}: add one to collectThings.`);
  return Object.values(type.getFields()).flatMap((field): Probe[] => {
    if (field.name === 'id' || field.name.startsWith('_')) return [];
    const step: Step = { name: `${type.name}.${field.name}`, field };
    const text = queryOf([step], literals);
    // A reference alone says nothing that the caller did not say first.
    if (isObjectType(getNamedType(field.type)) && /\{ __typename id \}$/.test(text)) return [];
    return [
      {
        subgraph,
        field: `${subgraph}: ${step.name}`,
        query: isRoot
          ? `{ ${text} }`
          : `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name} { ${text} } } }`,
        variables: isRoot ? {} : { r: [{ __typename: type.name, id: thing }] },
      },
    ];
  });
}

/** Headers with which somebody might claim to be the owner. */
function forgeries(world: World, subgraph: string): Record<string, string>[] {
  const owner = world.actors.find((actor) => actor.role === 'OWNER');
  if (!owner) throw new Error('There is no owner.');
  const claim = Buffer.from(
    JSON.stringify({ aud: subgraph, exp: 9_999_999_999, id: owner.identity }),
  ).toString('base64url');
  const elsewhere = SUBGRAPH_NAMES.find((name) => name !== subgraph) ?? 'users';
  return [
    { authorization: `Bearer ${owner.token}` },
    { [IDENTITY_HEADER]: JSON.stringify(owner.identity) },
    { [IDENTITY_HEADER]: claim },
    { [IDENTITY_HEADER]: createIdentitySigner({ secret: 'guessed' }).sign(owner.identity, subgraph) },
    // A true token, but meant for another subgraph.
    {
      [IDENTITY_HEADER]: createIdentitySigner({ secret: deriveSecrets(world.topology.secret).identity }).sign(
        owner.identity,
        elsewhere,
      ),
    },
  ];
}

/**
 * Every subgraph directly: with forged headers, and with true identities of those who have no access to the merchant.
 * Here row-level security is often the only wall.
 */
export async function walkSubgraphs(world: World, probes: readonly Probe[]): Promise<WalkResult> {
  const signer = createIdentitySigner({ secret: deriveSecrets(world.topology.secret).identity });
  const nobody = world.actors.find((actor) => actor.name === 'nobody');
  if (!nobody) throw new Error('Nobody is missing.');
  const outsiders = world.actors.filter((actor) => !actor.role && !actor.scopes?.length);
  const findings: Finding[] = [];
  let cells = 0;
  await inGroups(probes, async (probe) => {
    const url = world.topology.subgraphUrls[probe.subgraph];
    if (!url) throw new Error(`${probe.subgraph} has no address.`);
    const attempts = [
      ...forgeries(world, probe.subgraph).map((headers, n) => ({
        name: `forgery ${n + 1}`,
        actor: nobody,
        headers,
      })),
      ...outsiders.map((actor) => ({
        name: actor.name,
        actor,
        headers: { [IDENTITY_HEADER]: signer.sign(actor.identity, probe.subgraph) },
      })),
    ];
    for (const { name, actor, headers } of attempts) {
      cells += 1;
      const answer = await request(url, probe.query, probe.variables, headers);
      const leaks = leaksIn(world, actor, answer, JSON.stringify(probe.variables) + probe.query);
      if (leaks.length > 0)
        findings.push({ field: probe.field, actor: name, problem: `reads ${leaks.slice(0, 3).join(', ')}` });
      const told = tellsOf(answer.data, actor);
      if (told && leaks.length === 0)
        findings.push({ field: probe.field, actor: name, problem: `reads ${told}` });
      const broken = answer.errors.find(({ extensions }) => extensions?.code === 'INTERNAL');
      if (broken) findings.push({ field: probe.field, actor: name, problem: `breaks: ${broken.message}` });
    }
  });
  return { cells, findings };
}

/** Anything an entity tells an outsider beside its type; empty lists and the caller's own root fields tell nothing. */
function tellsOf(data: unknown, actor: Known): string | undefined {
  const entities = (data as { _entities?: unknown[] } | null)?._entities;
  if (!entities) return undefined;
  const entity = entities[0] as Record<string, unknown> | null | undefined;
  const values = Object.entries(entity ?? {}).filter(
    ([name, value]) => name !== '__typename' && value !== null,
  );
  return values.length > 0 && actor ? JSON.stringify(entity).slice(0, 80) : undefined;
}
