import { describe, expect, it } from 'vitest'
import { troubles, type Trouble, type TroubleKind } from '../../../resources/sample/generator/troubles.ts'
import {
  committedFiles,
  listOf,
  numberOf,
  rowOf,
  systems,
  type Row,
  type SystemFiles,
} from './read-sample.ts'

const files = committedFiles()
const all = systems(files)

function systemOf(trouble: Trouble): SystemFiles {
  const found = all.find((system) => system.name === trouble.server)
  if (!found) throw new Error(`no server ${trouble.server}`)
  return found
}

const vios = (system: SystemFiles, number: 1 | 2): string => `${system.name}-vio${number}`
const config = (system: SystemFiles, name: string): Row => rowOf(system.rows('lpar_conf.txt'), name)
const scsiLine = (system: SystemFiles, partition: string): string => {
  const id = Number(config(system, partition)['lpar_id'])
  const client = `0x${id.toString(16).padStart(8, '0')}`
  return (
    system.viosLines(vios(system, 1), 'lsmap-all.txt').find((line) => line.split(':')[2] === client) ?? ''
  )
}
const identifierOf = (system: SystemFiles, disk: string): string =>
  system
    .viosLines(vios(system, 1), 'lspv-uuid.txt')
    .find((line) => line.startsWith(`${disk}:`))
    ?.split(':')[1] ?? 'unknown disk'

/** What a reader must see of each kind of trouble. */
const evidence: Readonly<Record<TroubleKind, (system: SystemFiles, where: string) => void>> = {
  'RMC down': (system, where) => {
    expect(config(system, where)).toMatchObject({
      state: 'Running',
      rmc_state: 'inactive',
      lpar_env: 'aixlinux',
    })
  },
  'physical adapter': (system, where) => {
    const [slot = ''] = listOf(rowOf(system.rows('profiles.txt'), where)['io_slots'])
    const owned = system.rows('system.slot.txt').filter((row) => row['lpar_name'] === where)
    expect(owned.map((row) => row['drc_index'])).toEqual([slot.split('/')[0]])
  },
  'huge pages': (system, where) => {
    expect(rowOf(system.rows('lpar_mem.txt'), where)['curr_num_huge_pages']).toBe('2')
  },
  'migration disabled': (system, where) => {
    expect(config(system, where)['migration_disabled']).toBe('1')
  },
  'redundant error path reporting': (system, where) => {
    expect(config(system, where)['redundant_err_path_reporting']).toBe('1')
  },
  'vSCSI disk reserved': (system, where) => {
    const disk = /hdisk\d+/.exec(scsiLine(system, where))?.[0] ?? ''
    const lines = system.viosLines(vios(system, 1), 'lsdev-reserve.txt')
    expect(lines.slice(lines.indexOf(`#${disk}`), lines.indexOf(`#${disk}`) + 3)).toEqual([
      `#${disk}`,
      'value',
      'single_path',
    ])
  },
  'vSCSI on a logical volume': (system, where) => {
    expect(scsiLine(system, where)).toContain(`:lv_${where}:`)
  },
  'vSCSI on a file': (system, where) => {
    expect(scsiLine(system, where)).toContain(`:/var/vio/storagepools/filepool/${where}_boot:`)
  },
  'one-WWPN adapter': (system, where) => {
    const adapters = system.rows('vfc.txt').filter((row) => row['lpar_name'] === where)
    expect(adapters.map((row) => listOf(row['wwpns']).length).toSorted()).toEqual([1, 2])
  },
  'mode unknown to targets': (system, where) => {
    const mode = config(system, where)['curr_lpar_proc_compat_mode'] ?? ''
    const without = all.filter((one) => !listOf(one.about['lpar_proc_compat_modes']).includes(mode))
    expect(without.filter((one) => one.hmc === system.hmc).length).toBeGreaterThan(1)
  },
  'disk not visible elsewhere': (system, where) => {
    const disk = /hdisk\d+/.exec(scsiLine(system, where))?.[0] ?? ''
    const holders = [...files].filter(
      ([path, text]) => path.endsWith('lspv-uuid.txt') && text.includes(identifierOf(system, disk)),
    )
    expect(holders.length).toBe(2)
    expect(holders.every(([path]) => path.includes(`/${system.name}_`))).toBe(true)
  },
  'IBM i not in restricted I/O mode': (system, where) => {
    expect(config(system, where)).toMatchObject({ lpar_env: 'os400', os400_restricted_io_mode: '0' })
  },
  'time reference partition': (system, where) => {
    expect(config(system, where)['time_ref']).toBe('1')
  },
  'not activated': (system, where) => {
    expect(config(system, where)['state']).toBe('Not Activated')
    expect(numberOf(rowOf(system.rows('profiles.txt'), where), 'desired_mem')).toBeGreaterThan(0)
  },
  'VIOS is not a mover': (system, where) => {
    expect(config(system, where)).toMatchObject({ lpar_env: 'vioserver', msp: '0' })
    expect(system.row('lslparmigr-r-sys.txt')['num_active_migrations_supported']).toBe('8')
  },
  'VLAN missing on a server': (system, where) => {
    const vlan = where.replace('VLAN ', '')
    const bridges = (one: SystemFiles): boolean =>
      one
        .rows('veth.txt')
        .some((row) => row['is_trunk'] === '1' && listOf(row['addl_vlan_ids']).includes(vlan))
    const site = all.filter((one) => one.hmc === system.hmc)
    expect(site.filter((one) => !bridges(one)).map((one) => one.name)).toEqual([system.name])
  },
  'server full': (system) => {
    expect(numberOf(system.row('system_mem.txt'), 'curr_avail_sys_mem')).toBeLessThan(32 * 1024)
    expect(numberOf(system.row('system_proc.txt'), 'curr_avail_sys_proc_units')).toBeLessThan(1)
  },
  'LMB differs': (system) => {
    expect(system.row('system_mem.txt')['mem_region_size']).toBe('128')
    const others = all.filter((one) => one !== system)
    expect(new Set(others.map((one) => one.row('system_mem.txt')['mem_region_size']))).toEqual(
      new Set(['256']),
    )
  },
  'old firmware': (system) => {
    expect(system.row('lslic_syspower.txt')['ecnumber']).toMatch(/^01(SV840|VL930)$/)
  },
  'optimizer running': (system) => {
    const running = all.filter((one) => one.row('lsmemopt.txt')['in_progress'] === '1')
    expect(running).toEqual([system])
  },
  'no dynamic changes': (system, where) => {
    const listing = (files.get(`hmc-output/${system.hmc}/HMC_lspartition_dlpar.txt`) ?? '').split('\n')
    const own = `Partition:<${config(system, where)['lpar_id'] ?? ''}*${system.about['type_model'] ?? ''}*`
    const at = listing.findIndex((line) => line.includes(own))
    expect(listing[at + 1]).toContain('Active:<1>')
    expect(listing.filter((line) => line.includes('DCaps:<0x0>'))).toEqual([listing[at + 1]])
  },
  'profile not synchronised': (system, where) => {
    expect(config(system, where)).toMatchObject({ state: 'Running', sync_curr_profile: '0' })
  },
}

