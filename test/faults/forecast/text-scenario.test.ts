import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTextScenario } from '../../../shared/forecast/parse-text-scenario.ts'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'

const good = ['host A 1e9 4', 'host B 1e9 4', 'link L 125e6 0', 'route A B L', 'vm v A B 8 1 10 0 1']

/** The line that is added at the end, where the problem is reported, and the sentence. */
const refused: [line: string, path: string, message: string][] = [
  ['vn w', 'line 6', 'Line 6 begins with "vn", which is none of host, link, route, limit, vm.'],
  ['host A 1e9 4', 'line 6', 'Line 6 repeats host "A".'],
  ['host C', 'line 6', 'Line 6 must be: host NAME speed [cores].'],
  ['host C fast 4', 'line 6', 'Line 6 speed must be a number, but is "fast".'],
  ['link L 1 0', 'line 6', 'Line 6 repeats link "L".'],
  ['link M NaN 0', 'line 6', 'Line 6 bytes/s must be a number, but is "NaN".'],
  ['link M -5 0', 'line 6', 'Line 6 bytes/s must not be negative, but is -5.'],
  ['link M 1e400 0', 'line 6', 'Line 6 bytes/s must be finite.'],
  ['link M 1 0x10', 'line 6', 'Line 6 latency must be a number, but is "0x10".'],
  ['route A B', 'line 6', 'Line 6 must be: route A B link....'],
  ['route A A L', 'line 6', 'Line 6 leads from "A" to itself.'],
  ['route A B L L', 'line 6', 'Line 6 gives A and B another route than line 4.'],
  ['route A C L', 'line 6', 'Line 6 names host "C", which no line describes.'],
  ['limit C 1', 'line 6', 'Line 6 names host "C", which no line describes.'],
  ['limit A 1.5', 'line 6', 'Line 6 n must be a whole number, but is 1.5.'],
  ['vm v A B 8 1 10 0 1', 'line 6', 'Line 6 repeats vm "v".'],
  [
    'vm w A B 8 1 10 0',
    'line 6',
    'Line 6 must be: vm NAME src dst ramMiB migMiB/s intensity% start load [wssMiB].',
  ],
  ['vm w A B 8 1 10 -1 1', 'line 6', 'Line 6 start must not be negative, but is -1.'],
  ['vm w A A 8 1 10 0 1', 'line 6', 'Line 6 moves to the host it is on, "A".'],
  ['vm w A C 8 1 10 0 1', 'line 6', 'Line 6 names host "C", which no line describes.'],
]

describe('malformed text scenarios are refused by line and sentence', () => {
  it.each(refused)('%s', (line, path, message) => {
    const parsed = parseTextScenario([...good, line].join('\n'))
    if (parsed.ok) expect.fail('it was accepted')
    expect(parsed.problems).toContainEqual({ path, message })
  })

  it('without a machine, without a route, with a link nobody described', () => {
    const problems = (lines: string[]) => {
      const parsed = parseTextScenario(lines.join('\n'))
      return parsed.ok ? [] : parsed.problems.map((problem) => problem.message)
    }
    expect(problems(good.slice(0, 4))).toEqual(['The scenario has no vm line: there is nothing to forecast.'])
    expect(problems(good.filter((line) => !line.startsWith('route')))).toEqual([
      'Line 4 needs a route from A to B, which no line describes.',
    ])
    expect(problems(good.filter((line) => !line.startsWith('link')))).toEqual([
      'Line 3 names link "L", which no line describes.',
    ])
  })

  it('names of every kind mean nothing but themselves', () => {
    const named = good.join('\n').replaceAll('A', '__proto__').replaceAll('L', 'constructor')
    const parsed = parseTextScenario(named)
    if (!parsed.ok) expect.fail(JSON.stringify(parsed.problems))
    expect(parseScenario(parsed.scenario)).toMatchObject({ ok: true })
    expect(Object.keys(parsed.scenario.resources)).toEqual(['constructor'])
  })

  it('whatever is on the lines, they are answered, and what is accepted is a scenario', () => {
    const word = fc.constantFrom(
      'host',
      'link',
      'route',
      'limit',
      'vm',
      'A',
      'B',
      'L',
      '1',
      '0',
      '-1',
      '1e9',
      '#',
    )
    const line = fc.array(word, { maxLength: 10 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constantFrom(...good)), { maxLength: 12 }), (lines) => {
        const parsed = parseTextScenario(lines.join('\n'))
        if (parsed.ok) expect(parseScenario(parsed.scenario)).toMatchObject({ ok: true })
        else expect(parsed.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
