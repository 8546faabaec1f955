/** Checks of plans that save energy: who is off when, that everybody is home after it, N+1, and that it pays. */
import { list } from '../../../mobility/words.ts'
import { ruleSentence } from '../../../plan/rules/plan-rule.ts'
import type { PlanMove } from '../../../plan/plan-document.ts'
import type { MovesStage, OffStage, PlannedEnergy, SaveEnergy } from '../../../plan/staged-plan.ts'
import { withoutSpare } from './check-service.ts'
import { ownEnergy, type OwnEnergy } from './own-energy.ts'
import {
  isStopped,
  minutesOf,
  stageViolation,
  type StageAt,
  type StageCheck,
  type StageContext,
} from './stage-context.ts'
import type { StageViolation } from '../../../plan/referee-report.ts'

/** A check that only plans with this goal are asked about. */
const energyCheck = (
  id: string,
  title: string,
  judge: (context: StageContext, goal: SaveEnergy) => readonly StageViolation[],
): StageCheck => ({
  id,
  title,
  judge: (context) => {
    const { goal } = context.plan
    return goal.kind === 'save-energy' ? judge(context, goal) : []
  },
})

interface OffAt extends StageAt {
  readonly stage: OffStage
}
const isOff = (at: StageAt): at is OffAt => at.stage.kind === 'off'
const movesOf = ({ stages }: StageContext): readonly MovesStage[] =>
  stages.map(({ stage }) => stage).filter((stage) => stage.kind === 'moves')

const nameIn = ({ start }: StageContext, id: string): string => start.serverById.get(id)?.name ?? id

export const offWithinBand = energyCheck(
  'R-ENERGY-BAND',
  'Servers are stopped, off and started within one band; bands stand apart',
  ({ stages }, { bands }) => [
    ...bands.flatMap(({ startMs }, at) =>
      startMs > (bands[at - 1]?.endMs ?? -Infinity)
        ? []
        : [stageViolation('R-ENERGY-BAND', `Band ${at + 1} does not stand apart from the one before it.`)],
    ),
    ...stages.filter(isOff).flatMap(({ stage }) => {
      const { startMs, endMs, id, title } = stage
      return bands.some((band) => band.startMs <= startMs && endMs <= band.endMs)
        ? []
        : [stageViolation('R-ENERGY-BAND', `${title}: it is not within a band.`, { stageId: id })]
    }),
  ],
)

export const timeToStopAndStart = energyCheck(
  'R-ENERGY-TIMES',
  'A server that is off operated before, and has the time that was given for its shutdown and its IPL',
  (context, { power }) =>
    context.stages.filter(isOff).flatMap(({ stage }) =>
      stage.serverIds.flatMap((serverId) => {
        const name = nameIn(context, serverId)
        const say = (text: string) =>
          stageViolation('R-ENERGY-TIMES', `${stage.title}: ${text}`, { stageId: stage.id, serverId })
        const known = power.find((one) => one.serverId === serverId)
        const faults: StageViolation[] = []
        if (context.start.serverById.get(serverId)?.state !== 'operating')
          faults.push(say(`${name} does not operate today.`))
        if (known?.shutdownS == null || known.iplS === null)
          return [...faults, say(`how long ${name} takes to stop and to start nobody said.`)]
        const shutdownMs = known.shutdownS * 1000 - (stage.offMs - stage.startMs)
        const iplMs = known.iplS * 1000 - (stage.endMs - stage.iplMs)
        if (shutdownMs > 0) faults.push(say(`the shutdown of ${name} lacks ${minutesOf(shutdownMs)}.`))
        if (iplMs > 0) faults.push(say(`the IPL of ${name} lacks ${minutesOf(iplMs)}.`))
        if (stage.iplMs <= stage.offMs) faults.push(say(`${name} is not off for a moment.`))
        return faults
      }),
    ),
)