describe('troubles of the sample', () => {
  it.each(troubles.map((trouble) => [trouble.kind, trouble.where, trouble] as const))(
    '%s: %s',
    (kind, where, trouble) => {
      evidence[kind](systemOf(trouble), where)
    },
  )

  it('has every kind at least once', () => {
    const kinds = new Set(troubles.map((one) => one.kind))
    expect(Object.keys(evidence).filter((kind) => !kinds.has(kind as TroubleKind))).toEqual([])
  })

  it('documents each in the read-me', () => {
    const text = files.get('README.md') ?? ''
    for (const one of troubles) expect(text).toContain(`| ${one.kind} | ${one.server} | ${one.where} |`)
  })

  it('is not everywhere: each flag is set only where the table says so', () => {
    const flagged = (attribute: string, value: string): string[] =>
      all.flatMap((system) =>
        system
          .rows('lpar_conf.txt')
          .filter((row) => row['lpar_env'] !== 'vioserver' && row[attribute] === value)
          .map((row) => row['name'] ?? ''),
      )
    const named = (kind: TroubleKind): string[] =>
      troubles.filter((one) => one.kind === kind).map((one) => one.where)
    expect(flagged('migration_disabled', '1')).toEqual(named('migration disabled'))
    expect(flagged('redundant_err_path_reporting', '1')).toEqual(named('redundant error path reporting'))
    expect(flagged('sync_curr_profile', '0')).toEqual(named('profile not synchronised'))
    expect(flagged('time_ref', '1')).toEqual(named('time reference partition'))
    expect(flagged('os400_restricted_io_mode', '0')).toEqual(named('IBM i not in restricted I/O mode'))
    expect(flagged('state', 'Not Activated').toSorted()).toEqual(named('not activated').toSorted())
    expect(flagged('rmc_state', 'inactive').toSorted()).toEqual(
      [...named('RMC down'), ...named('not activated')].toSorted(),
    )
  })
})
