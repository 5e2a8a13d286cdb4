/** Everything runs as CommonJS, see test/support/swc-transform.cjs. */
const shared = {
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  transform: { '\\.(m?[jt]s)$': '<rootDir>/test/support/swc-transform.cjs' },
  transformIgnorePatterns: [],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

export default {
  randomize: true,
  maxWorkers: 2,
  // Every file loads the whole application anew, and nobody gives the memory back: past this, a worker is replaced.
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 30_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*spec.ts'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,bench}/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'database',
      testMatch: [
        '<rootDir>/src/**/*.int-spec.ts',
        '<rootDir>/test/e2e/**/*.e2e-spec.ts',
        '<rootDir>/test/faults/**/*.faults-spec.ts',
      ],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
