/** Remarks about a plan that saves energy. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import { count } from '../../mobility/words.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { movesStagesOf, type PlannedEnergy } from '../../plan/staged-plan.ts'
import type { Course } from '../stages/course.ts'
import { stagedNotes } from '../stages/staged-notes.ts'

export interface EnergyNotesInput {
  readonly index: FleetIndex
  readonly course: Course
  readonly energy: PlannedEnergy | undefined
  readonly bands: readonly PlanWindow[]
  /** Bands that were looked at. */
  readonly planned: number
  /** Sentences about servers that are off in some of the bands only. */
  readonly partly: readonly string[]
  /** N+1 rules that were added because nobody gave one. */
  readonly addedRules: readonly PlanRule[]
}

export function energyNotes(input: EnergyNotesInput): readonly string[] {
  const { index, course, bands, planned, partly } = input
  return [
    ...offNote(input),
    ...partly,
    ...addedNote(input),
    ...kwhNotes(input),
    ...stagedNotes(index, course, 'on their servers while these are off'),
    ...(planned < bands.length
      ? [`Planning was stopped: ${planned} of ${count(bands.length, 'band')} were planned.`]
      : []),
    ...(course.serviced.size === 0
      ? []
      : [
          'Shutdown includes that of the VIOS; a server counts as back once its VIOS run and its movers answer over RMC. Check that before anybody goes home.',
        ]),
  ]
}

function offNote({ index, course, bands }: EnergyNotesInput): readonly string[] {
  const off = course.stages.filter((stage) => stage.kind === 'off')
  const hours =
    off.reduce((sum, { offMs, iplMs, serverIds }) => sum + (iplMs - offMs) * serverIds.length, 0) / 3_600_000
  const servers = `${course.serviced.size} of ${count(index.fleet.servers.length, 'server')}`
  return [
    off.length === 0
      ? `No server can be off in ${bands.length === 1 ? 'the band' : `any of the ${bands.length} bands`}; the reasons stand beside each.`
      : `${servers} ${course.serviced.size === 1 ? 'is' : 'are'} off in ${off.length} of ${count(bands.length, 'band')}, ${hours.toFixed(1)} server hours in all.`,
  ]
}

function addedNote({ addedRules }: EnergyNotesInput): readonly string[] {
  const [first] = addedRules
  if (first === undefined) return []
  const ids = addedRules.map(({ id }) => id).join(', ')
  return [
    `You gave no hard reserve rule that holds always, so N+1 is asked of all servers of each site (${ids}). Where other servers have to stand in for each other, say so in rules of your own.`,
  ]
}

function kwhNotes({ index, course, energy }: EnergyNotesInput): readonly string[] {
  if (course.serviced.size === 0) return []
  if (energy === undefined)
    return ['No kWh are given: the watts of the servers are not known. Give idle, maximum and standby watts.']
  const unknown = energy.servers.filter(({ withKwh }) => withKwh === null).map(({ serverName }) => serverName)
  const moved = new Set(
    movesStagesOf(course).flatMap(({ plan }) => plan.moves.map(({ partitionId }) => partitionId)),
  )
  const moves = movesStagesOf(course).reduce((sum, { plan }) => sum + plan.moves.length, 0)
  const unmeasured = [...moved].filter((id) => index.partitionById.get(id)?.typicalWeek == null).length
  const { netKwh, withoutKwh, withKwh, migrationKwh } = energy
  return [
    netKwh === null || withoutKwh === null || withKwh === null
      ? `No net kWh is given: the watts of ${unknown.join(', ')} are not known.`
      : `Within the bands the servers this plan touches would draw ${kwhOf(withoutKwh)} kWh; with it they draw ${kwhOf(withKwh)}, ${kwhOf(migrationKwh)} of that for copying memory: ${kwhOf(netKwh)} kWh saved, ${(netKwh / Math.max(1, moves)).toFixed(2)} for each move. Between idle and maximum watts the draw is taken to grow with the processors in use; stopping and starting count at the maximum.`,
    ...(unmeasured === 0
      ? []
      : [
          `${count(unmeasured, 'partition')} that ${unmeasured === 1 ? 'moves has' : 'move have'} no measured week; ${unmeasured === 1 ? 'it counts' : 'they count'} with the entitlement.`,
        ]),
  ]
}

const kwhOf = (kwh: number): string => (kwh >= 100 ? kwh.toFixed(0) : kwh.toFixed(1))
