/**
 * Who may import whom, as errors. `npm run boundaries` checks the whole tree; scripts/boundaries.spec.ts plants one
 * violation of every rule and sees it reported, so that a rule that stops biting is noticed.
 *
 * TypeScript 7 has no JavaScript interface, so the arrows are read by swc. Type-only imports count: a room that needs
 * another room's types depends on it all the same.
 */

const SPEC = String.raw`(\.spec\.tsx?$|/testing/)`;
const SERVER = '^(gateway|subgraphs|pipeline|warehouse|prisma|platform|cli)/';

/** Everything a room may reach inside the repository; what is not listed is forbidden. */
const onlyInto = (...rooms) => ({
  path: '^[^/]+/',
  pathNot: ['(^|/)node_modules/', ...rooms],
  // `fs/promises` looks like a file in a folder.
  dependencyTypesNot: ['core'],
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'subgraph-stands-alone',
      comment:
        'A subgraph is started alone and owns its data. Two subgraphs meet in the graph, in events and in the database each owns; an import would tie their releases together.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: SPEC },
      to: onlyInto('^subgraphs/$1/', '^(platform|prisma|warehouse)/'),
    },
    {
      name: 'subgraph-specs-stay-home',
      comment:
        'The spec of a subgraph proves that the subgraph works alone: it may use the shared fixtures, not another room. What crosses rooms is tested under tests/.',
      severity: 'error',
      from: { path: `^subgraphs/([^/]+)/.*${SPEC}` },
      to: onlyInto('^subgraphs/$1/', '^(platform|prisma|warehouse|tests/fixtures)/'),
    },
    {
      name: 'platform-imports-no-room',
      comment:
        'Every room stands on platform/. If platform/ knew one of them, every other room would load it too. What platform/ needs of a room (migrations, a client) it is handed.',
      severity: 'error',
      from: { path: '^platform/', pathNot: SPEC },
      to: onlyInto('^platform/'),
    },
    {
      name: 'schemas-import-only-platform',
      comment:
        'warehouse/ and prisma/ describe data. A description that knows who reads it cannot be read by anyone else.',
      severity: 'error',
      from: { path: '^(warehouse|prisma)/', pathNot: SPEC },
      to: onlyInto('^$1/', '^platform/'),
    },
    {
      name: 'gateway-knows-no-subgraph',
      comment:
        'The gateway sees subgraphs through the supergraph and an executor it is handed, so that the same code serves them in its process and over the network. It reads no tables either.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: SPEC },
      to: onlyInto('^gateway/', '^platform/', '^schema/'),
    },
    {
      name: 'pipeline-has-no-graphql',
      comment:
        'Data on the move: it writes what others read, and would be dragged along if it asked them for anything.',
      severity: 'error',
      from: { path: '^pipeline/', pathNot: SPEC },
      to: onlyInto('^pipeline/', '^(platform|prisma|warehouse)/'),
    },
    {
      name: 'sdk-imports-no-server',
      comment: 'The SDK is published: whatever it imports, a partner downloads.',
      severity: 'error',
      from: { path: '^sdk/', pathNot: SPEC },
      to: onlyInto('^sdk/'),
    },
    {
      name: 'dashboard-imports-only-sdk',
      comment:
        'The dashboard is the first customer of the SDK. What it cannot do through the SDK, a partner cannot do either.',
      severity: 'error',
      from: { path: '^dashboard/', pathNot: SPEC },
      to: onlyInto('^dashboard/', '^sdk/'),
    },
    {
      name: 'only-cli-is-the-root',
      comment:
        'cli/ puts the rooms together and reads the environment. Who imports it imports everything; only what starts whole processes does.',
      severity: 'error',
      from: { pathNot: '^(cli|tests|benchmarks|scripts)/' },
      to: { path: '^cli/' },
    },
    {
      name: 'no-import-of-specs',
      comment: 'A spec is run, not used. What two specs share belongs in a fixture.',
      severity: 'error',
      from: {},
      to: { path: String.raw`\.spec\.tsx?$` },
    },
    {
      name: 'no-tests-in-production',
      comment: 'Fixtures and planted faults stay out of what is deployed.',
      severity: 'error',
      from: { path: `${SERVER}|^(sdk/src|dashboard)/`, pathNot: SPEC },
      to: { path: `^(tests|benchmarks|scripts)/|/testing/` },
    },
    {
      name: 'no-dev-packages-in-production',
      comment:
        'The image is installed without development packages, and the server bundle leaves packages outside: an import of one would fail at the start of a deployment and nowhere earlier.',
      severity: 'error',
      from: { path: SERVER, pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that only happens to be installed by another one disappears with the next update.',
      severity: 'error',
      from: { path: '^[^/]+', pathNot: '^node_modules/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-circular',
      comment:
        'Modules in a circle see each other half initialised: a decorator that reads a class of the circle gets undefined. Types that go round tie files together just as tightly: what both need belongs in a third. An import that is made when it is needed may lead back.',
      severity: 'error',
      // Generated code goes round in its types.
      from: { pathNot: '^prisma/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that imports nothing and that nothing imports is a leftover.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          SPEC,
          String.raw`\.d\.ts$`,
          String.raw`(^|/)[^/]+\.config\.(ts|mjs)$`,
          '^(scripts|cli|benchmarks|tests|prisma/generated|sdk/examples)/',
          String.raw`^\.dependency-cruiser\.mjs$`,
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere fails when the line is reached, which may be in production.',
      severity: 'error',
      from: {},
      // Generated before the check runs; a module of the virtual kind belongs to the bundler.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['(^|/)(dist|coverage)/', String.raw`^\.data`] },
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      aliasFields: [],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
