/** A workspace of the first version, opened by this one: it keeps its data, its undo, and takes the new facts. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyEdit, undo } from '../../../electron/database/edits.ts'
import { readFleet, writeFleet } from '../../../electron/database/fleet-repository.ts'
import { latestVersion, migrations } from '../../../electron/database/migrations.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import type { Sqlite } from '../../../electron/database/sqlite.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import { aVnic, withSriov } from '../../support/fleet-builder.ts'
import { makeTestFolder, testNowMs, type TestFolder } from '../../support/workspace-file.ts'

const first = migrations.filter((one) => one.version === 1)
const nowMs = testNowMs

let folder: TestFolder
let path: string
beforeEach(() => {
  folder = makeTestFolder()
  path = join(folder.path, 'first.lpm')
})
afterEach(() => {
  folder.remove()
})

/** What a program of the first version wrote: two edits, the second of which moved the memory of the partition. */
async function writeFirstVersion(): Promise<void> {
  createWorkspaceFile(path, { nowMs, migrations: first })
  const db = await openWorkspaceFile(path, { nowMs, migrations: first })
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  applyEdit(db, 'import', nowMs, () => {
    db.prepare(
      `INSERT INTO servers (id, name, lmb_mib, compat_modes_known, virtual_switches_known, processor_pools_known)
       VALUES ('9009-42A*7812345', 'alpha', 256, 1, 0, 0)`,
    ).run()
    db.prepare(`INSERT INTO server_compat_modes VALUES ('9009-42A*7812345', 0, 'POWER9')`).run()
    db.prepare(
      `INSERT INTO partitions (id, server_id, lpar_id, name, memory_mib, current_profile, physical_slots_known,
         host_ethernet_ports_known, host_channel_adapters_known, sriov_ports_known, vnics_known,
         virtual_ethernet_known, virtual_scsi_known, virtual_fibre_channel_known)
       VALUES ('9009-42A*7812345/3', '9009-42A*7812345', 3, 'db1', 4096, 'default', 1, 0, 0, 1, 0, 0, 0, 0)`,
    ).run()
    db.prepare(
      `INSERT INTO partitions (id, server_id, lpar_id, name, physical_slots_known, host_ethernet_ports_known,
         host_channel_adapters_known, sriov_ports_known, vnics_known, virtual_ethernet_known, virtual_scsi_known,
         virtual_fibre_channel_known)
       VALUES ('9009-42A*7812345/4', '9009-42A*7812345', 4, 'web1', 0, 0, 0, 0, 1, 0, 0, 0)`,
    ).run()
    db.prepare(`INSERT INTO vnics VALUES ('9009-42A*7812345/4', 0, 7, 10, 2)`).run()
    db.prepare(`INSERT INTO sriov_ports VALUES ('9009-42A*7812345/3', 0, '27004001')`).run()
    db.prepare(
      `INSERT INTO origins VALUES ('partition', '9009-42A*7812345/3', 'memoryMib', 'lpar_mem.txt', 7)`,
    ).run()
  })
  applyEdit(db, 'import again', nowMs, () => {
    db.prepare('UPDATE partitions SET memory_mib = 8192').run()
  })
  db.close()
}

const open = (): Promise<Sqlite> => openWorkspaceFile(path, { nowMs })

test('every value is where it was, and what was not known then is not known now', async () => {
  await writeFirstVersion()
  const db = await open()
  expect(db.pragma('user_version', { simple: true })).toBe(latestVersion())
  const { servers, partitions } = readFleet(db)
  expect(servers).toMatchObject([
    {
      name: 'alpha',
      lmbMib: 256,
      compatModes: ['POWER9'],
      virtualSwitches: null,
      memoryMirroring: null,
      optimizerRunning: null,
      hmcLevel: null,
      activatedCores: null,
      enterprisePool: null,
      sriovAdapters: null,
      sriovPhysicalPorts: null,
    },
  ])
  expect(partitions).toMatchObject([
    {
      name: 'db1',
      memoryMib: 8192,
      currentProfile: 'default',
      physicalSlots: [],
      sriovPorts: ['27004001'],
      vnics: null,
      origins: { memoryMib: { file: 'lpar_mem.txt', line: 7 } },
      defaultProfile: null,
      profileNames: null,
      profileSynchronised: null,
      barrierArrays: null,
      minAffinityScore: null,
      minAffinityAction: null,
      virtualSerialNumber: null,
    },
    // What backs a vNIC was not read then: not known, which is not "nothing".
    {
      name: 'web1',
      vnics: [{ slot: 7, portVlanId: 10, macAddress: null, backingDevices: 2, backing: null }],
    },
  ])
  db.close()
})

test('edits of the first version can still be taken back', async () => {
  await writeFirstVersion()
  const db = await open()
  undo(db, nowMs)
  expect(readFleet(db).partitions[0]?.memoryMib).toBe(4096)
  undo(db, nowMs)
  expect(readFleet(db).partitions).toEqual([])
  db.close()
})

test('new facts are written, and taken back', async () => {
  await writeFirstVersion()
  const db = await open()
  const before = readFleet(db)
  const after: Fleet = {
    ...before,
    servers: before.servers.map((one) => ({
      ...one,
      optimizerRunning: true,
      enterprisePool: '',
      ...withSriov(),
    })),
    partitions: before.partitions.map((one) => ({
      ...one,
      profileNames: ['default', 'maintenance'],
      profileSynchronised: false,
      minAffinityAction: 'warn',
      vnics: [aVnic(), aVnic({ slot: 8, backing: null })],
    })),
  }
  applyEdit(db, 'import with facts', nowMs, () => writeFleet(db, after))
  expect(readFleet(db)).toEqual(after)
  undo(db, nowMs)
  expect(readFleet(db)).toEqual(before)
  db.close()
})
