import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import { factorySettings } from '../../../shared/forecast/scenario.ts'
import { projectRoot } from '../../support/shared-data.ts'

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  properties?: Record<string, Schema>
  $defs?: Record<string, Schema>
}

const file = join(projectRoot, 'resources', 'schema', 'scenario.schema.json')
const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema
const settings = schema.$defs!['settings']!.properties!

/** As much of JSON Schema as plain settings need. */
function allows(rule: Schema, value: unknown): boolean {
  const { $ref, type, enum: words, minimum, maximum, exclusiveMinimum } = rule
  if ($ref !== undefined) return allows(schema.$defs![$ref.replace('#/$defs/', '')]!, value)
  if (words !== undefined) return words.includes(value)
  const types = [type ?? []].flat()
  if (value === null) return types.includes('null')
  if (typeof value !== 'number') return types.includes(typeof value)
  if (!types.includes('number') && !(types.includes('integer') && Number.isInteger(value))) return false
  return (
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (exclusiveMinimum ?? -Infinity)
  )
}

describe('the published schema of scenarios', () => {
  it('knows the same settings as the engine, with the same defaults', () => {
    expect(Object.keys(settings).sort()).toEqual(
      [...Object.keys(factorySettings), 'mem', 'path', 'paths'].sort(),
    )
    for (const [key, value] of Object.entries(factorySettings)) {
      expect(settings[key]!.default, key).toEqual(value)
    }
  })

  it('allows and refuses what the parser does', () => {
    const probes = [-1, 0, 0.5, 1, 2, 10_001, null, true, 'exp', 'x', 1e300]
    const plain = Object.keys(settings).filter((key) => !['path', 'paths', 'after', 'groups'].includes(key))
    for (const key of plain) {
      for (const probe of probes) {
        const part = { name: 'a', mem: 1, path: { link: 1 }, [key]: probe }
        const accepted = parseScenario({ resources: { link: 1 }, parts: [part] }).ok
        expect(allows(settings[key]!, probe), `${key}: ${String(probe)}`).toBe(accepted)
      }
    }
  })

  it('knows the same top level', () => {
    for (const key of Object.keys(schema.properties!)) {
      const parsed = parseScenario({ [key]: 0 })
      if (parsed.ok) expect.fail('it was accepted')
      expect(parsed.problems.map((problem) => problem.message)).not.toContain(
        `${key} is not a key of a scenario.`,
      )
    }
  })
})
