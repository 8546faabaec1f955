import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandSession } from '../../../electron/cli/command-session.ts'
import { applicationVersion, sampleFolder } from '../../../electron/hosting/places.ts'
import type { CalibrationReport } from '../../../shared/calibration/calibrate.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { MoveJudgement } from '../../../shared/mobility/verdict.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import type { PlanForecast } from '../../../shared/plan/plan-forecast.ts'
import type { RefereeReport } from '../../../shared/plan/referee-report.ts'
import { enterCommandHome, runCommand, type CommandHome } from '../../support/command-line.ts'
import { sharedData } from '../../support/shared-data.ts'

let home: CommandHome
beforeAll(() => {
  home = enterCommandHome()
})
afterAll(() => home.leave())
const at = (name: string): string => home.at(name)

describe('usage', () => {
  it('prints its version and its help', async () => {
    expect(await runCommand('--version')).toMatchObject({ status: 0, printed: applicationVersion() })
    const help = await runCommand('--help')
    expect(help.status).toBe(0)
    for (const command of [
      'import',
      'inventory',
      'check',
      'forecast',
      'calibrate',
      'plan',
      'verify',
      'export',
    ]) {
      expect(help.printed).toContain(command)
    }
  })

  it.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['import', '-w', 'x.lpm'], "missing required argument 'path'"],
    [['inventory'], "required option '-w, --workspace <file>' not specified"],
    [['export', 'x', '-w', 'y', '--format', 'pdf', '-o', 'z'], "'pdf' is invalid"],
    [['forecast'], 'forecast needs either --scenario FILE'],
  ])('refuses %j with status 2 and a sentence', async (words, sentence) => {
    const outcome = await runCommand(...words)
    expect(outcome.status).toBe(2)
    expect(outcome.said).toContain(sentence)
    expect(outcome.printed).toBe('')
  })
})

