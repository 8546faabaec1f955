import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleOutline } from '../../../../renderer/views/first-run/sample-outline.ts'
import { projectRoot } from '../../../support/shared-data.ts'

it('shows the sample data centre as its README states it', () => {
  const readme = readFileSync(join(projectRoot, 'resources', 'sample', 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| ([\w-]+) \| .*?\| (\d+) \| ([\d,]+) \/ ([\d,]+) \|/gm)].map(
    (match) => ({
      name: match[1],
      partitions: Number(match[2]),
      activeGib: Number(match[3]?.replaceAll(',', '')),
      freeGib: Number(match[4]?.replaceAll(',', '')),
    }),
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(sampleOutline).toEqual(rows)
})
