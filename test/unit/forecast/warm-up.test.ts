import { expect, it } from 'vitest'
import { planOf200 } from '../../support/plan-200.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import { warmUp } from '../../../shared/forecast/warm-up.ts'

it('a warm-up ends and changes no answer', () => {
  const before = simulate(planOf200())
  warmUp()
  expect(simulate(planOf200())).toEqual(before)
})
