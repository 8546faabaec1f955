import type { Draw } from '../../shared/forecast/draws.ts'
import type { Scenario, ScenarioPart } from '../../shared/forecast/scenario.ts'
import { randomStream } from '../../shared/forecast/random.ts'

const GIB = 2 ** 30

/**
 * A plan of the size people really run: 200 partitions leave one server with two mover pairs for nine others, with
 * set-up and clean-up times, mover limits, cores and links, hot sets and compression. The same for every `draw`
 * that is not given; otherwise dirty rates, hot sets and the goodput are uncertain as in the forecast model,
 * section 6.
 */
export function planOf200(draw: Draw | null = null): Scenario {
  const random = randomStream(200)
  const goodput = draw === null ? 1 : draw.triangular('goodput', 0.8, 0.95, 1)
  const resources: Record<string, number> = {}
  const limits: Record<string, number> = { console: 32, source: 16 }
  for (const mover of ['s1', 's2']) {
    resources[`${mover} link`] = 2.75e9 * goodput
    resources[`${mover} cores`] = 4
    limits[mover] = 8
  }
  for (let target = 0; target < 9; target += 1) {
    resources[`t${target} link`] = 1.1e9 * goodput
    resources[`t${target} cores`] = 3
    limits[`t${target}`] = 8
  }
  const parts = Array.from({ length: 200 }, (_, index): ScenarioPart => {
    const mover = `s${1 + (index % 2)}`
    const target = `t${Math.floor(random() * 9)}`
    const memory = (4 + Math.floor(random() ** 3 * 124)) * GIB
    const database = random() < 0.2
    const median = database ? 1e8 : 2e7
    return {
      name: `lpar${index}`,
      mem: memory,
      used: database ? 0.9 : 0.7,
      dirty: draw === null ? median : draw.lognormal(`dirty:lpar${index}`, median, database ? 0.8 : 1),
      hot:
        memory * (database ? 0.15 : 0.05) * (draw === null ? 1 : draw.lognormal(`hot:lpar${index}`, 1, 0.5)),
      path: {
        [`${mover} link`]: null,
        [`${mover} cores`]: 1 / 6e8,
        [`${target} link`]: null,
        [`${target} cores`]: 1 / 9e8,
      },
      groups: ['console', 'source', mover, target],
    }
  })
  const defaults = { ratio: 0.5, cap: 1.2e9, min_gain: 0.9, t_prep: 60, t_susp: 1, t_clean: 30 }
  return { resources, limits, defaults, parts }
}
