import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { judgedCells } from '../../../../shared/mobility/matrix/judged.ts'
import { createMatrix } from '../../../../shared/mobility/matrix/matrix.ts'
import { cellsOf, workList } from '../../../../shared/mobility/matrix/work-list.ts'
import { generalRemedy, generalSentence } from '../../../../shared/mobility/matrix/wording.ts'
import { aFleet, alphaId, aPartition, aServer, betaId } from '../../../support/fleet-builder.ts'

const gammaId = '9080-HEX*78A0003'
const servers = [aServer(), aServer({ id: betaId }), aServer({ id: gammaId, name: 'gamma' })]

const matrixOf = (...partitions: Partial<Partition>[]) =>
  createMatrix(
    indexFleet(
      aFleet({
        servers,
        partitions: partitions.map((one, at) => aPartition({ serverId: alphaId, lparId: 10 + at, ...one })),
      }),
    ),
  )

describe('the work list', () => {
  it('counts a trouble of a partition on all servers, in general words where partitions differ', () => {
    const matrix = matrixOf({ rmcState: 'inactive' }, { rmcState: 'inactive' }, {})
    const item = workList(matrix, null).find((one) => one.ruleId === 'SRC-RMC')
    expect(item).toMatchObject({ verdict: 'block', pairs: 4, partitions: 2, servers: 2, unlocks: 4 })
    expect(item?.text).toContain('The RMC state of the partition is inactive')
    expect(item?.remedy).toContain('--filter lpar_ids=N')
  })

  it("keeps the finding's own sentence where all pairs share it", () => {
    const item = workList(matrixOf({ rmcState: 'inactive', name: 'db01' }, {}), null)[0]
    expect(item?.text).toContain('db01')
  })

  it('counts a pair for what refuses it, not for its warnings, and wins only what stands alone', () => {
    const matrix = matrixOf({ rmcState: 'inactive', memoryMib: mib(900_000), maxMemoryMib: mib(900_000) })
    const list = workList(matrix, null)
    expect(new Set(list.map((one) => one.verdict))).toEqual(new Set(['block']))
    expect(list.map((one) => one.unlocks)).toEqual(list.map(() => 0))
    const fixed = workList(matrix, { warningsFixed: false, fixedRuleIds: ['SRC-RMC'] })
    expect(fixed.find((one) => one.ruleId === 'SRC-RMC')).toBeUndefined()
    expect(fixed.find((one) => one.ruleId === 'MEM-AVAIL')).toMatchObject({ pairs: 2, unlocks: 2 })
  })

  it('says of what is not known what it could reveal at worst', () => {
    const atWorst = (partition: Partial<Partition>) =>
      workList(matrixOf(partition), null).map((one) => `${one.ruleId} ${one.verdict} ${String(one.atWorst)}`)
    expect(atWorst({ workGroupId: null })).toEqual(['SRC-WLG unknown warn'])
    expect(atWorst({ vtpm: null })).toEqual(['SRC-VTPM unknown block'])
    expect(atWorst({ workGroupId: '2' })).toEqual(['SRC-WLG warn null'])
  })

  it('names the cells of an item, none of them at home', () => {
    const matrix = matrixOf({}, { rmcState: 'inactive' })
    const item = workList(matrix, null).find((one) => one.ruleId === 'SRC-RMC')
    expect(cellsOf(matrix, item?.key ?? '', null)).toEqual([4, 5])
    expect(cellsOf(matrix, 'no such key', null)).toEqual([])
  })
})

describe('what if', () => {
  it('takes warnings or rules as dealt with and nothing else', () => {
    const matrix = matrixOf({ rmcState: 'inactive' })
    expect(judgedCells(matrix, null)).toEqual({ cells: '-nn', inactive: '011' })
    expect(judgedCells(matrix, { warningsFixed: true, fixedRuleIds: [] }).cells).toBe('-nn')
    expect(judgedCells(matrix, { warningsFixed: true, fixedRuleIds: ['SRC-RMC'] }).cells).toBe('-cc')
    expect(judgedCells(matrix, null).cells).toBe('-nn')
  })
})

const said = (text: string, partition: string, target: string) => ({
  text,
  partition,
  source: 'alpha',
  target,
})

describe('general words', () => {
  it('replace names, list few values and give a range of many figures', () => {
    const need = (n: number) => said(`p${n} needs ${n}.5 GiB; beta${n} has 2 GiB free.`, `p${n}`, `beta${n}`)
    expect(generalSentence([need(1), need(2)])).toBe(
      'The partition needs 1.5 or 2.5 GiB; the target has 2 GiB free.',
    )
    expect(generalSentence([4, 1, 3, 9].map(need))).toBe(
      'The partition needs 1.5 to 9.5 GiB; the target has 2 GiB free.',
    )
  })

  it('are not given where numbers are names, where sentences differ in shape, or where some were not read', () => {
    const vlan = (n: number) => said(`VLAN ${n} of p${n} is missing.`, `p${n}`, 'beta')
    expect(generalSentence([1, 2, 3, 4].map(vlan))).toBeNull()
    expect(generalSentence([vlan(1), said('VLAN 1 and 2 of p2 are missing.', 'p2', 'beta')])).toBeNull()
    expect(generalSentence([vlan(1), vlan(2)], false)).toBeNull()
  })

  it('leave a command with words in capitals where it has to be filled in', () => {
    const remedy = (n: number) =>
      said(`Free it: chhwres -m beta${n} --id ${n} -p vios${n}`, `p${n}`, `beta${n}`)
    expect(generalRemedy([remedy(1), remedy(2)])).toBe('Free it: chhwres -m TARGET --id N -p NAME')
  })
})
