import type { Draw } from '../../shared/forecast/draws.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'

const GIB = 2 ** 30

/** Row U1 of the forecast model, section 7: one move whose write rate is uncertain. */
export function u1(draw: Draw): Scenario {
  return {
    resources: { link: 1.1e9 },
    parts: [
      {
        name: 'p',
        mem: 256 * GIB,
        used: 0.8,
        theta: 0.95,
        t_susp: 1,
        dirty: draw.lognormal('dirty:p', 1e8, 1),
        path: { link: 1 },
      },
    ],
  }
}

/** Its quantiles in seconds, and how far 2,000 draws may be from them, relative. */
export const u1Wanted = { p10: 205.956, p50: 220.737, p90: 294.836, within: 0.02 } as const
