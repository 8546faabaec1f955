/**
 * Verdicts on real systems, reviewed rule by rule against the XML: an S822L (FW860) and an S924 (FW930), exports of one
 * HMC, with the S924's partitions and one of its two VIOS. What the exports do not hold must be "cannot tell".
 */
import { describe, expect, it } from 'vitest'
import { importers } from '../../../electron/importers/importers.ts'
import { readImport } from '../../../electron/importers/read-import.ts'
import { indexFleet, type FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { judgeMove } from '../../../shared/mobility/judge.ts'
import { rules } from '../../../shared/mobility/rules/catalogue.ts'
import type { MoveJudgement } from '../../../shared/mobility/verdict.ts'
import { sharedData } from '../../support/shared-data.ts'

const folder = sharedData('captures/hmc-rest')
const files = [
  'managed-systems.xml',
  'logical-partitions.xml',
  '2-managed-system.xml',
  '2-vios.xml',
  '3-lpar.xml',
]
const [s822l, s924] = ['8247-22L*213C1BA', '9009-42A*21F64EV']

async function captured(): Promise<FleetIndex> {
  const { patches } = await readImport(
    files.map((name) => `${folder ?? ''}/${name}`),
    importers,
  )
  return indexFleet(mergePatches(patches, null).fleet)
}

function found<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('the captures lost an entity')
  return one
}

const partitionOf = (index: FleetIndex, lparId: number) => found(index.partitionById.get(`${s924}/${lparId}`))

function judge(index: FleetIndex, partition: Partition, targetId: string): MoveJudgement {
  return judgeMove(index, partition, found(index.serverById.get(targetId)))
}

function said(judgement: MoveJudgement, ruleId: string): string {
  const rule = found(rules.find((one) => one.id === ruleId))
  if (!rule.appliesTo.includes(judgement.moveType)) return 'not asked'
  return judgement.findings.find((one) => one.ruleId === ruleId)?.verdict ?? 'pass'
}

/** What the exports say of AIX_Test1 (id 15 of the S924, running AIX 7.2) on the S822L. */
const aix: readonly (readonly [rule: string, verdict: string, evidence: string])[] = [
  ['SRC-STATE', 'pass', 'PartitionState running'],
  ['TGT-STATE', 'pass', 'State operating, both systems'],
  ['SRC-NOTVIOS', 'pass', 'PartitionType AIX/Linux'],
  ['SRC-MIGDIS', 'pass', 'MigrationDisable false'],
  ['SRC-BUSY', 'pass', 'MigrationState Not_Migrating'],
  ['SRC-BOOTED-FULL', 'pass', 'AssignAllResources false'],
  ['SRC-SERVICE', 'pass', 'IsServicePartition false'],
  ['SRC-TIMEREF', 'pass', 'IsTimeReferencePartition false'],
  ['SRC-RMC', 'pass', 'ResourceMonitoringControlState active'],
  ['SRC-DLPAR', 'pass', 'DynamicLogicalPartition...Capable true for memory and processors'],
  ['SRC-REDERR', 'pass', 'IsRedundantErrorPathReportingEnabled false'],
  ['SRC-BSR', 'pass', 'BarrierSynchronizationRegisterCapable false on the S924: no partition has any'],
  ['SRC-HUGE', 'pass', 'CurrentHugePageCount 0'],
  ['SRC-PHYSIO', 'pass', 'no ProfileIOSlot'],
  ['SRC-LHEA', 'pass', 'no HostEthernetAdapterLogicalPort'],
  ['SRC-HCA', 'pass', 'HostChannelAdapterCapable false on the S924'],
  ['SRC-CONSOLE', 'pass', 'not IBM i'],
  ['SRC-IBMI-RIO', 'pass', 'not IBM i'],
  ['SRC-AMS', 'pass', 'dedicated memory'],
  [
    'SRC-AME',
    'pass',
    'ActiveMemoryExpansion factor 0; the S822L is not capable of it, which matters to no one',
  ],
  ['SRC-VTPM', 'pass', 'VirtualTrustedPlatformModule not enabled'],
  ['SRC-MINAFF', 'pass', 'POWER9 to POWER8: the minimum exists from Power11 on'],
  ['SRC-CLUSTER', 'unknown', 'nobody answered'],
  ['SRC-LICENSE', 'unknown', 'nobody answered'],
  ['TGT-CAP', 'pass', 'ActiveLogicalPartitionMobilityCapable true, both systems'],
  ['TGT-LPARS', 'unknown', 'no partition of the S822L was exported'],
  ['TGT-UUID', 'unknown', 'no partition of the S822L was exported'],
  ['RR-SRR', 'pass', 'SimplifiedRemoteRestartCapable false'],
  ['TGT-FW', 'warn', 'FW930 to FW860 is not in the matrix that could be read'],
  ['TGT-FWP7', 'pass', 'neither POWER6 nor POWER7'],
  ['CPU-MODE-A', 'pass', 'runs in POWER8, prefers default; the S822L offers POWER6 to POWER8'],
  ['CPU-MODE-STAY', 'pass', 'down a generation'],
  ['CPU-MODE-BACK', 'pass', 'the S924 offers POWER8 too'],
  ['CPU-AVAIL', 'pass', 'needs 1.00, free 16.00'],
  ['CPU-MINMAX', 'pass', 'maximum 2 virtual processors, 256 allowed'],
  ['CPU-POOL', 'pass', 'SharedProcessorPoolID 0, the default pool'],
  ['CPU-SHARE', 'pass', '1.00 for 2 virtual processors at 0.05 each'],
  ['MEM-AVAIL', 'pass', '10 GiB, maximum 10 GiB at 1:128; 978.5 GiB free'],
  ['MEM-LMB', 'pass', 'CurrentLogicalMemoryBlockSize 256, both systems'],
  ['SRC-VSCSI-LUN', 'unknown', 'the mappings of the second VIOS of the S924 were not exported'],
  ['SRC-NPIV-PAIR', 'unknown', 'no list of virtual Fibre Channel adapters'],
  ['TGT-VIOS-RMC', 'unknown', 'no VIOS of the S822L was exported'],
  [
    'MSP-PAIR',
    'unknown',
    'one of two VIOS of the S924 was exported, which is no mover; 8 moves are supported',
  ],
  ['MSP-CONC-SYS', 'block', 'MaximumActiveMigrations 0 on the S822L: it has no active mover'],
  ['HMC-REMOTE', 'pass', 'one HMC exported both systems'],
  ['NET-L2', 'unknown', 'nobody answered'],
]

