/** The import table of the house, enforced by dependency-cruiser (`npm run lint`). */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|electron$)' },
    },
    only(
      'inventory-alone',
      '^shared/inventory/',
      '^shared/inventory/',
      'inventory imports nothing but itself',
    ),
    only(
      'mobility',
      '^shared/mobility/',
      '^(shared/(inventory|mobility|plan)|resources/catalogue)',
      'mobility: inventory and plan',
    ),
    only(
      'forecast',
      '^shared/forecast/',
      '^shared/(inventory|forecast|plan|mobility/verdict)',
      'forecast: inventory and plan',
    ),
    only(
      'calibration',
      '^shared/calibration/',
      '^shared/(inventory|forecast|calibration|plan)',
      'calibration: inventory, forecast and plan',
    ),
    only(
      'plan',
      '^shared/plan/',
      '^(shared/(inventory|plan|mobility/verdict)|node_modules/zod)',
      'plan: inventory',
    ),
    only(
      'planning',
      '^shared/planning/',
      '^shared/(inventory|mobility|plan|forecast|energy|planning)',
      'planning: inventory, mobility, plan, forecast, energy',
    ),
    {
      name: 'referee-independent',
      comment: 'the referee shares no code with the search',
      severity: 'error',
      from: { path: '^shared/planning/referee' },
      to: { path: '^shared/planning/', pathNot: '^shared/planning/referee' },
    },
    {
      name: 'referee-integrates-energy-itself',
      severity: 'error',
      from: { path: '^shared/planning/referee' },
      to: { path: '^shared/energy/' },
    },
    only('contract', '^shared/contract/', '^(shared/|node_modules/zod)', 'contract: shared types and zod'),
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'window-knows-no-host',
      severity: 'error',
      from: { path: '^renderer', pathNot: 'vite\\.config' },
      to: { path: '^(electron/|node_modules/electron/)|^node:' },
    },
    {
      name: 'window-no-node',
      severity: 'error',
      from: { path: '^renderer', pathNot: 'vite\\.config' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-desktop-host',
      comment: "only electron/main and electron/preload import 'electron'",
      severity: 'error',
      from: { pathNot: '^electron/(main|preload)' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'no-window-in-hosts',
      severity: 'error',
      from: { path: '^electron' },
      to: { path: '^renderer', pathNot: '^renderer/vite\\.config' },
    },
    {
      name: 'preload-only-contract',
      severity: 'error',
      from: { path: '^electron/preload' },
      to: { pathNot: '^(shared/contract|electron/preload|node_modules/electron|electron$)' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'shared/tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
    includeOnly: { path: '^(shared|electron|renderer|resources|node_modules|test|node:|electron$)' },
  },
}
