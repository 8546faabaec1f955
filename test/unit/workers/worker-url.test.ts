import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { workerUrl } from '../../../electron/workers/worker-url.ts'

describe('where a worker lies', () => {
  test.each(['data', 'engine', 'import', 'solver'] as const)('%s: beside the sources', (name) => {
    expect(existsSync(workerUrl(name))).toBe(true)
  })

  test.each([
    ['file:///opt/app/dist/main/main.js', 'file:///opt/app/dist/workers/data.worker.js'],
    ['file:///opt/app/dist/cli/lpm-planner.js', 'file:///opt/app/dist/workers/data.worker.js'],
    [
      'file:///opt/LPM%20Planner/resources/app.asar/dist/main/main.js',
      'file:///opt/LPM%20Planner/resources/app.asar.unpacked/dist/workers/data.worker.js',
    ],
    [
      'file:///C:/Programs/app.asar/dist/main/main.js',
      'file:///C:/Programs/app.asar.unpacked/dist/workers/data.worker.js',
    ],
  ])('from the bundle %s', (self, expected) => {
    expect(workerUrl('data', self).href).toBe(expected)
  })
})
