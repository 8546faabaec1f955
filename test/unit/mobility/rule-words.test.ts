/** What findings say: the values in the sentence, the missing input, the command a person would type. */
import { describe, expect, it } from 'vitest'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import { mib } from '../../../shared/inventory/units.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  alphaId,
  aPartition,
  aScsiAdapter,
  betaId,
} from '../../support/fleet-builder.ts'
import { answer, findingOf, verdictOf, type Change } from '../../support/mobility-cases.ts'
import { backed, partition, target } from './cases/case.ts'

const npiv = (adapters = [aFibreChannelAdapter()]): Change =>
  partition({ virtualScsi: [], virtualFibreChannel: adapters })
const disk = (reservePolicy: string | null) => ({
  name: 'hdisk4',
  uniqueId: aBacking().uniqueId,
  sizeMib: null,
  reservePolicy,
})
const power9Modes = ['default', 'POWER7', 'POWER8', 'POWER9_base', 'POWER9']
const modes = (mode: string, compatModes: readonly string[] | null): Change => ({
  partition: { currentMode: mode, desiredMode: mode },
  target: { compatModes },
})

describe('words of a refusal', () => {
  it('say when no IBM document confirms it', () => {
    expect(findingOf('SRC-HCA', partition({ hostChannelAdapters: ['1'] })).text).toContain(
      'General knowledge',
    )
    expect(findingOf('SRC-MIGDIS', partition({ migrationDisabled: true })).text).not.toContain(
      'General knowledge',
    )
  })

  it('type the command for the VIOS that holds a reserve', () => {
    const finding = findingOf('SRC-VSCSI-RES', {
      ...backed({}),
      sourceVios: { physicalVolumes: [disk('no_reserve')] },
      targetVios: { physicalVolumes: [disk('single_path')] },
    })
    expect(finding.remedy).toBe(
      'viosvrcmd -m beta -p vios1-0002 -c "chdev -dev hdisk4 -attr reserve_policy=no_reserve"',
    )
    expect(finding.text).toContain('single_path')
  })

  it('quote names for sh', () => {
    const change: Change = { source: { name: "p590 'old'" }, partition: { migrationDisabled: true } }
    expect(findingOf('SRC-MIGDIS', change).remedy).toBe(
      `chsyscfg -r lpar -m 'p590 '\\''old'\\''' -i lpar_id=10,migration_disabled=0`,
    )
  })

  it('quote a profile name with a comma as the HMC reads it', () => {
    const change = partition({ redundantErrorPathReporting: true, currentProfile: 'a,b' })
    expect(findingOf('SRC-REDERR', change).remedy).toContain(
      `-i '"name=a,b",lpar_id=10,redundant_err_path_reporting=0'`,
    )
  })

  it('name the verified codes of a virtual Fibre Channel refusal', () => {
    const single = findingOf('SRC-NPIV-PAIR', npiv([aFibreChannelAdapter({ wwpns: ['c050'] })]))
    expect(single.text).toContain('One WWPN where a pair is expected')
    const unable: Change = { ...npiv(), ...target({ capabilities: { virtual_fc_capable: false } }) }
    expect(findingOf('SRC-NPIV-PAIR', unable).text).toContain('HSCLA4C0')
  })

  it('show the ledger of memory', () => {
    const needed = 32_768 + 1_024 + 256
    const finding = findingOf('MEM-AVAIL', target({ availableMemoryMib: mib(needed - 256) }))
    expect(finding.text).toBe(
      'p10-0001 needs 33.25 GiB with page tables; beta has 33 GiB free, short by 0.25 GiB.',
    )
    expect(Object.fromEntries(finding.facts.map((fact) => [fact.name, fact.value]))).toEqual({
      'memory in whole blocks': 32_768,
      'hardware page table': 1_024,
      'other tables (assumed)': 256,
      needed,
      free: needed - 256,
      'short by': 256,
    })
  })

  it('name both levels of a firmware pair that is not in the matrix', () => {
    const { text } = findingOf('TGT-FW', {
      source: { generation: 'POWER9', firmwareRelease: 950 },
      target: { generation: 'POWER10', firmwareRelease: 1060 },
    })
    expect(text).toContain('950 (POWER9) to 1060 (Power10) is not in the matrix')
    expect(text).toContain('1010-1050')
  })

  it('name the HMC, its level and the level that is needed', () => {
    const change: Change = {
      source: { generation: 'POWER9', hmcLevel: '9.1.940' },
      target: { generation: 'POWER11', hmcLevel: '11.1.1110' },
    }
    expect(findingOf('HMC-VERSION', change).text).toBe(
      'The HMC of alpha is at level 9.1.940; Power11 servers need 11.1.1110 or later. (General knowledge, not confirmed by IBM documentation.)',
    )
  })
})

