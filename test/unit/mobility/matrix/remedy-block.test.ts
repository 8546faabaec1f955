/** The commands for everything one item of the work list touches. */
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Partition } from '../../../../shared/inventory/fleet.ts'
import { mib } from '../../../../shared/inventory/units.ts'
import { createMatrix, type ReadinessMatrix } from '../../../../shared/mobility/matrix/matrix.ts'
import { remedyBlock, remedyText } from '../../../../shared/mobility/matrix/remedy-block.ts'
import { workList } from '../../../../shared/mobility/matrix/work-list.ts'
import { aFleet, alphaId, aPartition, aServer, betaId } from '../../../support/fleet-builder.ts'

const servers = [aServer(), aServer({ id: betaId }), aServer({ id: '9080-HEX*78A0003', name: 'gamma' })]
const matrixOf = (...partitions: Partial<Partition>[]) =>
  createMatrix(
    indexFleet(
      aFleet({
        servers,
        partitions: partitions.map((one, at) => aPartition({ serverId: alphaId, lparId: 10 + at, ...one })),
      }),
    ),
  )
function blockOf(matrix: ReadinessMatrix, ruleId: string) {
  const item = workList(matrix, null).find((one) => one.ruleId === ruleId)
  const block = item === undefined ? null : remedyBlock(matrix, item.key, null)
  if (block === null) throw new Error(`no block of ${ruleId}`)
  return block
}

describe('the commands of an item', () => {
  it('are one for each partition it touches, with its own names', () => {
    const down = { rmcState: 'inactive' }
    const block = blockOf(
      matrixOf({ name: 'db', ...down }, { name: 'ok' }, { name: 'web', ...down }),
      'SRC-RMC',
    )
    expect(block).toMatchObject({ partitions: 2, asks: false, choose: false, complete: true })
    expect(block.commands).toEqual([
      {
        command: 'lssyscfg -r lpar -m alpha --filter lpar_ids=10 -F name,rmc_state',
        about: ['db on alpha'],
      },
      {
        command: 'lssyscfg -r lpar -m alpha --filter lpar_ids=12 -F name,rmc_state',
        about: ['web on alpha'],
      },
    ])
  })

  it('are each listed once, with all they are for', () => {
    const block = blockOf(
      matrixOf({ name: 'a', workGroupId: null }, { name: 'b', workGroupId: null }),
      'SRC-WLG',
    )
    expect(block).toMatchObject({ partitions: 2, asks: true, choose: false })
    expect(block.commands.map((one) => one.about)).toEqual([['a on alpha', 'b on alpha']])
    expect(remedyText(block)).toContain('# These only ask for what is not known')
  })

  it('say so where they differ by target', () => {
    const big = { memoryMib: mib(900_000), maxMemoryMib: mib(900_000) }
    const roomy = [
      ...servers.slice(0, 2),
      aServer({ id: '9080-HEX*78A0003', name: 'gamma', availableMemoryMib: mib(262_144) }),
    ]
    const partitions = [aPartition({ serverId: alphaId, lparId: 10, name: 'big', ...big })]
    const block = blockOf(createMatrix(indexFleet(aFleet({ servers: roomy, partitions }))), 'MEM-AVAIL')
    expect(block.commands).toHaveLength(2)
    expect(block.choose).toBe(true)
    expect(remedyText(block)).toContain('# Commands of one partition are for different targets: choose one.')
  })

  it('are none for what only a person can answer, and for no item', () => {
    const matrix = matrixOf({ rmcState: 'inactive' })
    expect(remedyBlock(matrix, 'no such key', null)).toBeNull()
    const fleet = aFleet({ servers, partitions: [aPartition({ serverId: alphaId })], statements: [] })
    expect(blockOf(createMatrix(indexFleet(fleet)), 'SRC-CLUSTER').commands).toEqual([])
  })
})

describe('the block as text', () => {
  it('is comments and commands, a name never ends its comment', () => {
    const block = blockOf(matrixOf({ name: 'db\nrm -r /', rmcState: 'inactive' }), 'SRC-RMC')
    const lines = remedyText(block).split('\n')
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(
      block.commands.map((one) => one.command),
    )
    expect(lines).toContain('# db rm -r / on alpha')
  })

  it('names four and counts the others', () => {
    const unread = { workGroupId: null }
    const block = blockOf(
      matrixOf(...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, ...unread }))),
      'SRC-WLG',
    )
    expect(remedyText(block)).toContain('# a on alpha, b on alpha, c on alpha, d on alpha and 1 more\n')
  })
})
