import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportMigrlpar } from '../../../electron/exporters/migrlpar/migrlpar.ts'
import { blankServer } from '../../../shared/inventory/blank.ts'
import { emptyFleet, type Fleet } from '../../../shared/inventory/fleet.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import { aPartition } from '../../support/fleet-builder.ts'
import { aMove, aPlan } from '../../support/plan-builder.ts'

const awkward = `O'Brien, "prod" $HOME; x=1`
const moves = [
  aMove({ id: 'm001', partitionName: 'db1', wave: 1 }),
  aMove({ id: 'm002', partitionName: awkward, wave: 1, targetLparId: null }),
  aMove({
    id: 'm003',
    partitionName: 'app with space',
    wave: 2,
    after: ['m001'],
    type: 'inactive',
    targetPoolName: 'pool, main',
  }),
]

/**
 * A fake HMC: `ssh` that runs its command line in a shell where `migrlpar` and `lslparmigr` write down their words and
 * fail when asked to ("<operation> <partition>" in $FAIL).
 */
let folder: string
const fakeSsh = `#!/bin/sh
for last; do host=$word; word=$last; done
echo "$host" >>"$FAKE/hosts"
PATH="$FAKE:$PATH" sh -c "$last"
`
const fakeMigrlpar = `#!/bin/sh
{ printf 'migrlpar'; for word; do printf '\\037%s' "$word"; done; printf '\\n'; } >>"$FAKE/calls"
operation=$2
while [ $# -gt 0 ]; do [ "$1" = -p ] && name=$2; shift; done
[ "$FAIL" = "$operation $name" ] && { echo "HSCL0000 refused"; exit 1; }
exit 0
`

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-script-'))
  for (const [name, text] of [
    ['ssh', fakeSsh],
    ['migrlpar', fakeMigrlpar],
    ['lslparmigr', '#!/bin/sh\necho "migration_state=Not Migrating"\n'],
  ] as const) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), 0o755)
  }
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function script(list: readonly PlanMove[] = moves, fleet: Fleet = emptyFleet): string {
  const path = join(folder, 'plan.sh')
  writeFileSync(path, exportMigrlpar({ plan: aPlan({ moves: list }), forecast: null, fleet }).text)
  return path
}