describe('words of a warning', () => {
  it('advise to validate what zoning cannot show', () => {
    const finding = findingOf('SRC-NPIV-PAIR', { ...npiv(), ...answer('npiv-zoning', null) })
    expect(finding.remedy).toContain('migrlpar -o v -m alpha -t beta -p p10-0001 --npivval portdisk')
  })

  it('name the profiles that stay behind', () => {
    const finding = findingOf('SRC-PROFILE', partition({ profileNames: ['normal', 'small', 'test'] }))
    expect(finding.text).toBe('Only profile normal of p10-0001 goes along; small and test stay behind.')
    expect(findingOf('SRC-PROFILE', partition({ profileSynchronised: false })).remedy).toContain(
      'mksyscfg -r prof -m alpha -o save --id 10 -n normal --force',
    )
  })

  it('set cores in use against activated cores', () => {
    const finding = findingOf('LIC-PEP', target({ activatedCores: 32 }))
    expect(finding.text).toBe(
      'With p10-0001, 33.00 processing units are in use on beta; 32 of its cores are activated.',
    )
  })

  it('advise a mode that both servers offer', () => {
    expect(findingOf('CPU-MODE-A', modes('POWER10', power9Modes)).remedy).toContain(
      '-i name=normal,lpar_id=10,lpar_proc_compat_mode=POWER9',
    )
  })

  it('say that a mode was judged by the catalogue', () => {
    expect(findingOf('CPU-MODE-A', modes('POWER7', null)).text).toContain('its list was not imported')
  })

  it('count the VIOS that see a disk', () => {
    const own = { name: 'hdisk0', uniqueId: 'other', sizeMib: null, reservePolicy: 'no_reserve' }
    const uniqueId = aPartition().virtualScsi?.[0]?.backing?.[0]?.uniqueId ?? null
    const change: Change = {
      disksEverywhere: false,
      targetVios: { physicalVolumes: [{ ...own, uniqueId }] },
      secondTargetVios: { physicalVolumes: [own] },
    }
    expect(verdictOf('TGT-VIOS-RED', change)).toBe('warn')
    expect(verdictOf('SRC-VSCSI-VIS', change)).toBe('pass')
  })
})

describe('words of what is not known', () => {
  it('ask for keys between two HMCs', () => {
    const finding = findingOf('HMC-REMOTE', target({ hmcs: ['hmc2'] }))
    expect(finding.remedy).toContain('mkauthkeys')
    expect(finding.missing?.command).toContain('mkauthkeys')
  })

  it('find the VIOS of a mapping by its identity', () => {
    const change = backed({ viosId: `${alphaId}/2`, kind: null, name: 'hdisk9' })
    expect(findingOf('SRC-VSCSI-LUN', change).missing?.command).toContain('-p vios2-0001')
  })

  it('name the VIOS of which the ports are missing', () => {
    const change: Change = { ...npiv(), targetVios: { fibreChannelPorts: null } }
    expect(findingOf('SRC-NPIV-PAIR', change).missing?.command).toBe(
      'viosvrcmd -m beta -p vios1-0002 -c "lsnports -fmt :"',
    )
  })

  it('send a person to the questions for what no command tells', () => {
    const finding = findingOf('SRC-CLUSTER', answer('cluster-software', null))
    expect(finding.text).toBe('Whether cluster software runs in p10-0001 is not known.')
    expect(finding.missing).toEqual({
      input: 'your answer about cluster software',
      command: 'LPM Planner: Readiness, Questions',
    })
    expect(finding.remedy).toBe('Answer it yourself in LPM Planner: Readiness, Questions.')
    expect(finding.atWorst).toBe('warn')
  })
})

