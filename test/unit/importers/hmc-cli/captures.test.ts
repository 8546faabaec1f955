import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes, partitionPatches, readOutput, serverPatches } from '../../../support/command-output.ts'
import { sharedData } from '../../../support/shared-data.ts'

interface Probe {
  readonly name: string
  readonly command: string
  readonly stdout: string
}

function probesOf(file: string): readonly Probe[] {
  const path = sharedData(`captures/hmc-cli/${file}`)
  if (path === null) return []
  return (JSON.parse(readFileSync(path, 'utf8')) as { probes: Probe[] }).probes
}

const sriov = probesOf('power9-v10r3m1060-live-sriov.json')
const vnic = probesOf('power9-v10r3m1060-live-vnic.json')

const stdoutOf = (probes: readonly Probe[], name: string): string => {
  const probe = probes.find((one) => one.name === name)
  if (probe === undefined) throw new Error(`no probe ${name}`)
  return probe.stdout
}

describe.skipIf(sriov.length === 0 || vnic.length === 0)('captured output of a real HMC', () => {
  it('of lshmc -V gives the level', async () => {
    const { detection, patches, problems } = await readOutput(stdoutOf(sriov, 'hmc-version'))
    expect(detection.kind).toMatch(/^lshmc -V/)
    expect(problems).toEqual([])
    expect(serverPatches(patches)[0]?.values).toEqual({ hmcLevel: '10.3.1060', hmcs: ['hmc1'] })
  })

  it('of sriov logport gives the ports of a partition', async () => {
    const { detection, patches, problems } = await readOutput(
      stdoutOf(sriov, 'effective-logical-ports-before'),
    )
    expect(detection.kind).toBe('lshwres -r sriov --rsubtype logport')
    expect(problems).toEqual([])
    expect(partitionPatches(patches)).toMatchObject([
      { partition: { lparId: 2, name: 'lpar-b' }, values: { sriovPorts: ['27004001'] }, origin: { line: 2 } },
    ])
  })

  it('of sriov adapter gives the adapter in shared mode', async () => {
    const { detection, patches, problems } = await readOutput(stdoutOf(sriov, 'adapter'))
    expect(detection.kind).toBe('lshwres -r sriov --rsubtype adapter')
    expect(problems).toEqual([])
    expect(serverPatches(patches).map((patch) => patch.lists)).toMatchObject([
      { sriovAdapters: [{ id: 1, state: 'running', ports: 2 }] },
    ])
  })

  it('of sriov physport gives the ports with what they may have', async () => {
    const { detection, patches, problems } = await readOutput(stdoutOf(sriov, 'physical-ports'))
    expect(detection.kind).toBe('lshwres -r sriov --rsubtype physport')
    expect(problems).toEqual([])
    const port = { adapterId: 1, linkUp: true, maxLogicalPorts: 60, label: null, capacityStep: null }
    expect(serverPatches(patches).map((patch) => patch.lists)).toMatchObject([
      { sriovPhysicalPorts: [{ ...port, portId: 0, logicalPorts: 1 }] },
      { sriovPhysicalPorts: [{ ...port, portId: 1, logicalPorts: 0 }] },
    ])
  })

  it('of sriov logport sums up what a port gives', async () => {
    const { patches } = await readOutput(stdoutOf(sriov, 'effective-logical-ports-before'))
    expect(serverPatches(patches).map((patch) => patch.lists)).toMatchObject([
      { sriovPhysicalPorts: [{ adapterId: 1, portId: 0, allocatedCapacity: 10_000, allocatedOf: 1 }] },
    ])
  })

  it('of lssyscfg -r lpar gives the state', async () => {
    const { patches, problems } = await readOutput(stdoutOf(sriov, 'lpar-state'))
    expect(problems).toEqual([])
    expect(partitionPatches(patches)).toMatchObject([
      { partition: { lparId: 3, name: 'lpar-c' }, values: { state: 'not activated', rmcState: 'inactive' } },
    ])
  })

  it('of a profile that names no partition says what is missing', async () => {
    const { patches, problems } = await readOutput(stdoutOf(sriov, 'profile-before'))
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['partition-unknown'])
    expect(problems[0]?.remedy).toContain('lpar_name')
  })

  it('of a failed command is never data', async () => {
    for (const name of ['duplicate-assign', 'capacity-below-minimum', 'capacity-exhausted']) {
      const { patches, problems } = await readOutput(stdoutOf(sriov, name), 'S1_vnic.txt')
      expect(patches).toEqual([])
      expect(codes(problems)).toEqual(['command-failed'])
    }
  })

  it('of vnic gives the adapter and its backing device', async () => {
    const { detection, patches, problems } = await readOutput(stdoutOf(vnic, 'vnic-readback'))
    expect(detection.kind).toBe('lshwres -r virtualio --rsubtype vnic')
    expect(problems).toEqual([])
    expect(partitionPatches(patches)).toMatchObject([
      {
        partition: { lparId: 3, name: 'client-a' },
        lists: {
          vnics: [
            {
              slot: 2,
              portVlanId: 0,
              macAddress: 'eaadf2188302',
              backingDevices: 1,
              backing: [{ viosLparId: 100, viosName: 'vios-a', adapterId: 1, portId: 1, capacity: 200 }],
            },
          ],
        },
      },
    ])
  })

  it('of vnicbkdev is recognised and counted', async () => {
    const { patches, problems } = await readOutput(stdoutOf(vnic, 'vnic-backing-readback'))
    expect(patches).toEqual([])
    expect(codes(problems)).toEqual(['not-used'])
  })
})
