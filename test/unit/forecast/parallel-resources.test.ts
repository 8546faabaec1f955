import { describe, expect, it } from 'vitest'
import type { FlowClass } from '../../../shared/forecast/flow-graph.ts'
import { joinParallelResources } from '../../../shared/forecast/parallel-resources.ts'
import type { Scenario } from '../../../shared/forecast/scenario.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'

const flow = (uses: Readonly<Record<number, number>>): FlowClass => ({
  resources: Object.keys(uses).map(Number),
  uses: Object.values(uses),
  weight: 1,
  ceiling: Infinity,
})
const none = new Set<number>()

describe('resources that always fill up together', () => {
  it('are joined to the one that is full first', () => {
    // A link (0) and cores (1) of the source; each target has a link (2, 4) and cores (3, 5).
    const classes = [flow({ 0: 0.5, 1: 2, 2: 0.5, 3: 1 }), flow({ 0: 0.5, 1: 2, 4: 0.5, 5: 8 })]
    const joined = joinParallelResources([100, 300, 50, 200, 50, 200], classes, none)
    expect([...joined.tightest]).toEqual([1, 2, 5])
    expect(joined.capacities).toEqual([300, 50, 200])
    expect([...joined.joinedTo]).toEqual([0, 0, 1, 1, 2, 2])
    expect([...joined.scale]).toEqual([0.25, 1, 1, 2, 1 / 16, 1])
    expect(joined.classes.map(({ resources, uses }) => [resources, uses])).toEqual([
      [
        [0, 1],
        [2, 0.5],
      ],
      [
        [0, 2],
        [2, 8],
      ],
    ])
  })

  it('stay apart where one class takes another proportion, uses only one of them, or a capacity changes', () => {
    const apart = (classes: readonly FlowClass[], varying = none) =>
      joinParallelResources([1, 1], classes, varying).tightest.length
    expect(apart([flow({ 0: 1, 1: 1 }), flow({ 0: 1, 1: 2 })])).toBe(2)
    expect(apart([flow({ 0: 1, 1: 1 }), flow({ 0: 1 })])).toBe(2)
    expect(apart([flow({ 0: 1, 1: 1 })], new Set([0]))).toBe(2)
    expect(apart([flow({ 0: 1, 1: 1 })], new Set([1]))).toBe(2)
    expect(apart([flow({ 0: 1, 1: 1 }), flow({ 0: 3, 1: 3 })])).toBe(1)
    expect(apart([])).toBe(2)
  })

  it('are all answered for: each with its own load, the tightest as what holds back', () => {
    const scenario: Scenario = {
      resources: { wide: 4e9, narrow: 1e9, cores: 2 },
      parts: [{ name: 'a', mem: 8e9, path: { wide: null, narrow: null, cores: 1e-9 }, groups: [] }],
    }
    const { peak_load, loads, parts } = simulate(scenario, { loads: true })
    expect(peak_load).toEqual({ wide: 1e9, narrow: 1e9, cores: 1 })
    expect(loads!['cores']!.v.filter((load) => load > 0)).toEqual([1])
    expect(parts['a']!.limitedBy).toEqual({ resource: 'narrow', share: 1 })
    expect(parts['a']!.bindings!.map(({ resource }) => resource)).toEqual(['narrow'])
    const means = new Map<string, number>()
    simulate(scenario, {
      meanLoads: {
        columnS: 1,
        columns: 4,
        take: (of) => {
          for (const [name, { means: load, scale }] of of) means.set(name, load[0]! * scale)
        },
      },
    })
    expect([...means]).toEqual([
      ['wide', 1e9],
      ['narrow', 1e9],
      ['cores', 1],
    ])
  })

  it('change no answer: the same plan with a capacity that changes to itself, which keeps them apart', () => {
    const resources = { link: 3e9, cores: 2, far: 2e9, 'far cores': 5 }
    const path = { link: null, cores: 1e-9, far: null, 'far cores': 2e-9 }
    const parts = Array.from({ length: 12 }, (_, i) => ({
      name: `p${i}`,
      mem: 1e10 * (1 + (i % 5)),
      dirty: 2e7 * i,
      hot: 2e9,
      start: 3 * (i % 4),
      path: i % 3 === 0 ? { link: null, cores: 1e-9 } : path,
      groups: [],
    }))
    const changes = Object.fromEntries(
      Object.entries(resources).map(([name, is]) => [name, [[1, is] as const]]),
    )
    const joined = simulate({ resources, parts })
    const apart = simulate({ resources, parts, changes })
    expect(apart.makespan).toBeCloseTo(joined.makespan!, 6)
    for (const name of Object.keys(joined.parts)) {
      expect(apart.parts[name]!.t1).toBeCloseTo(joined.parts[name]!.t1!, 6)
      expect(apart.parts[name]!.limitedBy!.resource).toBe(joined.parts[name]!.limitedBy!.resource)
    }
    for (const name of Object.keys(resources)) {
      expect(apart.peak_load[name]! / joined.peak_load[name]!).toBeCloseTo(1, 9)
    }
  })
})
