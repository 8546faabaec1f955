import { describe, expect, it } from 'vitest'
import { isTextScenario, parseTextScenario } from '../../../shared/forecast/parse-text-scenario.ts'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const hosts = ['host A 1e9 64', 'host B 1e9 64', 'host C 2e9 4']

function scenarioOf(lines: readonly string[]) {
  const parsed = parseTextScenario(lines.join('\n'))
  if (!parsed.ok) expect.fail(JSON.stringify(parsed.problems))
  return parsed
}

/** [lines, answers by machine: end, duration, standstill]; the answers are SimGrid 3.32's own, run on these lines. */
const peerCases: [string, string[], Record<string, [end: number, duration: number, down: number]>][] = [
  [
    'both directions share a link',
    ['link L 125e6 0', 'route A B L', 'vm v0 A B 8192 119 10 0 1', 'vm v1 B A 8192 119 10 20 1'],
    { v0: [146.820176, 146.820176, 0.007442], v1: [166.819535, 146.819535, 0.013214] },
  ],
  [
    'fractions and a written set',
    ['link L 125e6 0', 'route A B L', 'vm v0 A B 1024.5 119.25 12.5 0.25 0.7 33.7'],
    { v0: [9.151569, 8.901569, 0.024744] },
  ],
  [
    'no migration speed is no ceiling, and no dirtying',
    ['link L 125e6 0', 'route A B L', 'vm v0 A B 8192 0 10 0 1', 'vm v1 A B 4096 50 0 3 1'],
    { v0: [103.079215, 103.079215, 0], v1: [84.92, 81.92, 0] },
  ],
  [
    'the speed of the host cancels out',
    ['link L 125e6 0', 'route A C L', 'vm v0 C A 8192 119 10 0 1'],
    { v0: [76.488497, 76.488497, 0.006884] },
  ],
  [
    'a link twice on a route carries everything twice',
    [
      'link L 125e6 0',
      'link M 1e9 0',
      'route A B L M L',
      'route A C L M',
      'vm v0 A B 8192 119 10 0 1',
      'vm v2 A C 1024 119 30 3.7 0.5',
    ],
    { v0: [191.200406, 191.200406, 0.009691], v2: [50.471328, 46.771328, 0.019194] },
  ],
  [
    'latency delays each transfer and weighs on the share',
    [
      'link L 125e6 0.001',
      'link M 125e6 0.003',
      'route A B L',
      'route A C L M',
      'vm v0 A B 8192 119 10 0 1',
      'vm v1 A C 8192 119 10 0 1',
    ],
    { v0: [98.148797, 98.148797, 0.021967], v1: [163.710373, 163.710373, 0.019176] },
  ],
  [
    'a path with latency beside one without',
    [
      'link L 125e6 0',
      'link M 125e6 0.003',
      'route A B L',
      'route A C L M',
      'vm v0 A B 8192 119 10 0 1',
      'vm v1 A C 8192 119 10 0 1',
    ],
    { v0: [161.338328, 161.338328, 0.014521], v1: [76.613112, 76.613112, 0.010261] },
  ],
  [
    'a long path: the TCP window limits the rate, empty transfers wait too',
    ['link L 125e6 0.001', 'link Z 125e6 0.5', 'route A B L Z L', 'vm v0 A B 8192 119 10 0 0'],
    { v0: [2057.698, 2057.698, 0.502] },
  ],
]

describe('text scenarios', () => {
  it.each(peerCases)('answer what SimGrid 3.32 answers: %s', (_, lines, answers) => {
    const { scenario } = scenarioOf([...hosts, ...lines])
    expect(parseScenario(scenario)).toMatchObject({ ok: true })
    const { parts } = simulate(scenario)
    for (const [name, [end, duration, down]] of Object.entries(answers)) {
      expect(Math.abs(parts[name]!.t1! / end - 1), `${name} end`).toBeLessThan(1e-6)
      expect(Math.abs(parts[name]!.total! / duration - 1), `${name} duration`).toBeLessThan(1e-6)
      expect(Math.abs(parts[name]!.down! - down), `${name} standstill`).toBeLessThan(1e-5)
    }
  })

  it('may have their lines in any order, comments, blank lines, tabs and ends of line of any kind', () => {
    const plain = [...hosts, 'link L 125e6 0', 'route A B L', 'limit B 1', 'vm v A B 512 100 10 0 1']
    const dressed = `\uFEFF# made by hand\r\n\r\n${plain.toReversed().join(' # as it was\r\n')}\r\n\n   \n`
      .replaceAll('host A', '\thost\tA  ')
      .replace('link L 125e6 0', 'link L 125000000 0.0')
    const parsed = parseTextScenario(dressed)
    expect(parsed).toEqual(scenarioOf(plain))
    expect(parseTextScenario(plain.join('\r'))).toEqual(parsed)
  })

  it('queue by host: each machine takes a slot of every limited host it touches', () => {
    const { scenario } = scenarioOf([
      ...hosts,
      'link L 125e6 0',
      'route A B L',
      'limit A 1',
      'vm v0 A B 1000 100 0 0 1',
      'vm v1 B A 1000 100 0 0 1',
    ])
    expect(scenario.parts.map((part) => part.groups)).toEqual([['A'], ['A']])
    expect(simulate(scenario).parts['v1']!.t0).toBeCloseTo(10, 9)
  })

  it('say where the simulator would share cores', () => {
    const lines = ['link L 1e9 0', 'route A C L']
    const machines = [1, 2, 3, 4, 5].map((number) => `vm v${number} A C 512 100 10 0 1`)
    expect(scenarioOf([...hosts, ...lines, ...machines]).notes[0]).toContain('C: more load than cores')
    expect(scenarioOf([...hosts, ...lines, machines[0]!]).notes).toEqual([])
  })

  it('end in a verdict where copying never converges, which stops the simulator itself', () => {
    const { scenario } = scenarioOf([
      ...hosts,
      'link L 125e6 0',
      'route A B L',
      'vm v A B 102400 119 150 0 1',
    ])
    expect(simulate(scenario).parts['v']).toMatchObject({ state: 'done', stop: 'max_copy_s' })
  })

  it.each([
    ['{"parts": []}', false],
    ['', false],
    ['hosts A', false],
    ['\n# comment\n\n  vm v A B 1 1 1 1 1', true],
    ['\uFEFFlink\tL 1 0', true],
  ])('are told by their words: %j', (text, expected) => {
    expect(isTextScenario(text)).toBe(expected)
  })
})