function run(verb: string, environment: Readonly<Record<string, string>> = {}, path = script()) {
  const done = spawnSync('sh', [path, verb], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      FAKE: folder,
      FAIL: '',
      HMC: 'hmc1',
      LPM_LOG: join(folder, 'log'),
      ...environment,
    },
  })
  const calls = existsSync(join(folder, 'calls'))
    ? readFileSync(join(folder, 'calls'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\x1f'))
    : []
  return { status: done.status, output: done.stdout + done.stderr, calls }
}
const operations = (calls: string[][]) =>
  calls.map((words) => `${words[2]} ${words[words.indexOf('-p') + 1]}`)

const shellcheck = spawnSync('shellcheck', ['--version']).status === 0

/** A fake HMC that keeps the memory of one partition in a file, and changes it by `chhwres`. */
const fakeMemory = {
  lshwres: '#!/bin/sh\ncat "$FAKE/memory"\n',
  chhwres: `#!/bin/sh
{ printf 'chhwres'; for word; do printf '\\037%s' "$word"; done; printf '\\n'; } >>"$FAKE/calls"
now=$(cat "$FAKE/memory")
while [ $# -gt 0 ]; do case "$1" in -o) way=$2 ;; -q) by=$2 ;; esac; shift; done
[ "$FAIL" = chhwres ] && { echo "HSCL0001 refused"; exit 1; }
if [ "$way" = r ]; then echo $((now - by)); else echo $((now + by)); fi >"$FAKE/memory"
`,
}

describe('memory taken away before a move', () => {
  const dlpar = { memoryBeforeMib: 16_384, memoryDuringMib: 14_336, memoryAfterMib: 14_336, why: '' }
  const smaller = [aMove({ id: 'm001', partitionName: awkward, memoryMib: 14_336, dlpar })]
  const memory = (): string => readFileSync(join(folder, 'memory'), 'utf8').trim()
  const made = (calls: string[][]) => calls.map((words) => `${words[0]} ${words[words.indexOf('-o') + 1]}`)
  beforeEach(() => {
    writeFileSync(join(folder, 'memory'), '16384\n')
    for (const [name, text] of Object.entries(fakeMemory)) {
      writeFileSync(join(folder, name), text)
      chmodSync(join(folder, name), 0o755)
    }
  })

  it('comes before validation and move, is not done twice, and is undone on the way back', () => {
    const path = script(smaller)
    const first = run('run', {}, path)
    expect(first.status).toBe(0)
    expect(made(first.calls)).toEqual(['chhwres r', 'migrlpar v', 'migrlpar m'])
    expect(first.calls[0]).toEqual([
      'chhwres',
      '-r',
      'mem',
      '-m',
      'srv-a',
      '-o',
      'r',
      '-p',
      awkward,
      '-q',
      '2048',
    ])
    expect(memory()).toBe('14336')
    expect(run('run', {}, path).calls).toHaveLength(3)
    const back = run('rollback', {}, path)
    expect(made(back.calls).slice(3)).toEqual(['migrlpar m', 'chhwres a'])
    expect(memory()).toBe('16384')
  })

  it('is given back where the HMC refuses the move, and nothing moves where it is not to be had', () => {
    const refused = run('run', { FAIL: `v ${awkward}` }, script(smaller))
    expect(refused.status).not.toBe(0)
    expect(made(refused.calls)).toEqual(['chhwres r', 'migrlpar v', 'chhwres a'])
    expect(memory()).toBe('16384')
    const none = run('run', { FAIL: 'chhwres', LPM_LOG: join(folder, 'other') }, script(smaller))
    expect(none.status).not.toBe(0)
    expect(made(none.calls).slice(3)).toEqual(['chhwres r'])
    writeFileSync(join(folder, 'memory'), '20480\n')
    const strange = run('run', { LPM_LOG: join(folder, 'third') }, script(smaller))
    expect(strange.output).toContain('it has 20480 MiB of memory, and 16384 were expected')
    expect(strange.calls).toHaveLength(4)
  })

  it('is given back on the target by the plan home', () => {
    writeFileSync(join(folder, 'memory'), '14336\n')
    const grow = { ...dlpar, memoryBeforeMib: 14_336, memoryAfterMib: 16_384 }
    const home = [aMove({ id: 'm001', partitionName: 'db1', memoryMib: 14_336, dlpar: grow })]
    const { status, calls } = run('run', {}, script(home))
    expect(status).toBe(0)
    expect(made(calls)).toEqual(['migrlpar v', 'migrlpar v', 'migrlpar m', 'chhwres a'])
    expect(calls.at(-1)).toContain('srv-b')
  })

  it('passes shellcheck', { skip: !shellcheck }, () => {
    expect(spawnSync('shellcheck', [script(smaller)], { encoding: 'utf8' }).stdout).toBe('')
  })
})

describe('migrlpar script', () => {
  it('validates every move before the first one starts, then moves them in order of groups', () => {
    const { status, calls } = run('run')
    expect(status).toBe(0)
    expect(operations(calls).slice(0, 3)).toEqual(['v db1', `v ${awkward}`, 'v app with space'])
    expect(operations(calls).slice(3, 5).toSorted()).toEqual([`m ${awkward}`, 'm db1'])
    expect(operations(calls).slice(5)).toEqual(['m app with space'])
  })

  it('passes names and attributes through two shells and the HMC grammar unchanged', () => {
    const { calls } = run('run')
    expect(calls[0]).toEqual([
      'migrlpar',
      '-o',
      'v',
      '-m',
      'srv-a',
      '-t',
      'srv-b',
      '-p',
      'db1',
      '-i',
      'source_msp_name=a-vios1,dest_msp_name=b-vios1,dest_lpar_id=11',
    ])
    expect(calls[2]?.at(-1)).toBe('"shared_proc_pool_name=pool, main",dest_lpar_id=11')
  })

  it('names VIOS, slots and ports where every adapter has its place, else leaves them to the HMC', () => {
    const place = {
      sourceViosName: 'a-vios1',
      targetViosId: '9009-42A*B/1',
      targetViosName: 'b/vios,1',
      why: '',
    }
    const adapters = [
      { ...place, kind: 'virtual SCSI', clientSlot: 3, targetViosLparId: 1, targetViosSlot: 14, port: null },
      {
        ...place,
        kind: 'virtual SCSI',
        clientSlot: 4,
        targetViosLparId: 2,
        targetViosSlot: null,
        port: null,
      },
      {
        ...place,
        kind: 'virtual Fibre Channel',
        clientSlot: 5,
        targetViosLparId: 1,
        targetViosSlot: 15,
        port: 'fcs0',
      },
      {
        ...place,
        kind: 'virtual Fibre Channel',
        clientSlot: 6,
        targetViosLparId: 2,
        targetViosSlot: null,
        port: 'fcs1',
      },
    ] as const
    const connections = { complete: true, adapters, open: [] }
    const path = script([
      aMove({ id: 'm001', partitionName: 'whole', connections }),
      aMove({ id: 'm002', partitionName: 'half', connections: { ...connections, complete: false } }),
      aMove({
        id: 'm003',
        partitionName: 'one',
        connections: { ...connections, adapters: adapters.slice(1, 2) },
      }),
    ])
    const { calls } = run('validate', {}, path)
    const movers = 'source_msp_name=a-vios1,dest_msp_name=b-vios1'
    expect(calls.map((words) => words.at(-1))).toEqual([
      `${movers},"virtual_scsi_mappings=3//1/14,4//2","virtual_fc_mappings=5//1/15/fcs0,6//2//fcs1",dest_lpar_id=11`,
      `${movers},dest_lpar_id=11`,
      `${movers},virtual_scsi_mappings=4//2,dest_lpar_id=11`,
    ])
    if (!shellcheck) return
    expect(spawnSync('shellcheck', ['-s', 'sh', path], { encoding: 'utf8' }).stdout).toBe('')
  })

  it('names SR-IOV ports, and both pairs of movers with their addresses', () => {
    const device = (n: number, vios: string) =>
      ({
        kind: 'vNIC',
        clientSlot: 7,
        sourceViosName: `a-vios${n}`,
        targetViosId: `9009-42A*B/${n}`,
        targetViosName: vios,
        targetViosLparId: n,
        targetViosSlot: null,
        port: `adapter ${n} port 0`,
        vnic: { device: n - 1, capacity: 225, adapterId: n, portId: 0, sourceAdapterId: 3, sourcePortId: n },
        why: '',
      }) as const
    const end = (server: string, n: number, address: string) => ({
      viosId: `9009-42A*${server}/${n}`,
      name: `${server.toLowerCase()}-vios${n}`,
      lparId: n,
      address,
    })
    const redundantMovers = [1, 2].map((n) => ({
      source: end('A', n, `10.0.0.${n}`),
      target: end('B', n, `10.0.1.${n}`),
    }))
    const connections = { complete: true, adapters: [device(1, 'b-vios1'), device(2, 'b-vios2')], open: [] }
    const path = script([
      aMove({ id: 'm001', partitionName: 'app', connections: { ...connections, redundantMovers } }),
      // A name that holds the separator of the mappings leaves the kind to the HMC.
      aMove({
        id: 'm002',
        partitionName: 'odd',
        connections: { ...connections, adapters: [device(1, 'b/vios1'), device(2, 'b-vios2')] },
      }),
    ])
    run('run', {}, path)
    const { calls } = run('validate', {}, path)
    const pairs =
      '"redundant_msps=1/a-vios1/1/10.0.0.1/b-vios1/1/10.0.1.1,1/a-vios2/2/10.0.0.2/b-vios2/2/10.0.1.2"'
    const ports = '"vnic_mappings=7/ded/b-vios1/1/1/0/2.25/3/1,7/ded/b-vios2/2/2/0/2.25/3/2"'
    expect(calls[0]?.slice(-4)).toEqual(['--redundantmsps', '2', '-i', `${pairs},${ports},dest_lpar_id=11`])
    expect(calls[1]?.at(-1)).toBe('source_msp_name=a-vios1,dest_msp_name=b-vios1,dest_lpar_id=11')
    expect(calls[1]).not.toContain('--redundantmsps')
    if (!shellcheck) return
    expect(spawnSync('shellcheck', ['-s', 'sh', path], { encoding: 'utf8' }).stdout).toBe('')
  })

  it('moves nothing when one validation is refused, and says which', () => {
    const { status, calls, output } = run('run', { FAIL: 'v app with space' })
    expect(status).toBe(1)
    expect(operations(calls).filter((one) => one.startsWith('m '))).toEqual([])
    expect(output).toContain('REFUSED    app with space: HSCL0000 refused')
  })

  it('stops before the next group when a move fails, goes on where it stopped, and recovers the failed one', () => {
    const path = script()
    const first = run('run', { FAIL: 'm db1' }, path)
    expect(first.status).toBe(1)
    expect(operations(first.calls)).not.toContain('m app with space')
    rmSync(join(folder, 'calls'))
    const recovered = run('recover', {}, path)
    expect(operations(recovered.calls)).toEqual(['r db1'])
    rmSync(join(folder, 'calls'))
    const second = run('run', {}, path)
    expect(second.status).toBe(0)
    expect(operations(second.calls)).toEqual(['v db1', 'v app with space', 'm db1', 'm app with space'])
  })

  it('rolls back only what it moved, last first', () => {
    const path = script()
    run('run', { FAIL: 'm app with space' }, path)
    rmSync(join(folder, 'calls'))
    const { status, calls } = run('rollback', {}, path)
    expect(status).toBe(0)
    expect(operations(calls)).toEqual([`m ${awkward}`, 'm db1'])
    expect(calls.every((words) => words[words.indexOf('-m') + 1] === 'srv-b')).toBe(true)
    expect(calls[1]?.slice(-2)).toEqual([
      '-i',
      'source_msp_name=b-vios1,dest_msp_name=a-vios1,dest_lpar_id=11',
    ])
  })

  it('gives a partition that got another id on the target its own one back', () => {
    const path = script([aMove({ id: 'm001', partitionName: 'db1', lparId: 11, targetLparId: 27 })])
    run('run', {}, path)
    const { calls } = run('rollback', {}, path)
    expect(calls.map((words) => /dest_lpar_id=\d+/.exec(words.join(' '))?.[0])).toEqual([
      'dest_lpar_id=27',
      'dest_lpar_id=27',
      'dest_lpar_id=11',
    ])
  })

  it('brings a partition back to the pool it lost on the target', () => {
    const move = aMove({ id: 'm001', partitionName: 'db1', targetPoolName: null })
    const home = aPartition({ id: move.partitionId, poolId: 3, poolName: 'oracle' })
    const path = script([move], { ...emptyFleet, partitions: [home] })
    run('run', {}, path)
    const { calls } = run('rollback', {}, path)
    expect(calls.map((words) => words.at(-1)?.includes('shared_proc_pool_name=oracle'))).toEqual([
      false,
      false,
      true,
    ])
  })

  describe('over two HMCs', () => {
    const move = aMove({ id: 'm001', partitionName: awkward })
    const fleetOf = (source: readonly string[], target: readonly string[]): Fleet => ({
      ...emptyFleet,
      servers: [
        { ...blankServer(move.sourceServerId, 'srv-a'), hmcs: source },
        { ...blankServer(move.targetServerId, 'srv-b'), hmcs: target },
      ],
    })
    const option = (words: readonly string[], name: string) => words[words.indexOf(name) + 1]

    it('names the HMC of the target and the account there, and the other way round to come back', () => {
      const path = script([move], fleetOf(['hmc-a'], ['hmc-b']))
      const run1 = run('run', { HMC: '', HMC_USER: 'mover' }, path)
      expect(run1.status).toBe(0)
      for (const words of run1.calls) {
        expect([option(words, '--ip'), option(words, '-u'), option(words, '-p')]).toEqual([
          'hmc-b',
          'mover',
          awkward,
        ])
      }
      const { calls } = run('rollback', { HMC: '', HMC_USER: 'mover' }, path)
      expect([option(calls.at(-1) ?? [], '--ip'), option(calls.at(-1) ?? [], '-m')]).toEqual([
        'hmc-a',
        'srv-b',
      ])
      expect(readFileSync(join(folder, 'hosts'), 'utf8').trim().split('\n')).toEqual([
        'mover@hmc-a',
        'mover@hmc-a',
        'mover@hmc-b',
      ])
    })

    it('refuses one address for both', () => {
      const { status, calls, output } = run('run', {}, script([move], fleetOf(['hmc-a'], ['hmc-b'])))
      expect(status).toBe(2)
      expect(calls).toEqual([])
      expect(output).toContain('several HMCs (hmc-a, hmc-b)')
    })

    it('stays on an HMC that manages both servers', () => {
      const path = script([move], fleetOf(['hmc-a', 'hmc-c'], ['hmc-b', 'hmc-c']))
      const { calls } = run('run', { HMC: '' }, path)
      expect(calls.flat()).not.toContain('--ip')
      expect(readFileSync(join(folder, 'hosts'), 'utf8')).toBe('hscroot@hmc-c\nhscroot@hmc-c\n')
    })

    it.skipIf(!shellcheck)('is clean for shellcheck', () => {
      const path = script([move], fleetOf(['hmc-a'], ['hmc-b']))
      expect(spawnSync('shellcheck', ['-s', 'sh', path], { encoding: 'utf8' }).stdout).toBe('')
    })
  })

  it('goes on after a failure only when told to', () => {
    expect(operations(run('run', { FAIL: 'm db1', KEEP_GOING: '1' }).calls)).toContain('m app with space')
  })

  it('does nothing without a verb', () => {
    const { status, calls, output } = run('')
    expect(status).toBe(2)
    expect(calls).toEqual([])
    expect(output).toContain('Usage')
  })

  it('never starts more at once than a mover takes', () => {
    const nine = Array.from({ length: 9 }, (_, index) =>
      aMove({ id: `m${index}`, partitionName: `p${index}` }),
    )
    const text = readFileSync(script(nine), 'utf8')
    const groups = text.split('  begin_group ').slice(1)
    expect(groups.map((group) => group.split('  start_move ').length - 1)).toEqual([4, 4, 1])
  })

  it.skipIf(!shellcheck)('is clean for shellcheck (skipped where shellcheck is not installed)', () => {
    const done = spawnSync('shellcheck', ['-s', 'sh', script()], { encoding: 'utf8' })
    expect(done.stdout).toBe('')
    expect(done.status).toBe(0)
  })
})
