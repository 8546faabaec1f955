/**
 * What becomes of the processor compatibility mode: may the partition run there, in which mode until its next restart,
 * and whether a restart there closes the way back (rules CPU-MODE-A, -I, -STAY and -BACK; IBM p10hc3_pcmexamples).
 */
import type { Partition, Server } from '../../inventory/fleet.ts'
import type { MobilityCatalogue } from '../catalogue/mobility-catalogue.ts'
import { importedModes, offeredModes, offers, type OfferedModes } from '../offered-modes.ts'
import { generationRank, highestMode, list, modeRank } from '../words.ts'

export interface ModeAdvice {
  /** null: a mode of the partition or a list of a server is not known. */
  readonly mayRun: boolean | null
  /** Mode it keeps until it is restarted; null for a partition that does not run, or where it is not known. */
  readonly staysIn: string | null
  /** Highest mode the target offers. */
  readonly highestThere: string | null
  readonly afterRestart: string | null
  /** Whether the way back is open after a restart on the target. */
  readonly wayBack: 'open' | 'closes' | null
  /** Whole sentences for people, what is not known included. */
  readonly sentences: readonly string[]
  /** The one that decides a plan: what a restart changes; null where it changes nothing, or where that is not known. */
  readonly change: string | null
}

/** Advises; `running` says whether the move is an active one. */
export function modeAdvice(
  partition: Partition,
  source: Server,
  target: Server,
  catalogue: MobilityCatalogue,
  running = partition.state !== 'not activated',
): ModeAdvice {
  const there = offeredModes({ server: target, modes: importedModes(target) }, catalogue)
  const here = offeredModes({ server: source, modes: importedModes(source) }, catalogue)
  const current = running && partition.currentMode !== 'default' ? partition.currentMode : null
  const mayRun = runs(there, running ? [current, partition.desiredMode] : [partition.desiredMode])
  const highestThere = there === null ? null : highestMode(there.modes)
  const afterRestart =
    partition.desiredMode === 'default' ? sureHighest(there, target, source) : partition.desiredMode
  const wayBack = mayRun === false ? null : wayBackOf(here, afterRestart)
  const change =
    mayRun === false ? null : changeOf({ partition, source, target, current, afterRestart, wayBack })
  return {
    mayRun,
    staysIn: mayRun === false ? null : current,
    highestThere,
    afterRestart,
    wayBack,
    change,
    sentences: [
      mayRunSentence(partition, target, mayRun, there),
      ...(mayRun !== false && wayBack !== 'closes' && current !== null && isBelow(current, highestThere)
        ? [`It stays in ${current} mode until it is restarted; ${target.name} offers up to ${highestThere}.`]
        : []),
      ...(change === null ? [] : [change]),
      ...(mayRun !== false && wayBack === null
        ? [`Whether ${source.name} takes it back after a restart on ${target.name} is not known.`]
        : []),
    ],
  }
}

/** A known refusal outweighs what is not known. */
function runs(there: OfferedModes | null, asked: readonly (string | null)[]): boolean | null {
  if (there === null) return null
  const answers = asked.map((mode) => (mode === null ? null : offers(there, mode)))
  if (answers.includes(false)) return false
  return answers.includes(null) ? null : true
}

/** The mode that "default" becomes; not told from a catalogue row that is uncertain about higher ones. */
function sureHighest(there: OfferedModes | null, target: Server, source: Server): string | null {
  if (there === null) return null
  const highest = highestMode(there.modes)
  const rank = (mode: string | null) => (mode === null ? -1 : (modeRank(mode) ?? -1))
  if (there.uncertain.some((mode) => rank(mode) > rank(highest))) return null
  const [to, from] = [generationRank(target.generation), generationRank(source.generation)]
  return there.imported || (to !== null && from !== null) ? highest : null
}

function wayBackOf(here: OfferedModes | null, afterRestart: string | null): ModeAdvice['wayBack'] {
  if (here === null || afterRestart === null) return null
  const back = offers(here, afterRestart)
  return back === null ? null : back ? 'open' : 'closes'
}

const isBelow = (mode: string, highest: string | null): boolean =>
  highest !== null && (modeRank(mode) ?? 99) < (modeRank(highest) ?? 0)

function changeOf(parts: {
  readonly partition: Partition
  readonly source: Server
  readonly target: Server
  readonly current: string | null
  readonly afterRestart: string | null
  readonly wayBack: ModeAdvice['wayBack']
}): string | null {
  const { partition, source, target, current, afterRestart, wayBack } = parts
  if (afterRestart === null || wayBack === null) return null
  if (wayBack === 'closes') {
    const until = current === null ? '' : `It runs in ${current} mode until it is restarted; `
    const then = `${until === '' ? 'After' : 'after'} a restart on ${target.name} it runs in ${afterRestart} mode`
    return `${until}${then}, which ${source.name} does not offer: the way back to ${source.name} closes then.`
  }
  if (current === null || current === afterRestart) return null
  return `After a restart on ${target.name} ${partition.name} runs in ${afterRestart} mode; the way back to ${source.name} stays open.`
}

function mayRunSentence(
  partition: Partition,
  target: Server,
  mayRun: boolean | null,
  there: OfferedModes | null,
): string {
  if (mayRun === null)
    return `Whether ${target.name} offers the processor mode of ${partition.name} is not known.`
  const from = there?.imported === false ? ' by the catalogue, its own list was not imported' : ''
  if (mayRun) return `${target.name} offers the processor mode of ${partition.name}${from}.`
  return `${target.name} does not offer the processor mode of ${partition.name}; it offers ${list(there?.modes ?? [], 8)}${from}.`
}
