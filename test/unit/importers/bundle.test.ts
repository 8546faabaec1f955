/** Folders of HMC output through reading, merging and comparing, as an import does it. */
import { expect, it } from 'vitest'
import { importers } from '../../../electron/importers/importers.ts'
import { readImport } from '../../../electron/importers/read-import.ts'
import { diffFleets, type FleetDiff } from '../../../shared/inventory/diff.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import { folderWith } from '../../support/folder.ts'
import { feed, partitionEntry, systemEntry } from '../../support/rest-xml.ts'

async function imported(
  files: Readonly<Record<string, string>>,
  base: Fleet | null,
): Promise<Fleet & FleetDiff> {
  const { patches, problems } = await readImport([folderWith(files)], importers)
  const merged = mergePatches(patches, base)
  expect([...problems, ...merged.problems].filter((one) => one.severity !== 'note')).toEqual([])
  return { ...merged.fleet, ...diffFleets(base, merged.fleet) }
}

const system = (name: string, serial: string): string =>
  `name=${name},type_model=9009-42A,serial_num=${serial},state=Operating,max_lpars=480\n`
const conf = (...rows: (readonly [id: number, name: string, env?: string])[]): string =>
  rows
    .map(
      ([id, name, env]) =>
        `name=${name},lpar_id=${id},lpar_env=${env ?? 'aixlinux'},state=Running,rmc_state=active\n`,
    )
    .join('')
const memory = (...rows: (readonly [id: number, name: string, mib: number])[]): string =>
  rows
    .map(
      ([id, name, mib]) =>
        `lpar_name=${name},lpar_id=${id},curr_min_mem=256,curr_mem=${mib},curr_max_mem=65536\n`,
    )
    .join('')

const first = {
  'hmc1/HMC_lssyscfg-r.txt': system('P9A', '1111111') + system('P9B', '2222222'),
  'hmc1/P9A_lpar_conf.txt': conf([1, 'vio1', 'vioserver'], [3, 'db'], [4, 'app']),
  'hmc1/P9A_lpar_mem.txt': memory([1, 'vio1', 4096], [3, 'db', 8192], [4, 'app', 2048]),
  'hmc1/P9B_lpar_conf.txt': conf([3, 'far']),
}

it('reads a cache folder of HMC Scanner, one file for each command and system', async () => {
  const fleet = await imported(first, null)
  expect(fleet.servers.map((one) => [one.id, one.name, one.hmcs])).toEqual([
    ['9009-42A*1111111', 'P9A', ['hmc1']],
    ['9009-42A*2222222', 'P9B', ['hmc1']],
  ])
  expect(fleet.vios.map((one) => [one.name, one.memoryMib])).toEqual([['vio1', 4096]])
  expect(fleet.partitions.map((one) => [one.id, one.name, one.memoryMib])).toEqual([
    ['9009-42A*1111111/3', 'db', 8192],
    ['9009-42A*1111111/4', 'app', 2048],
    ['9009-42A*2222222/3', 'far', null],
  ])
})

it('says what a second import changes, and leaves alone what it does not name', async () => {
  const before = await imported(first, null)
  const after = await imported(
    {
      'hmc2/HMC_lssyscfg-r.txt': system('P9A', '1111111'),
      'hmc2/P9A_lpar_conf.txt': conf([1, 'vio1', 'vioserver'], [3, 'db'], [5, 'fresh']),
      'hmc2/P9A_lpar_mem.txt': memory([3, 'db', 16_384]),
    },
    before,
  )
  expect(after.partitions.map((one) => one.name)).toEqual(['db', 'fresh', 'far'])
  expect(after.servers[0]?.hmcs).toEqual(['hmc1', 'hmc2'])
  expect(after.changes.map((one) => [one.kind, one.change, one.name])).toEqual([
    ['servers', 'changed', 'P9A'],
    ['partitions', 'changed', 'db'],
    ['partitions', 'new', 'fresh'],
    ['partitions', 'gone', 'app'],
  ])
  expect(after.changes[1]?.attributes).toEqual([
    {
      attribute: 'memoryMib',
      before: '8 GiB',
      after: '16 GiB',
      origin: { file: 'hmc2/P9A_lpar_mem.txt', line: 1 },
    },
  ])
})

it('joins command output and REST answers about one system', async () => {
  const fleet = await imported(
    {
      'systems.xml': feed('ManagedSystem', [systemEntry('P9A', '1111111')], 'ManagedSystem'),
      'lpars.xml': feed('LogicalPartition', [
        partitionEntry(3, { CurrentProcessorCompatibilityMode: 'POWER9_Base' }),
      ]),
      'P9A_lpar_mem.txt': memory([3, 'lpar3', 8192]),
    },
    null,
  )
  expect(fleet.partitions.map((one) => [one.id, one.currentMode, one.memoryMib])).toEqual([
    ['9009-42A*1111111/3', 'POWER9_base', 8192],
  ])
})
