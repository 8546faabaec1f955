import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { bandsOf } from '../../../electron/cli/energy-bands.ts'
import { readPower } from '../../../electron/importers/power/power-file.ts'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import type { StagedPlan } from '../../../shared/plan/staged-plan.ts'
import { enterCommandHome, runCommand, type CommandHome } from '../../support/command-line.ts'
import { threeServers } from '../../support/staged-plans.ts'

const shown = (bands: ReturnType<typeof bandsOf>): readonly string[] =>
  bands.map(({ startMs, endMs }) =>
    [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(0, 16)).join('/'),
  )

describe('bands as typed', () => {
  it('are nights and weekends by the clock of the zone, one where they touch', () => {
    // From Thursday 26 March 2026; clocks in Berlin are set forward on Sunday.
    const options = { nights: '20:00-06:00', weekends: true, from: '2026-03-26', days: 5 } as const
    expect(shown(bandsOf(options, 'Europe/Berlin'))).toEqual([
      '2026-03-25T23:00/2026-03-26T05:00',
      '2026-03-26T19:00/2026-03-27T05:00',
      '2026-03-27T19:00/2026-03-30T04:00',
      '2026-03-30T18:00/2026-03-31T04:00',
    ])
  })

  it('of the last day are whole, and go with bands one by one', () => {
    expect(shown(bandsOf({ nights: '22:00-02:00', from: '2026-01-05', days: 1 }, 'UTC'))).toEqual([
      '2026-01-05T00:00/2026-01-05T02:00',
      '2026-01-05T22:00/2026-01-06T02:00',
    ])
    const both = {
      band: ['2026-01-07T10:00/2026-01-07T12:00'],
      weekends: true,
      from: '2026-01-10',
      days: 1,
    } as const
    expect(shown(bandsOf(both, 'Asia/Kolkata'))).toEqual([
      '2026-01-07T04:30/2026-01-07T06:30',
      '2026-01-09T18:30/2026-01-10T18:30',
    ])
  })

  it('begin with the next hour where no day is given', () => {
    const before = Date.now()
    const bands = bandsOf({ nights: '20:00-19:00', days: 2 }, 'UTC')
    expect(Math.min(...bands.map(({ startMs }) => startMs))).toBeGreaterThanOrEqual(before)
  })

  test.each([
    [{}, 'Say when servers may be off'],
    [{ nights: '20-06' }, 'is no time of the day from and to'],
    [{ nights: '20:00-20:00' }, 'is no time of the day from and to'],
    [{ nights: '25:00-06:00' }, 'is no time of the day from and to'],
    [{ weekends: true, from: '2026-02-30' }, 'is no day'],
    [{ weekends: true, from: 'tomorrow' }, 'is no day'],
    [{ weekends: true, days: 0 }, '--days has to be a whole number'],
    [{ weekends: true, days: Number.NaN }, '--days has to be a whole number'],
    [{ weekends: true, from: '2026-03-23', days: 1 }, 'No night or weekend is in these days'],
    [{ band: ['2026-01-07T10:00/2026-01-07T12:00'], days: 3 }, 'go with --nights or --weekends'],
    [{ band: ['2026-01-07T10:00'] }, '--band “2026-01-07T10:00” is no start and end'],
    [{ band: ['2026-01-07T10:00/2026-01-07T09:00'] }, '--band 2026-01-07T10:00/2026-01-07T09:00 ends before'],
  ] as const)('%j is refused', (options, sentence) => {
    expect(() => bandsOf(options, 'Europe/Berlin')).toThrow(sentence)
  })
})

