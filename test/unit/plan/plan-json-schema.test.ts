import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { planDocumentSchema } from '../../../shared/plan/plan-schema.ts'
import { projectRoot } from '../../support/shared-data.ts'

test('the published schema of plan documents is that of the reader', () => {
  const schema = readFileSync(join(projectRoot, 'resources', 'schema', 'plan.schema.json'), 'utf8')
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(planDocumentSchema())))
  expect(schema).toContain('"relaxations"')
})