export const nobodyOnAnOffServer = energyCheck(
  'R-ENERGY-EMPTY',
  'From its shutdown until it operates again nobody runs on a server, leaves it or goes there',
  (context) => {
    const moves = movesOf(context).toSorted((a, b) => a.endMs - b.endMs)
    return context.stages.filter(isOff).flatMap(({ stage }) => {
      const at = { stageId: stage.id }
      const out = new Set(stage.serverIds)
      const place = new Map(context.start.fleet.partitions.map(({ id, serverId }) => [id, serverId]))
      for (const { endMs, plan } of moves)
        if (endMs <= stage.startMs)
          for (const { partitionId, targetServerId } of plan.moves) place.set(partitionId, targetServerId)
      const there = context.start.fleet.partitions.filter(
        (one) => !isStopped(one) && out.has(place.get(one.id) ?? ''),
      )
      const moving = moves
        .filter(({ startMs, endMs }) => startMs < stage.endMs && endMs > stage.startMs)
        .flatMap(({ plan }) => plan.moves)
        .filter(({ sourceServerId, targetServerId }) => out.has(sourceServerId) || out.has(targetServerId))
      const names = [...there.map(({ name }) => name), ...moving.map(({ partitionName }) => partitionName)]
      return names.length === 0
        ? []
        : [stageViolation('R-ENERGY-EMPTY', `${stage.title}: ${list(names)} there meanwhile.`, at)]
    })
  },
)

export const homeAtTheEnd = energyCheck(
  'R-ENERGY-HOME',
  'At the end of each band everybody is where they were; nobody moves but off a server that is then off, and back',
  (context, { bands }) =>
    bands.flatMap((band) => {
      const inBand = context.stages.filter(
        ({ stage }) => stage.startMs < band.endMs && stage.endMs > band.startMs,
      )
      const off = new Set(inBand.filter(isOff).flatMap(({ stage }) => stage.serverIds))
      const before = new Map(context.start.fleet.partitions.map((one) => [one.id, one]))
      const place = new Map<string, string>()
      const faults: StageViolation[] = []
      for (const { stage } of inBand) {
        if (stage.kind !== 'moves') continue
        for (const move of stage.plan.moves) {
          const home = before.get(move.partitionId)?.serverId
          const at = { stageId: stage.id, moveId: move.id }
          const leaves = !place.has(move.partitionId) && home !== undefined && off.has(home)
          if (!leaves && move.targetServerId !== home) {
            const text = `${stage.title}: nothing asks ${move.partitionName} to go to ${move.targetServerName}.`
            faults.push(stageViolation('R-ENERGY-HOME', text, at))
          }
          if (!leaves && move.targetServerId === home) faults.push(...lostAtHome(context, move, at))
          place.set(move.partitionId, move.targetServerId)
        }
      }
      for (const [id, serverId] of place) {
        const one = before.get(id)
        if (one === undefined || one.serverId === serverId) continue
        const text = `${one.name} is on ${nameIn(context, serverId)} at the end of a band, not at home.`
        faults.push(stageViolation('R-ENERGY-HOME', text, { serverId: one.serverId }))
      }
      return faults
    }),
)

/** Whoever comes home has the number and the pool it had: the next band counts with that. */
function lostAtHome(
  { start }: StageContext,
  move: PlanMove,
  at: { readonly stageId: string; readonly moveId: string },
): readonly StageViolation[] {
  const before = start.partitionById.get(move.partitionId)
  if (before === undefined) return []
  const say = (text: string) => stageViolation('R-ENERGY-HOME', `${move.partitionName} ${text}`, at)
  const pools = start.serverById.get(before.serverId)?.processorPools
  const pool = pools?.find(({ id }) => id === before.poolId)?.name ?? null
  const keepsPool = before.processorMode === 'dedicated' || pool === null || (before.poolId ?? 0) === 0
  return [
    ...(move.targetLparId === before.lparId
      ? []
      : [say(`comes home as ${move.targetLparId ?? 'what the HMC chooses'} instead of ${before.lparId}.`)]),
    ...(keepsPool || move.targetPoolName === pool ? [] : [say('comes home into another processor pool.')]),
  ]
}

export const spareWhileOff = energyCheck(
  'R-ENERGY-RESERVE',
  'N+1 is asked for wherever a server is off, and holds while it is',
  (context) => {
    const groups = (context.plan.options.rules ?? []).flatMap((rule) =>
      rule.kind === 'reserve' && rule.hard && rule.when === 'always'
        ? [{ rule, ids: new Set(rule.servers.map(({ id }) => id)) }]
        : [],
    )
    return context.stages.filter(isOff).flatMap(({ stage, before }) => {
      const at = { stageId: stage.id }
      const out = new Set(stage.serverIds)
      const loose = stage.serverIds.filter((id) => !groups.some(({ ids }) => ids.has(id)))
      return [
        ...loose.map((serverId) =>
          stageViolation(
            'R-ENERGY-RESERVE',
            `${stage.title}: no hard rule asks for N+1 where ${nameIn(context, serverId)} is.`,
            { ...at, serverId },
          ),
        ),
        ...groups.flatMap(({ rule, ids }) => {
          if (!stage.serverIds.some((id) => ids.has(id))) return []
          const failing = withoutSpare(before, ids, out)
          if (failing === null) return []
          const text = `${stage.title}, rule ${rule.id} (${ruleSentence(rule)}): the partitions of ${failing} do not fit on the others.`
          return [stageViolation('R-ENERGY-RESERVE', text, at)]
        }),
      ]
    })
  },
)

