/** The uncertain inputs of a plan, as people name them: what the draws are drawn from (plan-draws.ts). */
import { exp } from './exact-math.ts'
import type { InputOrigin } from '../plan/plan-forecast.ts'
import { inverseNormal } from './random.ts'
import { weakestOrigin } from './input-ledger.ts'
import {
  CORE_RANGE_KEY,
  definitionOf,
  rangeFactor,
  rangeQuantile,
  sharedInput,
  touchedInput,
  writeRateInput,
} from './plan-draws.ts'
import type { PartUncertainty } from './plan-part.ts'
import type { ScenarioResource } from './plan-resources.ts'
import type { PlanScenario } from './plan-scenario.ts'

export interface UncertainInput {
  /** Name of its numbers in a draw; larger numbers mean a larger value. */
  readonly key: string
  readonly title: string
  readonly assumptionKey: string
  readonly partitionId: string | null
  readonly partitionName: string | null
  readonly origin: InputOrigin
  readonly unit: string
  /** Value at a probability. */
  readonly at: (u: number) => number
}

/** All inputs of a plan that a draw varies, shared ones first. */
export function uncertainInputs(base: PlanScenario): readonly UncertainInput[] {
  const copying = base.uncertainty.filter((one) => one !== null)
  const prepared = base.scenario.parts[0]
  return [
    ...resourceInputs(base.resources),
    ...copyingInputs(base, copying),
    ...(prepared === undefined
      ? []
      : [
          shared(
            sharedInput.preparation,
            'Preparation of a move',
            'tPrepS',
            weakestOrigin(base.preparation),
            prepared.t_prep ?? 0,
          ),
        ]),
    ...partitionInputs(base),
  ]
}

function resourceInputs(resources: readonly ScenarioResource[]): UncertainInput[] {
  const kinds = [
    { kind: 'link', key: sharedInput.goodput, title: 'Goodput of the movers’ links' },
    { kind: 'mover-cores', key: sharedInput.coreRate, title: 'Bytes a mover core moves' },
    { kind: 'nx', key: sharedInput.engine, title: 'Rate of the compression engines' },
  ] as const
  return kinds.flatMap(({ kind, key, title }) => {
    const of = resources.filter((one) => one.kind === kind)
    const first = of[0]
    if (first === undefined) return []
    const rangeKey = kind === 'mover-cores' ? CORE_RANGE_KEY : first.rangeKey
    const input: UncertainInput = {
      key,
      title,
      assumptionKey: first.rangeKey,
      partitionId: null,
      partitionName: null,
      origin: weakestOrigin(of.map((one) => one.origin)),
      unit: 'of the middle',
      at: (u) => rangeFactor(rangeKey, u),
    }
    return [input]
  })
}

function copyingInputs({ scenario, uncertainty }: PlanScenario, copying: readonly PartUncertainty[]) {
  const first = copying[0]
  const part = scenario.parts[uncertainty.findIndex((one) => one !== null)]
  if (first === undefined || part === undefined) return []
  const origin = (of: keyof PartUncertainty['origins']) =>
    weakestOrigin(copying.map((one) => one.origins[of]))
  return [
    shared(
      sharedInput.compression,
      'Bytes on the wire per byte of memory',
      first.ratioKey,
      origin('ratio'),
      part.ratio ?? 1,
    ),
    shared(
      sharedInput.cleanEnough,
      'Share of memory that is clean enough',
      'theta',
      origin('theta'),
      part.theta ?? 1,
    ),
    shared(
      sharedInput.standstill,
      'Fixed part of the standstill',
      'tSuspS',
      origin('standstill'),
      part.t_susp ?? 0,
    ),
  ]
}

function shared(
  key: string,
  title: string,
  assumptionKey: string,
  origin: InputOrigin,
  centre: number,
): UncertainInput {
  const definition = definitionOf(assumptionKey)
  return {
    key,
    title,
    assumptionKey,
    partitionId: null,
    partitionName: null,
    origin,
    unit: definition.unit,
    at: (u) => rangeQuantile(definition, u, centre),
  }
}

function partitionInputs({ scenario, uncertainty, partitionIds, partitionNames }: PlanScenario) {
  const seen = new Set<string>()
  return scenario.parts.flatMap((part, i): UncertainInput[] => {
    const sources = uncertainty[i]
    const partitionId = partitionIds[i] ?? part.name
    // A partition that moves twice has one luck.
    if (sources == null || seen.has(partitionId)) return []
    seen.add(partitionId)
    const partitionName = partitionNames[i] ?? partitionId
    const about = { partitionId, partitionName }
    const touched = definitionOf(sources.usedKey)
    return [
      {
        ...about,
        key: writeRateInput(partitionId),
        title: `Memory written by ${partitionName}`,
        assumptionKey: `class.${sources.workloadClass}.dirtyBytesPerSecond`,
        origin: sources.origins.writeRate,
        unit: 'B/s',
        at: (u) => (part.dirty ?? 0) * exp(sources.dirtySigma * inverseNormal(u)),
      },
      {
        ...about,
        key: touchedInput(partitionId),
        title: `Touched memory of ${partitionName}`,
        assumptionKey: sources.usedKey,
        origin: sources.origins.touched,
        unit: touched.unit,
        at: (u) => rangeQuantile(touched, u, part.used ?? 1),
      },
    ]
  })
}
