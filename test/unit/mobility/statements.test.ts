/** Which statement counts: the narrowest; among equals the one that stands in the way. */
import { describe, expect, it } from 'vitest'
import type { Statement, StatementSubject } from '../../../shared/inventory/fleet.ts'
import { narrowest, statementsOf } from '../../../shared/mobility/statements.ts'
import { statement } from '../../support/mobility-cases.ts'

/** What counts for partition a/1 on server a, or moving to another. */
const about = (
  statements: readonly Statement[],
  targetServerId?: string,
  subject: StatementSubject = 'npiv-zoning',
) => {
  const said = statementsOf({ statements })
  const target = targetServerId === undefined ? null : said.ofServer(targetServerId)
  return narrowest(subject, said.ofPartition('a/1'), said.ofServer('a'), target, said.fleet)?.holds ?? null
}
const [fleet, server, partition] = [
  (holds: boolean) => statement('npiv-zoning', holds),
  (holds: boolean, id = 'a') => statement('npiv-zoning', holds, 'server', id),
  (holds: boolean, id = 'a/1') => statement('npiv-zoning', holds, 'partition', id),
]

describe('the statement that counts', () => {
  it('is null where nothing was said of the subject, or only of others', () => {
    expect(about([])).toBeNull()
    expect(about([statement('same-networks', true), server(true, 'b'), partition(true, 'a/2')])).toBeNull()
  })

  it('takes the narrowest scope, in any order of the statements', () => {
    const all = [fleet(true), server(false), partition(true)]
    expect(about(all)).toBe(true)
    expect(about(all.toReversed())).toBe(true)
    expect(about([server(false), fleet(true)])).toBe(false)
    expect(about([fleet(true)])).toBe(true)
  })

  it('asks both servers of a move', () => {
    expect(about([fleet(false), server(true, 'b')], 'b')).toBe(true)
    expect(about([server(true), server(false, 'b')], 'b')).toBe(false)
    expect(about([server(true), server(false, 'b')])).toBe(true)
  })

  it('lets what stands in the way win among equals', () => {
    expect(about([fleet(true), fleet(false)])).toBe(false)
    expect(about([fleet(false), fleet(true)])).toBe(false)
    const clusters = [statement('cluster-software', false), statement('cluster-software', true)]
    for (const statements of [clusters, clusters.toReversed()])
      expect(about(statements, undefined, 'cluster-software')).toBe(true)
  })
})