describe('power figures as typed', () => {
  const fleet = threeServers()
  const title = 'server,idle_w,max_w,standby_w,shutdown_s,ipl_s'
  const read = (...lines: readonly string[]) => readPower([title, ...lines].join('\n'), 'p.csv', fleet)

  it('are read in any order of columns, with remarks, empty where not known', () => {
    expect(read('# measured in May', 'server0,800,1100.5,,600,1200')).toEqual([
      {
        serverId: fleet.servers[0]!.id,
        idleW: 800,
        maxW: 1100.5,
        standbyW: null,
        shutdownS: 600,
        iplS: 1200,
      },
    ])
    const turned = '\uFEFFIPL_S;shutdown_s;standby_w;max_w;idle_w;server\r\n1200;;0;;;SERVER1\r\n'
    expect(readPower(turned, 'p.csv', fleet)).toMatchObject([{ idleW: null, standbyW: 0, iplS: 1200 }])
  })

  test.each([
    ['server0,eight,1100,30,600,1200', 'Line 2 of p.csv: idle_w “eight” is no number'],
    ['server0,-5,1100,30,600,1200', 'Line 2 of p.csv: idle_w “-5” is no number'],
    ['server0,1e99,1100,30,600,1200', 'idle_w “1e99” is no number'],
    ['server0,800,1100,30,600.5,1200', 'shutdown_s “600.5” is no whole number'],
    ['server0,800,700,30,600,1200', 'max_w (700) is below idle_w (800)'],
    ['server0,800,1100,900,600,1200', 'standby_w (900) is above what the server draws while it runs (800)'],
    ['server0,800,1100,30,600,99999', 'ipl_s 99999 is beyond 86400'],
    ['nobody,800,1100,30,600,1200', 'Line 2 of p.csv: No server “nobody”'],
    [',800,1100,30,600,1200', 'Line 2 of p.csv names no server'],
    ['server0,800,1100,30,600,1200,7', 'Line 2 of p.csv has more cells than the title line'],
    [
      'server0,800,1100,30,600,1200\nserver0,1,2,0,1,1',
      'Line 3 of p.csv names server0 again; line 2 does already',
    ],
    ['"server0,800', 'p.csv is no CSV file'],
  ])('%j is refused with its line', (line, sentence) => {
    expect(() => read(line)).toThrow(sentence)
  })

  test.each([
    ['', 'p.csv is empty'],
    ['server,idle_w\nserver0,1', 'has no column “max_w”'],
    ['server,server,idle_w,max_w,standby_w,shutdown_s,ipl_s', 'has “server” twice'],
    [`${title},price`, 'has a column “price”, which is none of ours'],
    ['server0,800,1100,30,600,1200', 'has a column “server0”, which is none of ours'],
  ])('a title line %j is refused', (text, sentence) => {
    expect(() => readPower(text, 'p.csv', fleet)).toThrow(sentence)
  })
})

describe('plan energy for the sample data centre', () => {
  let home: CommandHome
  beforeAll(async () => {
    home = enterCommandHome()
    expect((await runCommand('import', sampleFolder(), '-w', home.at('s.lpm'))).status).toBe(0)
  }, 120_000)
  afterAll(() => home.leave())
  const sample = (name: string): string => join(sampleFolder(), '..', name)
  const words = (...more: readonly string[]) =>
    runCommand(
      'plan',
      'energy',
      '-w',
      home.at('s.lpm'),
      ...['--zone', 'Europe/Berlin', '--samples', '10', '--nights', '20:00-06:00', '--from', '2026-03-23'],
      ...['--days', '2', '--power', sample('sample.power.csv'), ...more],
    )

  it('asks N+1 of whole sites, and says that nobody can be off then', async () => {
    const made = await words()
    expect(made.status).toBe(1)
    expect(made.printed).toContain('0 stages, valid')
    expect(made.printed).toContain('nor-s1024-2 stays on')
    expect(made.printed).toContain('No server can be off in any of the 3 bands')
    expect(made.printed).toContain('N+1 is asked of all servers of each site')
  })

  it('switches servers off where smaller groups stand in for each other; the plan holds', async () => {
    const made = await words('--rules', sample('nights.rules.json'), '-o', home.at('nights.json'))
    expect(made).toMatchObject({ status: 0 })
    expect(made.printed).toContain('9 stages, valid')
    expect(made.printed).toContain('Switch off nor-s824-1 and nor-s924-1')
    expect(made.printed).toMatch(/copying memory +0\.0 +\d\.\d +-\d\.\d/)
    const plan = JSON.parse(readFileSync(home.at('nights.json'), 'utf8')) as StagedPlan
    expect(plan.energy?.netKwh).toBeGreaterThan(20)
    expect((await runCommand('verify', home.at('nights.json'), '-w', home.at('s.lpm'))).status).toBe(0)
    const again = await words('--rules', sample('nights.rules.json'), '--json')
    const { plan: same } = JSON.parse(again.printed) as { plan: StagedPlan }
    expect(same).toEqual({ ...plan, createdAtMs: same.createdAtMs, stages: same.stages })
  }, 120_000)

  it('refuses a power file with a fault, and names the line', async () => {
    writeFileSync(home.at('odd.csv'), 'server,idle_w,max_w,standby_w,shutdown_s,ipl_s\nnor-s824-1,x,,,,\n')
    const refused = await words('--power', home.at('odd.csv'))
    expect(refused.status).toBe(2)
    expect(refused.said).toContain('Line 2 of')
  })
})
