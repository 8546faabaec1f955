import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../../shared/forecast/parse-scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const part = { name: 'a', mem: 1e9, path: { link: null } }
const good = { resources: { link: 1e9 }, limits: { mover: 4 }, parts: [part] }

function withPart(more: Record<string, unknown>): unknown {
  return { ...good, parts: [{ ...part, ...more }] }
}

const twice = [part, { ...part, name: 'b' }, { ...part, name: 'a' }]
const circle = [
  { ...part, name: 'free' },
  { ...part, name: 'x', after: ['y'] },
  { ...part, name: 'y', after: ['x'] },
]

/** What is handed in, where the problem is reported, and the sentence. */
const refused: [string, unknown, string, string][] = [
  ['nothing', undefined, '', 'A scenario must be an object, but is undefined.'],
  ['null', null, '', 'A scenario must be an object, but is null.'],
  ['a list', [], '', 'A scenario must be an object, but is a list.'],
  ['a text', 'x', '', 'A scenario must be an object, but is "x".'],
  ['no parts', { resources: {} }, 'parts', 'parts is missing.'],
  ['no resources', { parts: [{ ...part, path: {}, cap: 1 }] }, 'resources', 'resources is missing.'],
  ['parts of a wrong type', { ...good, parts: {} }, 'parts', 'parts must be a list, but is an object.'],
  ['an empty list', { ...good, parts: [] }, 'parts', 'parts is empty: there is nothing to forecast.'],
  ['a part that is none', { ...good, parts: [7] }, 'parts[0]', 'parts[0] must be an object, but is 7.'],
  ['an unknown key', { ...good, resource: {} }, 'resource', 'resource is not a key of a scenario.'],
  [
    'an unknown mode',
    { ...good, mode: 'xen' },
    'mode',
    'mode must be one of "lpm", "simgrid", but is "xen".',
  ],
  ['strict as text', { ...good, strict: 'yes' }, 'strict', 'strict must be true or false, but is "yes".'],
  [
    'resources as list',
    { ...good, resources: [1] },
    'resources',
    'resources must be an object, but is a list.',
  ],
  [
    'NaN capacity',
    { ...good, resources: { link: NaN } },
    'resources.link',
    'resources.link is not a number (NaN).',
  ],
  [
    'negative capacity',
    { ...good, resources: { link: -1 } },
    'resources.link',
    'resources.link must not be negative, but is -1.',
  ],
  [
    'infinite capacity',
    { ...good, resources: { link: Infinity } },
    'resources.link',
    'resources.link must be finite.',
  ],
  [
    'capacity as text',
    { ...good, resources: { link: '1e9' } },
    'resources.link',
    'resources.link must be a number, but is "1e9".',
  ],
  [
    'odd resource name',
    { ...good, resources: { link: 1, 'a b': -2 } },
    'resources["a b"]',
    'resources["a b"] must not be negative, but is -2.',
  ],
  ['limits as number', { ...good, limits: 3 }, 'limits', 'limits must be an object, but is 3.'],
  [
    'half a slot',
    { ...good, limits: { mover: 1.5 } },
    'limits.mover',
    'limits.mover must be a whole number, but is 1.5.',
  ],
  [
    'negative slots',
    { ...good, limits: { mover: -1 } },
    'limits.mover',
    'limits.mover must not be negative, but is -1.',
  ],
  [
    'changes of nothing',
    { ...good, changes: { lnk: [] } },
    'changes.lnk',
    'changes.lnk names resource "lnk", which resources does not list.',
  ],
  [
    'changes no list',
    { ...good, changes: { link: 5 } },
    'changes.link',
    'changes.link must be a list of [time, capacity], but is 5.',
  ],
  [
    'change no pair',
    { ...good, changes: { link: [[1]] } },
    'changes.link[0]',
    'changes.link[0] must be a pair [time, capacity].',
  ],
  [
    'change backwards',
    {
      ...good,
      changes: {
        link: [
          [2, 1],
          [2, 3],
        ],
      },
    },
    'changes.link[1][0]',
    'changes.link[1][0] must be later than the change before it.',
  ],
  [
    'change to NaN',
    { ...good, changes: { link: [[2, NaN]] } },
    'changes.link[0][1]',
    'changes.link[0][1] is not a number (NaN).',
  ],
  ['defaults as text', { ...good, defaults: 'x' }, 'defaults', 'defaults must be an object, but is "x".'],
  [
    'a name in defaults',
    { ...good, defaults: { name: 'p' } },
    'defaults.name',
    'defaults.name is not a key of defaults.',
  ],
  [
    'wrong default',
    { ...good, defaults: { theta: 2 } },
    'defaults.theta',
    'defaults.theta must lie between 0 and 1, but is 2.',
  ],
  [
    'no name',
    { ...good, parts: [{ mem: 1, path: { link: 1 } }] },
    'parts[0].name',
    'parts[0].name is missing.',
  ],
  [
    'empty name',
    withPart({ name: '' }),
    'parts[0].name',
    'parts[0].name must be a text that is not empty, but is "".',
  ],
  [
    'number as name',
    withPart({ name: 4 }),
    'parts[0].name',
    'parts[0].name must be a text that is not empty, but is 4.',
  ],
  [
    'a name twice',
    { ...good, parts: twice },
    'parts[2].name',
    'parts[2].name repeats "a", the name of parts[0].',
  ],
  [
    'no memory',
    { ...good, parts: [{ name: 'a', path: { link: 1 } }] },
    'parts[0].mem',
    'parts[0].mem is missing, and defaults do not give it.',
  ],
  [
    'no path',
    { ...good, parts: [{ name: 'a', mem: 1 }] },
    'parts[0].path',
    'parts[0].path is missing, and defaults do not give it.',
  ],
  [
    'an unknown part key',
    withPart({ memory: 1 }),
    'parts[0].memory',
    'parts[0].memory is not a key of a part.',
  ],
  ['NaN memory', withPart({ mem: NaN }), 'parts[0].mem', 'parts[0].mem is not a number (NaN).'],
  ['negative memory', withPart({ mem: -5 }), 'parts[0].mem', 'parts[0].mem must not be negative, but is -5.'],
  ['infinite memory', withPart({ mem: Infinity }), 'parts[0].mem', 'parts[0].mem must be finite.'],
  ['memory null', withPart({ mem: null }), 'parts[0].mem', 'parts[0].mem must be a number, but is null.'],
  [
    'memory as object',
    withPart({ mem: {} }),
    'parts[0].mem',
    'parts[0].mem must be a number, but is an object.',
  ],
  [
    'used above one',
    withPart({ used: 1.01 }),
    'parts[0].used',
    'parts[0].used must lie between 0 and 1, but is 1.01.',
  ],
  [
    'negative dirty rate',
    withPart({ dirty: -1 }),
    'parts[0].dirty',
    'parts[0].dirty must not be negative, but is -1.',
  ],
  [
    'negative hot set',
    withPart({ hot: -1 }),
    'parts[0].hot',
    'parts[0].hot must not be negative, but is -1.',
  ],
  [
    'unknown dirty model',
    withPart({ dirty_model: 'log' }),
    'parts[0].dirty_model',
    'parts[0].dirty_model must be one of "exp", "cap", but is "log".',
  ],
  ['ratio zero', withPart({ ratio: 0 }), 'parts[0].ratio', 'parts[0].ratio must be greater than zero.'],
  ['weight zero', withPart({ weight: 0 }), 'parts[0].weight', 'parts[0].weight must be greater than zero.'],
  ['page zero', withPart({ page: 0 }), 'parts[0].page', 'parts[0].page must be greater than zero.'],
  ['bitmap of two', withPart({ bitmap: 2 }), 'parts[0].bitmap', 'parts[0].bitmap must be 0 or 1, but is 2.'],
  [
    'no pass',
    withPart({ max_passes: 0 }),
    'parts[0].max_passes',
    'parts[0].max_passes must lie between 1 and 10000, but is 0.',
  ],
  [
    'half a pass',
    withPart({ max_passes: 2.5 }),
    'parts[0].max_passes',
    'parts[0].max_passes must be a whole number, but is 2.5.',
  ],
  [
    'postcopy as number',
    withPart({ postcopy: 1 }),
    'parts[0].postcopy',
    'parts[0].postcopy must be true or false, but is 1.',
  ],
  ['NaN time', withPart({ t_prep: NaN }), 'parts[0].t_prep', 'parts[0].t_prep is not a number (NaN).'],
  [
    'negative start',
    withPart({ start: -0.5 }),
    'parts[0].start',
    'parts[0].start must not be negative, but is -0.5.',
  ],
  [
    'path as list',
    withPart({ path: ['link'] }),
    'parts[0].path',
    'parts[0].path must be an object, but is a list.',
  ],
  [
    'unknown resource',
    withPart({ path: { lnk: 1 } }),
    'parts[0].path.lnk',
    'parts[0].path.lnk names resource "lnk", which resources does not list.',
  ],
  [
    'negative use',
    withPart({ path: { link: -1 } }),
    'parts[0].path.link',
    'parts[0].path.link must not be negative, but is -1.',
  ],
  [
    'a rate without limit',
    withPart({ path: {} }),
    'parts[0].path',
    'parts[0].path uses no resource and there is no cap: its rate would have no limit.',
  ],
  [
    'uses nothing of it',
    withPart({ path: { link: 0 } }),
    'parts[0].path',
    'parts[0].path uses no resource and there is no cap: its rate would have no limit.',
  ],
  [
    'path beside paths',
    withPart({ paths: [{ path: { link: 1 } }] }),
    'parts[0].paths',
    'parts[0].paths cannot stand beside path: a move has one or the other.',
  ],
  ...(
    [
      ['paths as object', {}, '', 'must be a list of paths, but is an object'],
      ['no paths', [], '', 'must list 1 to 8 paths, but lists 0'],
      ['a path that is none', [3], '[0]', 'must be an object with path and cap, but is 3'],
      ['a way without path', [{ cap: 1 }], '[0].path', 'is missing'],
      ['an unknown key of a way', [{ path: { link: 1 }, weight: 1 }], '[0].weight', 'is not a key of a path'],
      [
        'unknown resource on a way',
        [{ path: { link: 1 } }, { path: { lnk: 1 } }],
        '[1].path.lnk',
        'names resource "lnk", which resources does not list',
      ],
      ['NaN ceiling of a way', [{ path: { link: 1 }, cap: NaN }], '[0].cap', 'is not a number (NaN)'],
      [
        'a way without limit',
        [{ path: { link: 1 } }, { path: {} }],
        '[1].path',
        'uses no resource and there is no cap: its rate would have no limit',
      ],
    ] as const
  ).map(([what, paths, below, words]): [string, unknown, string, string] => [
    what,
    { ...good, parts: [{ name: 'a', mem: 1, paths }] },
    `parts[0].paths${below}`,
    `parts[0].paths${below} ${words}.`,
  ]),
  [
    'more memory than there is',
    withPart({ mem: 1e31 }),
    'parts[0].mem',
    'parts[0].mem must not be above 1e+30, but is 1e+31.',
  ],
  [
    'next to no capacity',
    { ...good, resources: { link: 1e-300 } },
    'resources.link',
    'resources.link must be zero or at least 1e-30, but is 1e-300.',
  ],
  [
    'groups as text',
    withPart({ groups: 'mover' }),
    'parts[0].groups',
    'parts[0].groups must be a list of names, but is "mover".',
  ],
  [
    'unknown group',
    withPart({ groups: ['mover', 'm2'] }),
    'parts[0].groups[1]',
    'parts[0].groups[1] names group "m2", which limits do not list.',
  ],
  [
    'a group twice',
    withPart({ groups: ['mover', 'mover'] }),
    'parts[0].groups[1]',
    'parts[0].groups[1] names group "mover" a second time.',
  ],
  [
    'group no text',
    withPart({ groups: [1] }),
    'parts[0].groups[0]',
    'parts[0].groups[0] must be a name, but is 1.',
  ],
  [
    'unknown predecessor',
    withPart({ after: ['z'] }),
    'parts[0].after[0]',
    'parts[0].after[0] names part "z", which parts do not list.',
  ],
  [
    'waits for itself',
    withPart({ after: ['a'] }),
    'parts[0].after',
    'parts[0].after can never be met: the parts it names wait for each other or for it.',
  ],
  [
    'a circle',
    { ...good, parts: circle },
    'parts[1].after',
    'parts[1].after can never be met: the parts it names wait for each other or for it.',
  ],
]

