import { expect, it } from 'vitest'
import { whenFacts } from '../../../../renderer/views/plans/move-facts.ts'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { MoveForecast } from '../../../../shared/plan/plan-forecast.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'

const fleet = inventFleet(200)
const { plan, forecast } = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })

function limitOf(changes: Partial<MoveForecast>): string | undefined {
  const [move, made] = [plan.moves[0], forecast?.moves[0]]
  if (move === undefined || made === undefined) throw new Error('the invented plan has no move')
  return whenFacts(plan, { ...move, type: 'active' }, { ...made, ...changes }, null).find(
    (one) => one.label === 'Limited by',
  )?.value
}

it('says of a copy that no shared resource held back what did', () => {
  expect(limitOf({ limitedBy: 'link a', rawBytes: 1 })).toBe('link a')
  expect(limitOf({ limitedBy: null, rawBytes: 1 })).toBe('its own mover threads')
  expect(limitOf({ limitedBy: null, rawBytes: 0 })).toBe('nothing: no copy')
})
