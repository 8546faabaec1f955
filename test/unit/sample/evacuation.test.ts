import { describe, expect, it } from 'vitest'
import {
  committedFiles,
  listOf,
  numberOf,
  rowOf,
  systems,
  type Row,
  type SystemFiles,
} from './read-sample.ts'

/**
 * The story of the sample, told with a first-fit-decreasing sketch that is nobody's planner: the largest server can be
 * emptied in the main, over several targets, and a handful stays.
 */
const all = systems(committedFiles())
const clientsOf = (system: SystemFiles): Row[] =>
  system.rows('lpar_conf.txt').filter((row) => row['lpar_env'] !== 'vioserver')
const [largest] = all.toSorted((a, b) => clientsOf(b).length - clientsOf(a).length)
if (!largest) throw new Error('the sample has no server')

const staying = ['was-prd4', 'bkp-tsm1', 'oracrm-p2', 'payhub-p2', 'nim01', 'mqprd-qm2', 'legacy-cics1']

interface Target {
  readonly system: SystemFiles
  readonly modes: readonly string[]
  readonly vlans: ReadonlySet<string>
  memoryMib: number
  units: number
  readonly taken: string[]
}

function targetOf(system: SystemFiles): Target {
  const trunks = system.rows('veth.txt').filter((row) => row['is_trunk'] === '1')
  return {
    system,
    modes: listOf(system.about['lpar_proc_compat_modes']),
    vlans: new Set(trunks.flatMap((row) => listOf(row['addl_vlan_ids']))),
    memoryMib: numberOf(system.row('system_mem.txt'), 'curr_avail_sys_mem'),
    units: numberOf(system.row('system_proc.txt'), 'curr_avail_sys_proc_units'),
    taken: [],
  }
}

function needOf(name: string) {
  const profile = rowOf(largest?.rows('profiles.txt') ?? [], name)
  const ratio = Number((profile['hpt_ratio'] ?? '').replace('1:', ''))
  const table = 2 ** Math.ceil(Math.log2(numberOf(profile, 'max_mem'))) / ratio
  const units =
    profile['proc_mode'] === 'ded'
      ? numberOf(profile, 'desired_procs')
      : numberOf(profile, 'desired_proc_units')
  const adapters = (largest?.rows('veth.txt') ?? []).filter((row) => row['lpar_name'] === name)
  const vlans = adapters.flatMap((row) => [row['port_vlan_id'] ?? '', ...listOf(row['addl_vlan_ids'])])
  return { memoryMib: numberOf(profile, 'desired_mem') + Math.ceil(table / 256) * 256, units, vlans }
}

/** POWER9 at FW950 has a published firmware pair with POWER9 and Power10 (domain facts 3.2). */
const hasFirmwarePair = (system: SystemFiles): boolean =>
  /^01(VL|VH|ML|MH)(950|10[1-5]0)$/.test(system.row('lslic_syspower.txt')['ecnumber'] ?? '')

describe(`emptying ${largest.name}`, () => {
  const movable = clientsOf(largest).filter((row) => !staying.includes(row['name'] ?? ''))
  const targets = all
    .filter((system) => system !== largest && system.hmc === largest.hmc && hasFirmwarePair(system))
    .map(targetOf)
  const before = targets.map((target) => target.memoryMib)
  const left = movable
    .map((row) => ({ row, need: needOf(row['name'] ?? '') }))
    .toSorted((a, b) => b.need.memoryMib - a.need.memoryMib)
    .filter(({ row, need }) => {
      const mode = row['curr_lpar_proc_compat_mode'] ?? ''
      const [best] = targets
        .filter((target) => target.modes.includes(mode) && need.vlans.every((vlan) => target.vlans.has(vlan)))
        .filter((target) => target.memoryMib >= need.memoryMib && target.units >= need.units)
        .toSorted((a, b) => b.memoryMib - a.memoryMib)
      if (!best) return true
      best.memoryMib -= need.memoryMib
      best.units -= need.units
      best.taken.push(row['name'] ?? '')
      return false
    })

  it('is the server with most partitions and most load', () => {
    const entitled = (system: SystemFiles): number =>
      numberOf(system.row('system_proc.txt'), 'configurable_sys_proc_units') -
      numberOf(system.row('system_proc.txt'), 'curr_avail_sys_proc_units')
    expect(all.toSorted((a, b) => entitled(b) - entitled(a))[0]?.name).toBe(largest.name)
    expect(largest.name).toBe('nor-e980-1')
  })

  it('works for all but a handful', () => {
    expect(left.map(({ row }) => row['name'])).toEqual([])
    expect(movable.length).toBe(39)
  })

  it('needs several targets: no single one could take them all', () => {
    const total = movable.reduce((sum, row) => sum + needOf(row['name'] ?? '').memoryMib, 0)
    expect(targets.filter((target) => target.taken.length > 0).length).toBeGreaterThanOrEqual(3)
    expect(Math.max(...before)).toBeLessThan(total)
    const free = before.reduce((sum, one) => sum + one, 0)
    expect(total / free).toBeGreaterThan(0.7)
  })

  it('leaves partitions on the DMZ only some targets', () => {
    const portals = movable.filter((row) => row['name']?.startsWith('web-portal'))
    const withDmz = targets.filter((target) =>
      needOf('web-portal1').vlans.every((vlan) => target.vlans.has(vlan)),
    )
    expect(portals.length).toBe(4)
    expect(withDmz.length).toBeLessThan(targets.length)
  })
})