describe('malformed scenarios are refused by place and sentence', () => {
  it.each(refused)('%s', (_, input, path, message) => {
    const parsed = parseScenario(input)
    if (parsed.ok) expect.fail('it was accepted')
    expect(parsed.problems).toContainEqual({ path, message })
    expect(parsed.problems[0]).toEqual({ path, message })
  })

  it('reports every problem of a file at once', () => {
    const parsed = parseScenario({ ...good, mode: 1, parts: [{ ...part, mem: -1, used: 3 }, 4] })
    if (parsed.ok) expect.fail('it was accepted')
    expect(parsed.problems.map((problem) => problem.path)).toEqual([
      'mode',
      'parts[1]',
      'parts[0].mem',
      'parts[0].used',
    ])
  })

  it('stops at fifty problems and keeps long texts short', () => {
    const parts = Array.from({ length: 1000 }, (_, index) => ({
      name: `p${index}`,
      mem: 'x'.repeat(5000),
      path: 0,
    }))
    const parsed = parseScenario({ ...good, parts })
    if (parsed.ok) expect.fail('it was accepted')
    expect(parsed.problems.length).toBe(50)
    for (const { message } of parsed.problems) expect(message.length).toBeLessThan(120)
  })

  it('accepts what the format allows: null for none, defaults for all, empty groups', () => {
    const scenario = {
      resources: { link: 0 },
      defaults: {
        mem: 5,
        path: { link: null },
        hot: null,
        cap: null,
        max_copy_s: null,
        abort_s: null,
        groups: [],
      },
      parts: [{ name: 'a' }, { name: 'b', after: ['a'], cap: 0 }],
    }
    expect(parseScenario(scenario)).toEqual({ ok: true, scenario })
  })

  it('names what a scenario made by code got wrong', () => {
    expect(() => simulate({ resources: {}, parts: [part] })).toThrow(new RangeError('unknown resource link'))
    expect(() => simulate({ ...good, parts: [{ name: 'a', path: { link: 1 } }] })).toThrow('a has no mem')
    expect(() => simulate({ ...good, parts: [{ name: 'a', mem: 1, path: {} }] })).toThrow(
      'a rate has no limit',
    )
  })
})
