import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import type { StagedPlan } from '../../../shared/plan/staged-plan.ts'
import { enterCommandHome, runCommand, type CommandHome } from '../../support/command-line.ts'

let home: CommandHome
beforeAll(async () => {
  home = enterCommandHome()
  expect((await runCommand('import', sampleFolder(), '-w', at('s.lpm'))).status).toBe(0)
}, 120_000)
afterAll(() => home.leave())
const at = (name: string): string => home.at(name)
const read = (name: string): StagedPlan => JSON.parse(readFileSync(at(name), 'utf8')) as StagedPlan
const zone = ['--zone', 'Europe/Berlin', '--samples', '20'] as const

describe('plans in stages of the sample data centre', () => {
  it('empties a server and brings everybody home; verified and exported stage by stage', async () => {
    const words = ['plan', 'evacuate', '-w', at('s.lpm'), '--server', 'nor-s924-1', '--return', ...zone]
    const times = ['--service-minutes', '90', '--start', '2026-03-14T22:00', '--end', '2026-03-15T02:00']
    const made = await runCommand(...words, ...times, '-o', at('back.json'))
    expect(made).toMatchObject({ status: 0 })
    expect(made.printed).toContain('3 stages, valid')
    expect(made.printed).toContain('Do not restart')
    const plan = read('back.json')
    expect(plan.stages.map(({ kind }) => kind)).toEqual(['moves', 'service', 'moves'])

    const verified = await runCommand('verify', at('back.json'), '-w', at('s.lpm'))
    expect(verified).toMatchObject({ status: 0 })
    expect(verified.printed).toContain('none broken')

    const exported = (format: string, output: string) =>
      runCommand(
        'export',
        at('back.json'),
        '-w',
        at('s.lpm'),
        '--format',
        format,
        '-o',
        at(output),
        '--samples',
        '10',
      )
    expect((await exported('migrlpar', 'scripts')).status).toBe(0)
    expect((await exported('csv', 'tables')).status).toBe(0)
    expect((await exported('json', 'again.json')).status).toBe(0)
    expect(read('again.json')).toEqual(plan)
    const scripts = readdirSync(at('scripts')).toSorted()
    expect(scripts.map((name) => /-s\d\d-/.exec(name)?.[0])).toEqual(['-s01-', '-s03-'])
    expect(readdirSync(at('tables'))).toHaveLength(2)
    const home = readFileSync(at(join('scripts', scripts[1]!)), 'utf8')
    expect(home).toMatch(/migrlpar -o m .*-t nor-s924-1 -p oralog-p2 .*dest_lpar_id=4/)
  })

  it('refuses a staged plan that somebody broke, and writes no script of it', async () => {
    const plan = read('back.json')
    const broken = { ...plan, stages: plan.stages.filter(({ kind }) => kind !== 'service') }
    writeFileSync(at('broken.json'), JSON.stringify(broken))
    const verified = await runCommand('verify', at('broken.json'), '-w', at('s.lpm'))
    expect(verified.status).toBe(1)
    expect(verified.printed).toContain('R-STAGE-ONCE')
    const words = ['export', at('broken.json'), '-w', at('s.lpm'), '--format', 'migrlpar', '-o', at('none')]
    expect((await runCommand(...words)).said).toContain('No scripts are written')
    expect(existsSync(at('none'))).toBe(false)
    writeFileSync(at('odd.json'), JSON.stringify({ ...plan, seed: 'x' }))
    expect((await runCommand('verify', at('odd.json'), '-w', at('s.lpm'))).said).toContain('seed')
  })

  it('rolls through the fleet in three windows of four hours, and names who cannot be serviced', async () => {
    const windows = ['14T22:00/2026-03-15T02:00', '15T22:00/2026-03-16T02:00', '16T22:00/2026-03-17T02:00']
    const words = [
      'plan',
      'maintenance',
      '-w',
      at('s.lpm'),
      '--window',
      ...windows.map((one) => `2026-03-${one}`),
    ]
    const made = await runCommand(
      ...words,
      '--service-minutes',
      '60',
      '--return',
      ...zone,
      '-o',
      at('rolling.json'),
    )
    expect(made.status).toBe(1)
    expect(made.printed).toContain('3 of 10 servers are serviced, in 1 of 3 windows.')
    expect(made.printed).toMatch(/SRC-VSCSI-LUN +sftp-gw1 cannot leave/)
    const { unserviced } = read('rolling.json')
    expect(unserviced).toHaveLength(7)
    expect((await runCommand('verify', at('rolling.json'), '-w', at('s.lpm'))).status).toBe(0)
  })

  it.each([
    [['plan', 'maintenance', '--window', '2026-03-14T22:00'], 'is no start and end'],
    [['plan', 'maintenance', '--window', '2026-03-14T22:00/2026-03-14T21:00'], 'ends before it starts'],
    [
      ['plan', 'maintenance', '--window', '2026-03-14T22:00/2026-03-15T02:00', '--dlpar'],
      '--dlpar goes with --return',
    ],
    [['plan', 'evacuate', '--server', 'nor-s924-1', '--service-minutes', '5'], 'goes with --return'],
  ])('refuses %j', async (words, sentence) => {
    const refused = await runCommand(...words, '-w', at('s.lpm'))
    expect(refused.status).toBe(2)
    expect(refused.said).toContain(sentence)
  })
})