describe('bad input', () => {
  it('leaves nothing of a workspace whose import failed, not even the folders made for it', async () => {
    const outcome = await runCommand('import', at('missing.txt'), '-w', at('new/deep/x.lpm'))
    expect(outcome.status).toBe(2)
    expect(existsSync(at('new'))).toBe(false)
    const there = at('there')
    mkdirSync(there)
    await runCommand('import', at('missing.txt'), '-w', join(there, 'more', 'x.lpm'))
    expect(readdirSync(there)).toEqual([])
  })

  it('names a workspace that is not there', async () => {
    const { status, said } = await runCommand('inventory', '-w', at('none.lpm'))
    expect(status).toBe(2)
    expect(said).toContain('none.lpm')
  })

  it('names a path that is not there, and leaves no workspace of that failure behind', async () => {
    const { status, said } = await runCommand('import', at('gone'), '-w', at('gone.lpm'))
    expect(status).toBe(2)
    expect(said).toContain('gone')
    expect(readdirSync(home.folder).filter((name) => name.startsWith('gone'))).toEqual([])
    expect(readFileSync(at('recent.json'), 'utf8')).not.toContain('gone.lpm')
  })

  it('refuses files of known kinds in which nothing can be read, naming file and line', async () => {
    writeFileSync(at('cut.xml'), '<feed xmlns="http://www.w3.org/2005/Atom">\n<entry><id>1</id>\n<content')
    for (const flags of [[], ['--dry-run']]) {
      const { status, said, printed } = await runCommand(
        'import',
        at('cut.xml'),
        '-w',
        at('cut.lpm'),
        ...flags,
      )
      expect(status).toBe(2)
      expect(said).toContain('Nothing could be read from "cut.xml".')
      expect(printed).toContain('cut.xml:3')
      expect(printed).not.toContain('Committed')
      expect(existsSync(at('cut.lpm'))).toBe(false)
    }
  })

  it('keeps a workspace that was there when an import into it fails', async () => {
    await runCommand('import', sampleFolder(), '-w', at('kept'))
    const before = readFileSync(at('kept.lpm'))
    expect((await runCommand('import', at('cut.xml'), '-w', at('kept'))).status).toBe(2)
    expect((await runCommand('inventory', '-w', at('kept'))).printed).toContain('10 servers')
    expect(readFileSync(at('kept.lpm')).equals(before)).toBe(true)
    expect(readdirSync(home.folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.lpm'])
  })

  it('refuses a file that is no workspace', async () => {
    writeFileSync(at('notes.lpm'), 'these are notes, not a workspace, and they stay as they are')
    const { status, said } = await runCommand('inventory', '-w', at('notes.lpm'))
    expect(status).toBe(2)
    expect(said).toContain('notes.lpm')
    expect(readFileSync(at('notes.lpm'), 'utf8')).toContain('these are notes')
  })

  it('refuses a plan that is no plan and a file that is no JSON', async () => {
    await runCommand('import', sampleFolder(), '-w', at('bad.lpm'))
    writeFileSync(at('broken.json'), '{"format": "lpm-plan", "version": 1')
    writeFileSync(at('other.json'), '{"format": "something else"}')
    for (const name of ['broken.json', 'other.json']) {
      const { status, said } = await runCommand('verify', at(name), '-w', at('bad.lpm'))
      expect(status).toBe(2)
      expect(said).toContain('no plan document')
    }
    expect((await runCommand('verify', at('missing.json'), '-w', at('bad.lpm'))).said).toContain(
      'missing.json does not exist',
    )
  })
})

describe('forecast --scenario', () => {
  const scenario = {
    resources: { link: 1_100_000_000 },
    defaults: { bitmap: 0, state_bytes: 0 },
    parts: [{ name: 'p', mem: 68_719_476_736, path: { link: 1 } }],
  }

  it('answers the documented fields', async () => {
    writeFileSync(at('scenario.json'), JSON.stringify(scenario))
    const { status, printed } = await runCommand('forecast', '--scenario', at('scenario.json'), '--json')
    expect(status).toBe(0)
    const answer = JSON.parse(printed) as { makespan: number; parts: Record<string, Record<string, unknown>> }
    expect(answer.makespan).toBeCloseTo(62.472252, 5)
    expect(Object.keys(answer)).toEqual(['makespan', 'events', 'elapsed_ms', 'peak_load', 'parts'])
    expect(Object.keys(answer.parts['p'] ?? {})).toEqual([
      'queued',
      't0',
      't1',
      'total',
      'passes',
      'down',
      'post',
      'wire',
      'raw',
      'rem',
      'stop',
    ])
  })

  it('names the path of what is wrong', async () => {
    writeFileSync(
      at('bad.json'),
      JSON.stringify({ ...scenario, parts: [{ name: 'p', mem: -1, path: { lnk: 1 } }] }),
    )
    const { status, said } = await runCommand('forecast', '--scenario', at('bad.json'))
    expect(status).toBe(2)
    expect(said).toContain('parts[0].mem')
    expect(said).toContain('parts[0].path.lnk')
  })

  it("runs the simulator's text form, told by what is in it, and refuses it by line", async () => {
    const lines = ['host A 1e9 64', 'host B 1e9 64', 'link L 125e6 0', 'route A B L']
    writeFileSync(at('peer.json'), [...lines, 'vm v0 A B 8192 119 10 0 1'].join('\r\n'))
    const { status, printed } = await runCommand('forecast', '--scenario', at('peer.json'), '--json')
    expect(status).toBe(0)
    const answer = JSON.parse(printed) as { parts: Record<string, { total: number; down: number }> }
    expect(answer.parts['v0']?.total).toBeCloseTo(76.488497, 5)
    expect(answer.parts['v0']?.down).toBeCloseTo(0.006884, 5)
    writeFileSync(at('bad.txt'), [...lines, 'vm v0 A C 8192 119 10 0 1'].join('\n'))
    const refused = await runCommand('forecast', '--scenario', at('bad.txt'))
    expect(refused.status).toBe(2)
    expect(refused.said).toContain('line 5')
  })

  it('says when a part never ends, with status 1', async () => {
    writeFileSync(at('stalled.json'), JSON.stringify({ ...scenario, resources: { link: 0 } }))
    const { status, printed } = await runCommand('forecast', '--scenario', at('stalled.json'))
    expect(status).toBe(1)
    expect(printed).toContain('Does not end')
  })
})

describe('the main job on the sample data centre', () => {
  const workspace = (): string => at('sample.lpm')

  it('imports, and a dry run writes nothing', async () => {
    const dry = await runCommand('import', sampleFolder(), '-w', workspace(), '--dry-run')
    expect(dry.status).toBe(0)
    expect(dry.printed).toContain(
      'Nothing was written. The workspace would hold 10 servers, 20 VIOS, 200 partitions.',
    )
    expect(existsSync(workspace())).toBe(false)
    const real = await runCommand('import', sampleFolder(), '-w', workspace())
    expect(real.status).toBe(0)
    expect(real.printed).toContain('Committed. The workspace holds 10 servers, 20 VIOS, 200 partitions.')
    expect((await runCommand('inventory', '-w', workspace())).printed).toContain(
      '10 servers, 20 VIOS, 200 partitions.',
    )
  })

  it('checks one partition with remedies: status 1, because no server can take it', async () => {
    const outcome = await runCommand('check', '-w', workspace(), '--partition', 'bkp-tsm1')
    expect(outcome.status).toBe(1)
    expect(outcome.printed).toContain('SRC-PHYSIO')
    expect(outcome.printed).toContain('Remedy:')
    const json = JSON.parse(
      (await runCommand('check', '-w', workspace(), '--to', 'nor-s1024-1', '--json')).printed,
    ) as MoveJudgement[]
    expect(json.length).toBe(180)
  })

  it('summarises the fleet: counts, work list with remedies, a line per partition', async () => {
    const { status, printed } = await runCommand('check', '-w', workspace())
    expect(status).toBe(1)
    expect(printed).toMatch(/^200 partitions against 10 servers, \d+ rules, catalogue of \d{4}-\d{2}-\d{2}$/m)
    expect(printed).toMatch(/^Partitions: \d+ of 200 have at least one server they can move to$/m)
    expect(printed).toMatch(/cannot: [\d,]+ pairs, \d+ partitions, \d+ servers/)
    expect(printed).toContain('Remedy: ')
    for (const name of ['bkp-tsm1', 'payhub-p2']) expect(printed).toMatch(new RegExp(`^${name} `, 'm'))
  })

  it('prints the commands for everything a rule touches, and nothing else', async () => {
    const words = ['check', '-w', workspace(), '--commands']
    const { printed } = await runCommand(...words, 'src-rmc')
    expect(printed.trimEnd().split('\n')).toEqual([
      '# SRC-RMC: RMC is active between HMC and partition (AIX, Linux)',
      '# Read each command before you run it; words in capitals are yours to fill in.',
      '# was-prd4 on nor-e980-1',
      'lssyscfg -r lpar -m nor-e980-1 --filter lpar_ids=27 -F name,rmc_state',
      '# was-dr2 on sou-e880-1',
      'lssyscfg -r lpar -m sou-e880-1 --filter lpar_ids=15 -F name,rmc_state',
    ])
    expect((await runCommand('check', '-w', workspace())).printed).toContain(
      'Commands to type: check --commands SRC-RMC',
    )
    expect(await runCommand(...words, 'MEM-LMB')).toMatchObject({
      printed: '',
      said: expect.stringContaining('What helps against MEM-LMB is no command') as string,
    })
    expect(await runCommand(...words, 'SRC-WLG')).toMatchObject({
      printed: '',
      said: expect.stringContaining('SRC-WLG stands in the way of no pair') as string,
    })
    expect(await runCommand(...words, 'NO-RULE')).toMatchObject({ status: 2 })
  })

  it('takes a file of answers beside what was imported, and refuses a damaged one with its line', async () => {
    const own = at('answers.lpm')
    await runCommand('import', join(sampleFolder(), 'hmc-north'), '-w', own)
    expect((await runCommand('check', '-w', own)).printed).toMatch(/^Pairs: +0 can move/m)
    const imported = await runCommand('import', join(sampleFolder(), 'sample.answers.json'), '-w', own)
    expect(imported.printed).toMatch(/^Answers of people +\d+ +0 +0 +0$/m)
    expect((await runCommand('check', '-w', own)).printed).toMatch(/^Pairs: +[1-9]\d* can move/m)
    writeFileSync(at('bad.answers.json'), '{"format": "lpm-planner-answers",\n"version": 1,\n"answers": [}')
    const refused = await runCommand('import', at('bad.answers.json'), '-w', own)
    expect(refused.status).toBe(2)
    expect(refused.printed + refused.said).toContain('"bad.answers.json" is not whole JSON')
  })

  it('asks what would be if a rule were dealt with, and refuses a rule that does not exist', async () => {
    const words = ['check', '-w', workspace(), '--partition', 'bkp-tsm1']
    const { status, printed } = await runCommand(...words, '--what-if-fixed', 'SRC-PHYSIO')
    expect(status).toBe(0)
    expect(printed).toContain('What if SRC-PHYSIO was dealt with. Nothing is changed.')
    expect(printed).toContain('fixed        SRC-PHYSIO')
    expect(await runCommand(...words, '--what-if-fixed', 'NO-RULE')).toMatchObject({ status: 2 })
  })

  it('shows one pair with every check, and who could come to a server', async () => {
    const pair = await runCommand(
      'check',
      '-w',
      workspace(),
      '--partition',
      'bkp-tsm1',
      '--to',
      'nor-s1024-1',
    )
    expect(pair.printed).toMatch(/^bkp-tsm1 from nor-e980-1 to nor-s1024-1: cannot, active move$/m)
    expect(pair.printed).toMatch(/^MEM-AVAIL +pass/m)
    const asked = ['--partition', 'bkp-tsm1', '--to', 'nor-s1024-1', '--what-if-fixed', 'SRC-PHYSIO']
    const supposed = await runCommand('check', '-w', workspace(), ...asked)
    expect(supposed.status).toBe(0)
    expect(supposed.printed).toMatch(/^bkp-tsm1 from nor-e980-1 to nor-s1024-1: with warning, active move$/m)
    expect(supposed.printed).toMatch(/^SRC-PHYSIO +fixed/m)
    const told: unknown = JSON.parse(
      (await runCommand('check', '-w', workspace(), ...asked, '--json')).printed,
    )
    expect(told).toMatchObject([{ verdict: 'warn', dealtWith: ['SRC-PHYSIO'] }])
    const coming = await runCommand('check', '-w', workspace(), '--to', 'nor-s1024-1')
    expect(coming.printed).toContain('180 partitions could be asked to move to nor-s1024-1')
  })

  it('exports readiness as a table or a workbook, and says which endings it knows', async () => {
    const words = ['check', '-w', workspace(), '--export']
    await runCommand(...words, at('ready.csv'))
    expect(readFileSync(at('ready.csv'), 'utf8').split('\r\n').length).toBeGreaterThan(1_800)
    await runCommand(...words, at('ready.xlsx'))
    expect(readFileSync(at('ready.xlsx')).subarray(0, 4)).toEqual(Buffer.from([0x50, 0x4b, 3, 4]))
    expect(await runCommand(...words, at('ready.pdf'))).toMatchObject({ status: 2 })
  })

  it('refuses to judge an empty workspace', async () => {
    const empty = at('empty.lpm')
    const session = new CommandSession({
      print: () => undefined,
      say: () => undefined,
      progress: () => undefined,
      width: 100,
    })
    await session.call('workspace.create', { path: empty })
    await session.close()
    const { status, said } = await runCommand('check', '-w', empty)
    expect(status).toBe(2)
    expect(said).toContain('There is nothing to judge: this workspace holds no servers and no partitions.')
  })

  it('forecasts moves typed by hand with ranges first, or says why they cannot be made', async () => {
    const forecast = (...words: string[]) => runCommand('forecast', '-w', workspace(), ...words)
    const typed = await forecast('--moves', 'sapprd-hdb2>nor-e1080-1', '--samples', '60')
    expect(typed.status).toBe(0)
    expect(typed.printed).toMatch(/^\d+ – \d+ min, likely \d+ min \(60 draws/)
    expect(typed.printed).toContain('The end depends most on:')
    expect(typed.printed).toMatch(/\d+ of \d+ inputs are guesses\. Measure next: /)
    writeFileSync(at('moves.csv'), 'partition;server\nsapprd-hdb2;nor-e1080-1\n')
    const file = await forecast('--moves', at('moves.csv'), '--samples', '60')
    expect(file.printed.split('\n')[0]).toBe(typed.printed.split('\n')[0])
    const swap = await forecast(
      '--moves',
      'was-scm1>nor-s1024-2,web-portal2>nor-s924-1,web-portal3>nor-s924-1,sapprd-ascs1>nor-s924-1',
      '--samples',
      '20',
    )
    expect(swap.printed).toContain('2 moves wait for room that others give back:')
    expect(swap.printed).toMatch(/m00\d \(web-portal3\) starts after m001 \(was-scm1\)\./)
    const refusals: [string, number, string][] = [
      ['nobody>nor-s1024-1', 2, 'No partition “nobody”'],
      ['sapprd-hdb2>nowhere', 2, 'No server “nowhere”'],
      ['was-prd4>nor-s824-1', 1, 'was-prd4 cannot move to nor-s824-1. SRC-RMC'],
      ['sapprd-hdb2>nor-e980-1', 1, 'sapprd-hdb2 already is on nor-e980-1.'],
      ['sapprd-hdb2>', 2, 'needs a partition and a server'],
    ]
    for (const [moves, status, words] of refusals) {
      const refused = await forecast('--moves', moves)
      expect(refused.status).toBe(status)
      expect(refused.said).toContain(words)
    }
    expect((await forecast('--moves', 'a>b', '--samples', 'many')).status).toBe(2)
  })

  it('names the partitions there are when one is misspelt', async () => {
    const { status, said } = await runCommand('check', '-w', workspace(), '--partition', 'bkp-tsm')
    expect(status).toBe(2)
    expect(said).toContain('bkp-tsm1')
  })

  it('calibrates by the logs of past moves, and accepts what they say only when told to', async () => {
    const shown = await runCommand('calibrate', '-w', workspace())
    expect(shown.status).toBe(0)
    expect(shown.printed).toContain('Proposed (accept with --accept):')
    expect(shown.printed).toContain('No partition of the inventory is called “was-prd9”.')
    const accepted = await runCommand('calibrate', '-w', workspace(), '--json', '--accept')
    const report = JSON.parse(accepted.printed) as CalibrationReport & { accepted: boolean }
    expect(report.accepted).toBe(true)
    expect(report.compared).toHaveLength(70)
    const rho = report.proposals.find((one) => one.key === 'rho.from920')
    const again = JSON.parse(
      (await runCommand('calibrate', '-w', workspace(), '--json')).printed,
    ) as CalibrationReport
    expect(again.proposals.some((one) => one.key === 'rho.from920')).toBe(false)
    expect(rho?.before.mark).toBe('assumed')
    const empty = await runCommand('calibrate', '-w', at('nowhere.lpm'))
    expect(empty.status).toBe(2)
  })

  it('plans, verifies, forecasts and exports; a broken plan is refused', async () => {
    const words = ['plan', 'evacuate', '-w', workspace(), '--server', 'nor-e980-1', '--zone', 'Europe/Berlin']
    const times = ['--start', '2026-03-14T22:00', '--end', '2026-03-15T02:00', '--samples', '50']
    const planned = await runCommand(...words, ...times, '-o', at('plan.json'))
    expect(planned.status).toBe(1)
    expect(planned.printed).toContain('6 partitions cannot move and stay:')
    expect(planned.printed).toMatch(
      /1\. With oracrm-p2 \(128 GiB\) and was-prd4 \(40 GiB\) shut down for an inactive move 42 of 46/,
    )
    expect(planned.printed).toMatch(/4 partitions stay whatever .*bkp-tsm1 \(SRC-PHYSIO\)/s)
    expect(planned.printed).toContain('none broken')
    const plan = JSON.parse(readFileSync(at('plan.json'), 'utf8')) as PlanDocument
    expect(plan.moves.length + plan.unplaced.length).toBe(46)

    expect(await runCommand('verify', at('plan.json'), '-w', workspace())).toMatchObject({ status: 0 })
    const forecast = await runCommand(
      'forecast',
      '-w',
      workspace(),
      '--plan',
      at('plan.json'),
      '--samples',
      '50',
      '--json',
    )
    expect(forecast.status).toBe(0)
    expect((JSON.parse(forecast.printed) as PlanForecast).moves).toHaveLength(plan.moves.length)

    for (const format of ['migrlpar', 'csv', 'json']) {
      const outcome = await runCommand(
        'export',
        at('plan.json'),
        '-w',
        workspace(),
        '--format',
        format,
        '-o',
        at(`plan.${format}`),
      )
      expect(outcome.status, outcome.said).toBe(0)
    }
    expect(readFileSync(at('plan.migrlpar'), 'utf8').match(/migrlpar -o v /g)).toHaveLength(plan.moves.length)
    expect(JSON.parse(readFileSync(at('plan.json'), 'utf8'))).toEqual(plan)

    const [first, ...rest] = plan.moves
    const broken = { ...plan, moves: [{ ...first, targetServerId: first?.sourceServerId }, ...rest] }
    writeFileSync(at('broken-plan.json'), JSON.stringify(broken))
    const refused = await runCommand('verify', at('broken-plan.json'), '-w', workspace(), '--json')
    expect(refused.status).toBe(1)
    expect((JSON.parse(refused.printed) as RefereeReport).valid).toBe(false)
    const script = await runCommand(
      'export',
      at('broken-plan.json'),
      '-w',
      workspace(),
      '--format',
      'migrlpar',
      '-o',
      at('no.sh'),
    )
    expect(script.status).toBe(1)
    expect(() => readFileSync(at('no.sh'))).toThrow()
  })

  it('keeps rules from a file, judges a plan by more of them, and refuses a file of nonsense', async () => {
    const rulesFile = (name: string, ...rules: readonly object[]): string => {
      writeFileSync(at(name), JSON.stringify({ format: 'lpm-planner-rules', version: 1, rules }))
      return at(name)
    }
    const rules = rulesFile(
      'my.rules.json',
      { kind: 'apart', id: 'portals', partitions: ['web-portal*'] },
      { kind: 'one-at-a-time', partitions: ['kafka-*'] },
      { kind: 'pin', id: 'bi', partitions: ['rpt-cognos1'] },
      { kind: 'only-on', strength: 'soft', weight: 3, partitions: ['ntp01'], servers: ['sou-*'] },
    )
    const words = ['plan', 'evacuate', '-w', workspace(), '--server', 'nor-e980-1', '--samples', '10']
    const planned = await runCommand(...words, '--rules', rules, '-o', at('ruled.json'))
    expect(planned.status).toBe(1)
    expect(planned.printed).toContain('none broken')
    expect(planned.printed).toMatch(/rpt-cognos1 +64 +RULE bi +Your rule “rpt-cognos1 stays where it is”/)
    expect(planned.printed).toContain('Rule kept: web-portal1, web-portal2, web-portal3 and web-portal4 stay')
    expect(planned.printed).toContain('Rule broken (soft, weight 3): ntp01 goes to')
    const plan = JSON.parse(readFileSync(at('ruled.json'), 'utf8')) as PlanDocument
    expect(plan.options.rules?.map(({ id }) => id)).toEqual(['portals', 'one-at-a-time-2', 'bi', 'only-on-4'])
    const chain = plan.moves.filter((move) => move.partitionName.startsWith('kafka-'))
    expect(chain.map((move) => move.after.length)).toEqual(chain.map((_, at) => Math.min(at, 1)))

    const verify = ['verify', at('ruled.json'), '-w', workspace()]
    expect((await runCommand(...verify)).status).toBe(0)
    const more = rulesFile('more.rules.json', { kind: 'budget', id: 'small', moves: 2 })
    const judged = await runCommand(...verify, '--rules', more)
    expect(judged.status).toBe(1)
    expect(judged.printed).toMatch(
      /R-RULE-BUDGET .*Rule small \(The plan moves at most 2 partitions\): it makes \d+ moves/,
    )

    const typed = ['forecast', '-w', workspace(), '--samples', '10', '--moves', 'rpt-cognos1>nor-e1080-1']
    const byHand = await runCommand(...typed, '--rules', rules)
    expect(byHand.status).toBe(1)
    expect(byHand.printed).toContain('Referee: REFUSED')
    expect(byHand.printed).toContain('Rule broken: rpt-cognos1 stays where it is')

    const wrong = rulesFile('wrong.rules.json', { kind: 'pin', partitions: ['rpt-cognos'] }, { kind: 'tidy' })
    const nonsense = rulesFile('gone.rules.json', { kind: 'pin', partitions: ['rpt-cognos'] })
    for (const [file, place] of [
      [wrong, 'rules[1].kind'],
      [nonsense, 'rules[0].partitions: the inventory has no partition “rpt-cognos”'],
    ] as const) {
      const refused = await runCommand(...words, '--rules', file)
      expect(refused.status).toBe(2)
      expect(refused.said).toContain(place)
      expect(refused.said).toContain('resources/schema/rules.schema.json')
    }
  })

  it('answers the same plan for the same seed', async () => {
    const words = [
      'plan',
      'evacuate',
      '-w',
      workspace(),
      '--server',
      'nor-s824-1',
      '--seed',
      '7',
      '--samples',
      '20',
      '--json',
    ]
    const times = ['--start', '2026-03-14T22:00', '--zone', 'UTC']
    const moves = async (): Promise<unknown> =>
      (JSON.parse((await runCommand(...words, ...times)).printed) as { plan: PlanDocument }).plan.moves
    expect(await moves()).toEqual(await moves())
  })
})

const captures = sharedData('captures/hmc-rest')
describe.skipIf(captures === null)('real HMC REST captures (skipped where ../shared/data is absent)', () => {
  it('reports the systems, partitions and VIOS of the files with their values', async () => {
    const outcome = await runCommand('import', captures ?? '', '-w', at('rest.lpm'), '--json')
    expect(outcome.status).toBe(0)
    const { fleet } = JSON.parse(outcome.printed) as { fleet: Fleet }
    expect([fleet.servers.length, fleet.vios.length, fleet.partitions.length]).toEqual([2, 1, 12])
    expect(
      fleet.servers.map((server) => [
        server.typeModel,
        server.generation,
        server.firmwareRelease,
        server.configurableMemoryMib,
        server.maxActiveMigrations,
        server.maxFirmwareActiveMigrations,
        server.maxInactiveMigrations,
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "8247-22L",
          "POWER8",
          860,
          1048576,
          0,
          16,
          16,
        ],
        [
          "9009-42A",
          "POWER9",
          930,
          2097152,
          8,
          16,
          16,
        ],
      ]
    `)
  })
})
