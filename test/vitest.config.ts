import { defineConfig } from 'vitest/config'

/** Unit, property and fault tests. The window is tested by Playwright (test/e2e). */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/{unit,property,faults,package}/**/*.test.ts'],
    // Guards against hangs only: machines are shared, and properties plan hundreds of fleets.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'threads',
    // Vitest keeps one processor to itself otherwise: half of a machine of two.
    maxWorkers: '100%',
  },
})
