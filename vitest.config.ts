import { defineConfig } from 'vitest/config';

// Sources run unbuilt. 'module' must not be among the conditions: the AWS SDK would resolve to files that Node cannot load.
const conditions = ['@leastwise/source', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/{src,test,generator}/**/*.test.ts', 'tests/**/*.test.ts', 'examples/**/*.test.ts'],
    // No package keeps state of its own (ARCHITECTURE.md), so files share a process: loading the SDK anew for each took half the time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Concurrent tests start processes; more than two at a time only makes each slower.
    maxConcurrency: 2,
  },
});