describe('VIOS that were not imported', () => {
  const noMover: Change = { targetVios: { mover: false } }
  const there = (values: Partial<Partition>): Change => ({
    ...noMover,
    others: [aPartition({ serverId: betaId, lparId: 30, ...values })],
  })

  it('are not made up for: a listed server without a mover refuses', () => {
    expect(verdictOf('MSP-PAIR', there({}))).toBe('block')
  })

  it('may be rows without lpar_env, and the reason names it', () => {
    const finding = findingOf('MSP-PAIR', there({ os: null, environment: null, name: 'row7' }))
    expect(finding.verdict).toBe('unknown')
    expect(finding.text).toBe(
      'Whether beta has a mover is not known: row7 was imported without lpar_env, so it may be a VIOS.',
    )
    expect(finding.missing).toEqual({
      input: 'lpar_env',
      command: 'lssyscfg -r lpar -m beta -F name,lpar_id,lpar_env',
    })
  })

  it('are named by the adapters that they serve', () => {
    const served = (viosLparId: number | null, viosName: string | null) =>
      there({ virtualScsi: [aScsiAdapter({ viosLparId, viosName })] })
    expect(findingOf('MSP-PAIR', served(3, 'vios3')).text).toBe(
      'Whether beta has a mover is not known: VIOS vios3 serves partitions of beta and was not imported.',
    )
    expect(findingOf('MSP-PAIR', served(3, null)).missing?.input).toBe('VIOS with id 3')
    expect(findingOf('MSP-PAIR', served(null, 'vios3')).verdict).toBe('unknown')
    expect(findingOf('MSP-PAIR', served(2, 'another name')).verdict).toBe('block')
    expect(findingOf('MSP-PAIR', served(null, null)).verdict).toBe('block')
  })

  it('are not seen in the profile of a partition that does not run, nor in an IBM i partition that hosts disks', () => {
    const stale = [aScsiAdapter({ viosLparId: 3, viosName: 'vios3' })]
    expect(verdictOf('MSP-PAIR', there({ state: 'not activated', virtualScsi: stale }))).toBe('block')
    const host = aPartition({ serverId: betaId, lparId: 3, os: 'ibmi', environment: 'os400' })
    const hosted = aPartition({ serverId: betaId, lparId: 30, virtualScsi: stale })
    expect(verdictOf('MSP-PAIR', { ...noMover, others: [host, hosted] })).toBe('block')
  })

  it('must be there where the HMC promises moves and the one imported VIOS is no mover', () => {
    const one = (maxActiveMigrations: number | null): Change => ({
      target: { maxActiveMigrations },
      targetVios: { mover: false },
      onlyVios: 'target',
    })
    expect(findingOf('MSP-PAIR', one(8)).text).toBe(
      'Whether beta has a mover is not known: beta supports 8 active moves at once, but of its VIOS only vios1-0002 was imported, which is no mover.',
    )
    expect(verdictOf('MSP-PAIR', one(0))).toBe('block')
    expect(verdictOf('MSP-PAIR', one(null))).toBe('block')
  })

  it('leave in doubt whatever they might have', () => {
    const unsorted = aPartition({ serverId: betaId, lparId: 30, os: null, environment: null, uuid: null })
    const doubtful: readonly [string, Change][] = [
      ['TGT-VSLOTS', { targetVios: { maxVirtualSlots: 40 } }],
      ['SRC-NPIV-PAIR', { ...npiv(), targetVios: { fibreChannelPorts: [] } }],
      ['SRC-VSCSI-VIS', { disksEverywhere: false }],
      ['TGT-VLAN', { targetVios: { networkBridges: [] } }],
      ['TGT-VIOS-RMC', { targetVios: { rmcState: 'inactive' } }],
      ['TGT-VIOS-RED', { targetVios: { state: 'not activated' } }],
    ]
    for (const [rule, change] of doubtful) {
      expect([rule, ['block', 'warn'].includes(verdictOf(rule, change))]).toEqual([rule, true])
      const finding = findingOf(rule, { ...change, others: [unsorted] })
      expect([rule, finding.verdict, finding.missing?.input]).toEqual([rule, 'unknown', 'lpar_env'])
    }
  })
})
