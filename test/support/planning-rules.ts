/** Random planning rules about a fleet, of every kind. */
import fc from 'fast-check'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { Named } from '../../shared/plan/rules/common.ts'
import type { PlanRule, RuleKind, RuleOf } from '../../shared/plan/rules/plan-rule.ts'
import { weekdays } from '../../shared/plan/rules/times.ts'

/** Start of the plans of `planning-fleets.ts` is Friday 15 January 2027, 09:00 in Paris. */
const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata'] as const

export const named = ({ id, name }: Named): Named => ({ id, name })

/** A rule with its common fields; hard unless said otherwise. */
export function aRule<Kind extends RuleKind>(
  rule: { readonly kind: Kind } & Omit<RuleOf<Kind>, 'id' | 'hard' | 'weight' | 'reason' | 'kind'> &
    Partial<Pick<PlanRule, 'id' | 'hard' | 'weight' | 'reason'>>,
): RuleOf<Kind> {
  return { id: `the-${rule.kind}`, hard: true, weight: 1, reason: null, ...rule } as unknown as RuleOf<Kind>
}

export function rulesAbout(fleet: Fleet): fc.Arbitrary<readonly PlanRule[]> {
  const some = (all: readonly Named[], max: number): fc.Arbitrary<readonly Named[]> =>
    fc.subarray(all.map(named), { minLength: Math.min(1, all.length), maxLength: Math.min(max, all.length) })
  const partitions = some(fleet.partitions, 4)
  const servers = some(fleet.servers, fleet.servers.length)
  const anyPartitions = fc.oneof(fc.constant([]), partitions)
  const anyServers = fc.oneof(fc.constant([]), servers)
  const when = fc.constantFrom('end', 'always')
  const share = fc.constantFrom(null, 50, 70, 90)
  const minute = fc.constantFrom('00:00', '08:00', '09:05', '09:20', '10:30', '13:30', '18:00', '22:00')
  const period = fc
    .record({ days: fc.subarray([...weekdays], { minLength: 1 }), from: minute, to: minute })
    .map((one) => (one.from === one.to ? { ...one, to: '24:00' } : one))
  const timed = {
    zone: fc.constantFrom(...zones),
    periods: fc.array(period, { minLength: 1, maxLength: 3 }),
    partitions: anyPartitions,
    servers: anyServers,
  }
  const bodies: fc.Arbitrary<object>[] = [
    fc.record({ kind: fc.constant('pin'), partitions }),
    fc.record({ kind: fc.constant('exclude'), partitions: anyPartitions, servers: some(fleet.servers, 1) }),
    fc.record({ kind: fc.constantFrom('only-on', 'never-on'), partitions, servers }),
    fc.record({ kind: fc.constant('apart'), partitions, when }),
    fc.record({ kind: fc.constantFrom('together', 'one-at-a-time'), partitions }),
    fc.record({ kind: fc.constant('reserve'), servers, when }),
    fc.record({
      kind: fc.constant('budget'),
      moves: fc.constantFrom(null, 1, 3, 6),
      memoryGib: fc.constantFrom(null, 40, 200),
    }),
    fc.record({ kind: fc.constantFrom('window', 'blackout'), ...timed }),
    fc.record({
      kind: fc.constant('safety'),
      servers: anyServers,
      memoryPercent: share,
      processorPercent: share,
    }),
    fc.record({
      kind: fc.constant('licence'),
      servers,
      partitions: anyPartitions,
      cores: fc.constantFrom(0, 2, 5.5, 20),
      measure: fc.constantFrom('entitlement', 'virtual-processors'),
    }),
    fc.record({
      kind: fc.constant('standstill'),
      partitions: anyPartitions,
      seconds: fc.constantFrom(0.5, 2, 5),
    }),
  ]
  const common = { hard: fc.constantFrom(true, true, true, false), weight: fc.constantFrom(1, 2.5, 10) }
  return fc
    .array(fc.tuple(fc.oneof(...bodies), fc.record(common)), { minLength: 1, maxLength: 5 })
    .map((drawn) =>
      drawn.map(([body, strength], n) => ({ id: `r${n}`, reason: null, ...strength, ...body }) as PlanRule),
    )
}