export const everyServerAccountedFor = energyCheck(
  'R-ENERGY-LEFT',
  'Every server is off at some time, or named with the reason why it stays on',
  ({ plan, stages, start }) => {
    const off = new Set(stages.filter(isOff).flatMap(({ stage }) => stage.serverIds))
    const named = new Map(plan.unserviced.map((one) => [one.serverId, one]))
    const say = (serverId: string, text: string) => stageViolation('R-ENERGY-LEFT', text, { serverId })
    return [
      ...[...off]
        .filter((id) => !start.serverById.has(id))
        .map((id) => say(id, `The inventory has no server ${id}.`)),
      ...start.fleet.servers.flatMap(({ id, name }) => {
        const reason = named.get(id)
        if (off.has(id)) return reason === undefined ? [] : [say(id, `${name} is off and said to stay on.`)]
        if (reason === undefined) return [say(id, `${name} stays on without a word.`)]
        const isBare = reason.reasons.length === 0 || reason.reasons.some(({ text }) => text.trim() === '')
        return isBare ? [say(id, `${name} stays on without a reason.`)] : []
      }),
    ]
  },
)

/** Figures are the same up to the order of their sums. */
const SLACK = 1e-6
const differs = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a !== b : Math.abs(a - b) > SLACK * Math.max(1, Math.abs(a), Math.abs(b))

export const savesEnergy = energyCheck(
  'R-ENERGY-NET',
  'In no band more energy is used than without the plan; its kWh are right, and given only where watts are known',
  (context, { bands, power }) => {
    const { plan, start, stages } = context
    const question = { index: start, stages: stages.map(({ stage }) => stage), power, zone: plan.zone }
    const own = bands.map((band) => ownEnergy({ ...question, band }))
    const lost = own.flatMap(({ netKwh }, at) =>
      netKwh === null || netKwh >= -SLACK
        ? []
        : [
            stageViolation(
              'R-ENERGY-NET',
              `Band ${at + 1} uses ${(-netKwh).toFixed(3)} kWh more than without the plan.`,
            ),
          ],
    )
    return plan.energy === undefined ? lost : [...lost, ...wrongFigures(context, plan.energy, own)]
  },
)

function wrongFigures(
  context: StageContext,
  energy: PlannedEnergy,
  own: readonly OwnEnergy[],
): readonly StageViolation[] {
  const say = (text: string) => stageViolation('R-ENERGY-NET', text)
  const add = (values: readonly (number | null)[]): number | null =>
    values.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0)
  const ids = new Set(own.flatMap(({ servers }) => [...servers.keys()]))
  const faults: StageViolation[] = []
  for (const id of new Set([...ids, ...energy.servers.map(({ serverId }) => serverId)])) {
    const said = energy.servers.filter(({ serverId }) => serverId === id)
    const [row] = said
    const parts = own.flatMap(({ servers }) => servers.get(id) ?? [])
    const isWrong =
      row === undefined ||
      said.length > 1 ||
      !ids.has(id) ||
      differs(row.offS, add(parts.map(({ offS }) => offS))) ||
      differs(row.withoutKwh, add(parts.map(({ withoutKwh }) => withoutKwh))) ||
      differs(row.withKwh, add(parts.map(({ withKwh }) => withKwh)))
    if (isWrong)
      faults.push(say(`The kWh or the time off of ${nameIn(context, id)} are not those of its stages.`))
  }
  const migrationKwh = own.reduce((all, one) => all + one.migrationKwh, 0)
  const parts = own.flatMap(({ servers }) => [...servers.values()])
  const withoutKwh = add(parts.map((one) => one.withoutKwh))
  const withKwh = add([...parts.map((one) => one.withKwh), migrationKwh])
  const netKwh = add(own.map((one) => one.netKwh))
  if (
    differs(energy.migrationKwh, migrationKwh) ||
    differs(energy.withoutKwh, withoutKwh) ||
    differs(energy.withKwh, withKwh) ||
    differs(energy.netKwh, netKwh)
  )
    faults.push(say('The kWh of the plan are not the sums of its servers and moves.'))
  return faults
}
