import fc from 'fast-check'
import type { Scenario, ScenarioPart } from '../../shared/forecast/scenario.ts'

/**
 * Random small plans: shared links and movers, weights, ceilings, one path or two, limits of one and of two groups,
 * capacities that change, predecessors, time limits, every stop rule and dirty model.
 */
export function randomScenario(mostParts = 7): fc.Arbitrary<Scenario> {
  return fc
    .record({
      links: fc.array(fc.integer({ min: 50, max: 2000 }), { minLength: 1, maxLength: 4 }),
      cores: fc.integer({ min: 1, max: 8 }),
      slots: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })),
      strict: fc.boolean(),
      // Traffic of others on the first link, in steps of its capacity; it is all free again in the end.
      traffic: fc.array(fc.constantFrom(0, 0.1, 0.5, 1), { maxLength: 3 }),
      parts: fc.array(randomPart(), { minLength: 1, maxLength: mostParts }),
    })
    .map(({ links, cores, slots, strict, traffic, parts }): Scenario => {
      const resources: Record<string, number> = { movers: cores }
      for (const [index, link] of links.entries()) resources[`link${index}`] = link * 1e6
      const steps = [...traffic, 1].map((share, index) => [40 + index * 35, share * links[0]! * 1e6] as const)
      return {
        strict,
        resources,
        changes: traffic.length > 0 ? { link0: steps } : {},
        limits: { system: slots[0], mover: slots[1] },
        parts: parts.map((part, index) => buildPart(part, index, links.length)),
      }
    })
}

type RandomPart = {
  mebibytes: number
  used: number
  dirty: number
  hot: number | null
  cap: number | null
  dirtyModel: 'exp' | 'cap'
  ratio: number
  weight: number
  link: number
  secondLink: number | null
  /** A second way over this link, with a ceiling of its own. */
  secondWay: { link: number; cap: number | null } | null
  usesMovers: boolean
  groups: readonly string[]
  startStep: number
  afterPrevious: boolean
  theta: number
  postcopy: boolean
  abort: number | null
  times: readonly [number, number, number]
  minGain: number
  maxCopy: number | null
  maxDown: number
  state: number
}

function randomPart(): fc.Arbitrary<RandomPart> {
  return fc.record({
    mebibytes: fc.integer({ min: 64, max: 65536 }),
    used: fc.constantFrom(1, 0.7, 0.25),
    dirty: fc.integer({ min: 0, max: 600 }),
    hot: fc.option(fc.integer({ min: 1, max: 8192 })),
    cap: fc.option(fc.integer({ min: 20, max: 1500 })),
    dirtyModel: fc.constantFrom('exp' as const, 'cap' as const),
    ratio: fc.constantFrom(1, 0.5, 0.2),
    weight: fc.constantFrom(1, 1, 2, 3),
    link: fc.nat(),
    secondLink: fc.option(fc.nat()),
    secondWay: fc.option(fc.record({ link: fc.nat(), cap: fc.option(fc.integer({ min: 20, max: 1500 })) }), {
      freq: 2,
    }),
    usesMovers: fc.boolean(),
    groups: fc.constantFrom([], ['system'], ['mover'], ['system', 'mover']),
    startStep: fc.integer({ min: 0, max: 5 }),
    afterPrevious: fc.boolean(),
    theta: fc.constantFrom(0.9, 0.95, 0.99),
    postcopy: fc.boolean(),
    abort: fc.option(fc.integer({ min: 5, max: 400 }), { freq: 8 }),
    times: fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 9 }),
    ),
    // Not 1: a hot set that is written faster than it is sent has a fixed point, where rounding alone would decide.
    minGain: fc.constantFrom(1.01, 0.97, 0.8),
    maxCopy: fc.option(fc.integer({ min: 1, max: 200 }), { freq: 4 }),
    maxDown: fc.constantFrom(0, 0, 0.3, 2),
    state: fc.constantFrom(0, 1e6, 5e8),
  })
}

function buildPart(part: RandomPart, index: number, links: number): ScenarioPart {
  const over = (link: number): Record<string, number | null> =>
    part.usesMovers ? { [`link${link % links}`]: null, movers: 2.5e-9 } : { [`link${link % links}`]: null }
  const path = over(part.link)
  if (part.secondLink !== null) path[`link${part.secondLink % links}`] = null
  const { secondWay } = part
  const million = (value: number | null) => (value === null ? null : value * 1e6)
  const ways =
    secondWay === null
      ? { path }
      : { paths: [{ path }, { path: over(secondWay.link), cap: million(secondWay.cap) }] }
  return {
    name: `p${index}`,
    mem: part.mebibytes * 1048576,
    used: part.used,
    dirty: part.dirty * 1e6,
    hot: part.hot === null ? null : part.hot * 1048576,
    cap: million(part.cap),
    dirty_model: part.dirtyModel,
    ratio: part.ratio,
    weight: part.weight,
    ...ways,
    // Starts are all distinct, so that the order of the rows is no one's business.
    start: part.startStep * 60 + index * 0.37,
    groups: part.groups,
    after: part.afterPrevious && index > 0 ? [`p${index - 1}`] : [],
    theta: part.theta,
    max_passes: 12,
    max_copy_s: part.maxCopy === null ? null : part.maxCopy + 0.0177,
    max_down_s: part.maxDown,
    min_gain: part.minGain,
    state_bytes: part.state,
    postcopy: part.postcopy,
    // Never the same instant as another event: what comes first then is told by no model.
    abort_s: part.abort === null ? null : part.abort + 0.123,
    t_prep: part.times[0],
    t_susp: part.times[1],
    t_clean: part.times[2],
    fault_s: 1e-4,
  }
}

/** The ways of a part with their ceilings, whether it has one or two. */
export function waysOf(
  part: ScenarioPart,
): readonly { path: Record<string, number | null>; cap: number | null }[] {
  const ways = part.paths ?? [{ path: part.path! }]
  return ways.map(({ path, cap }) => ({
    path: { ...path },
    cap: (cap === undefined ? part.cap : cap) ?? null,
  }))
}
