/** The rules of ARCHITECTURE.md that can be checked from imports. */
const contexts = [
  'accounts',
  'profiles',
  'catalogue',
  'community',
  'cart',
  'orders',
  'payments',
  'store',
  'theatre',
  'booking',
  'concessions',
  'loyalty',
  'distribution',
  'notifications',
  'administration',
  'reports',
];

/** Which contexts a context may import: those to its left. */
const mayImport = {
  accounts: [],
  profiles: ['accounts'],
  catalogue: ['accounts'],
  community: ['accounts', 'profiles', 'catalogue'],
  cart: ['accounts', 'catalogue'],
  orders: ['accounts'],
  payments: ['accounts', 'orders'],
  store: ['accounts', 'catalogue', 'cart', 'profiles', 'orders'],
  theatre: ['accounts', 'catalogue'],
  booking: ['accounts', 'theatre', 'profiles', 'orders'],
  concessions: ['accounts', 'theatre', 'orders'],
  loyalty: ['accounts', 'theatre', 'orders'],
  distribution: ['accounts', 'catalogue', 'theatre', 'booking'],
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-no-context',
      comment: 'The platform knows no cinema word.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules|integrations|start)/' },
    },
    {
      name: 'contexts-meet-at-their-index',
      comment: 'Another context is reached through its index.ts only.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    ...Object.entries(mayImport).map(([context, left]) => ({
      name: `${context}-imports-leftwards`,
      severity: 'error',
      from: { path: `^src/modules/${context}/` },
      to: {
        path: `^src/modules/(${contexts.filter((other) => other !== context && !left.includes(other)).join('|')})/`,
      },
    })),
    {
      name: 'policies-are-pure',
      severity: 'error',
      from: { path: '\\.policy\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm)' },
    },
    {
      name: 'repositories-do-not-call-back',
      comment: 'controller → service → repository, and never back.',
      severity: 'error',
      from: { path: '\\.repository\\.ts$' },
      to: { path: '\\.(service|controller)\\.ts$' },
    },
    {
      name: 'services-do-not-call-controllers',
      severity: 'error',
      from: { path: '\\.service\\.ts$' },
      to: { path: '\\.controller\\.ts$' },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.(spec|int-spec)\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
