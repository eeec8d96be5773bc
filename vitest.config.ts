import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // The validator of workflows imports JSON as only bundlers do.
    server: { deps: { inline: [/node_modules\/@actions\//] } },
    pool: 'forks',
    // Test files are busy with databases that want the same cores.
    maxWorkers: 2,
    reporters: ['dot'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