describe.skipIf(folder === null)('the S822L and the S924', async () => {
  const index = folder === null ? null : await captured()
  const fleet = () => found(index ?? undefined)

  it.each(aix)('AIX_Test1: %s %s (%s)', (rule, verdict) => {
    expect(said(judge(fleet(), partitionOf(fleet(), 15), s822l), rule)).toBe(verdict)
  })

  it('a system without an active mover receives no active move', () => {
    const active = fleet().fleet.partitions.filter((one) => one.state === 'running')
    expect(active.length).toBe(10)
    for (const partition of active) {
      const judgement = judge(fleet(), partition, s822l)
      expect([partition.name, judgement.verdict]).toEqual([partition.name, 'cannot'])
      expect(judgement.findings.find((one) => one.ruleId === 'MSP-CONC-SYS')?.text).toContain(
        'S822L-8247-213C1BA supports 0 active moves at once',
      )
    }
  })

  it('nor does it send one: the same partition, were it on the S822L', () => {
    const guest = { ...partitionOf(fleet(), 15), id: `${s822l}/15`, serverId: s822l }
    const judgement = judge(
      indexFleet({ ...fleet().fleet, partitions: [...fleet().fleet.partitions, guest] }),
      guest,
      s924,
    )
    expect([judgement.verdict, said(judgement, 'MSP-CONC-SYS')]).toEqual(['cannot', 'block'])
  })

  it('inactive moves are supported by both: 16 at once', () => {
    for (const lparId of [9, 12]) {
      const judgement = judge(fleet(), partitionOf(fleet(), lparId), s822l)
      expect([judgement.moveType, said(judgement, 'MSP-CONC-I')]).toEqual(['inactive', 'pass'])
    }
  })

  it('a partition in POWER9_base mode does not run on POWER8', () => {
    const ocp = judge(fleet(), partitionOf(fleet(), 11), s822l)
    expect(ocp.findings.find((one) => one.ruleId === 'CPU-MODE-A')?.text).toBe(
      'The current processor mode of rhel8-ocp-helper is POWER9_base; S822L-8247-213C1BA offers default, POWER6, POWER6+, POWER7 and POWER8.',
    )
  })

  it('the USB controller of P9-PowerVC keeps it where it is', () => {
    const powerVc = judge(fleet(), partitionOf(fleet(), 10), s822l)
    expect(said(powerVc, 'SRC-PHYSIO')).toBe('block')
    expect(powerVc.findings.find((one) => one.ruleId === 'SRC-PHYSIO')?.text).toContain(
      'U78D2.001.WZS0B5H-P1-T3',
    )
  })

  it('RMC of ubuntu-bionic is inactive, which refuses an active move and says so of dynamic changes', () => {
    const ubuntu = judge(fleet(), partitionOf(fleet(), 13), s822l)
    expect([said(ubuntu, 'SRC-RMC'), said(ubuntu, 'SRC-DLPAR')]).toEqual(['block', 'warn'])
  })

  it('IBM i is not in restricted I/O mode, reports no RMC, and the S822L does not run it', () => {
    for (const lparId of [3, 4, 5, 6, 7, 8]) {
      const ibmi = judge(fleet(), partitionOf(fleet(), lparId), s822l)
      expect([lparId, said(ibmi, 'SRC-RMC'), said(ibmi, 'SRC-IBMI-RIO')]).toEqual([lparId, 'pass', 'block'])
    }
    const stopped = judge(fleet(), partitionOf(fleet(), 9), s822l)
    expect(stopped.findings.find((one) => one.ruleId === 'SRC-IBMI-RIO')?.text).toBe(
      'IBMiT1 is an IBM i partition; S822L-8247-213C1BA does not run IBM i.',
    )
  })

  it('says what would settle the mover of the S924', () => {
    const finding = judge(fleet(), partitionOf(fleet(), 15), s822l).findings.find(
      (one) => one.ruleId === 'MSP-PAIR',
    )
    expect(finding?.text).toContain(
      'supports 8 active moves at once, but of its VIOS only P924VIO2 was imported, which is no mover',
    )
    expect(finding?.missing?.command).toBe('lssyscfg -r lpar -m Server-9009-42A-SN21F64EV')
  })
})
