import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  assignmentText,
  parseAssignment,
  parseReassignmentModel,
} from '../../../../shared/planning/search/reassignment-files.ts'
import { ReassignmentState } from '../../../../shared/planning/search/reassignment-state.ts'
import { searchReassignment } from '../../../../shared/planning/search/search.ts'
import {
  checkedCost,
  instances,
  instanceText,
  missingForInstances,
  unpackInstance,
} from '../../../support/reassignment-instances.ts'

const missing = missingForInstances()

describe.skipIf(missing !== null)(`public instances (needs ${missing ?? 'nothing more'})`, () => {
  const small = instances().filter(({ name }) => name.startsWith('a'))

  it.each(small)(
    '$name: initial cost as published, result as the independent checker counts it',
    (instance) => {
      const model = parseReassignmentModel(instanceText('model', instance.name))
      const home = parseAssignment(instanceText('assignment', instance.name), model)
      const problem = { ...model.problem, home }
      expect(new ReassignmentState(problem).cost).toBe(instance.initialCost)
      const { places, cost } = searchReassignment(problem, { seed: 1, steps: 150_000 })
      expect(cost).toBeLessThan(instance.initialCost)
      const folder = mkdtempSync(join(tmpdir(), 'lpm-instance-'))
      try {
        const paths = unpackInstance(instance.name, folder)
        const out = join(folder, 'new.txt')
        writeFileSync(out, assignmentText(places))
        expect(checkedCost(paths.model, paths.initial, out)).toMatchObject({ feasible: true, total: cost })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  )
})
