/** Processor compatibility modes: what decides now, and what the next restart changes. */
import { attributeData, shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { offeredModes, offers } from '../offered-modes.ts'
import {
  block,
  cannotTell,
  likelyBlock,
  note,
  pass,
  warn,
  type MoveContext,
  type Rule,
  type RuleOutcome,
} from '../rule.ts'
import type { Fact } from '../verdict.ts'
import { generationRank, highestMode, list, modeRank } from '../words.ts'

const current = { name: 'curr_lpar_proc_compat_mode', command: commands.partitions }
const desired = { name: 'desired_lpar_proc_compat_mode', command: commands.partitions }
const offered = {
  name: 'lpar_proc_compat_modes',
  command: `${commands.targetSystem} -F name,lpar_proc_compat_modes`,
}
const sourceOffered = {
  name: 'lpar_proc_compat_modes of the source',
  command: `${commands.sourceSystem} -F name,lpar_proc_compat_modes`,
}

function setMode(context: MoveContext, mode: string): string {
  const data = attributeData([
    ['name', context.partition.currentProfile ?? 'PROFILE'],
    ['lpar_id', context.partition.lparId],
    ['lpar_proc_compat_mode', mode],
  ])
  return `chsyscfg -r prof -m ${shellWord(context.source.server.name)} -i ${data}`
}

interface Asked {
  readonly word: string
  readonly mode: string | null
  readonly input: Rule['inputs'][number]
}

/** Each asked mode against the target's list; a known refusal outweighs what is not known. */
function judgeModes(context: MoveContext, asked: readonly Asked[]): RuleOutcome {
  const { partition, target, catalogue } = context
  const known = offeredModes(target, catalogue)
  if (known === null)
    return cannotTell(context, offered, `The list of processor modes of ${target.server.name}`)
  const from = known.imported
    ? ''
    : ` by the catalogue of ${catalogue.compatModes.date} (its list was not imported)`
  const facts = (): readonly Fact[] => [
    ...asked.map((one) => ({ name: `${one.word} mode`, value: one.mode })),
    { name: `modes of ${target.server.name}`, value: known.modes.join(', ') },
  ]
  const refused = asked.find((one) => one.mode !== null && offers(known, one.mode) === false)
  if (refused !== undefined) {
    const answer = known.imported ? block : likelyBlock
    const here = offeredModes(context.source, catalogue)
    const best = highestMode(known.modes.filter((mode) => here?.modes.includes(mode) ?? false))
    return answer(
      `The ${refused.word} processor mode of ${partition.name} is ${refused.mode}; ${target.server.name} offers ${list(known.modes, 8)}${from}.`,
      facts(),
      best === null
        ? 'Choose another server: these two have no processor mode in common.'
        : `Set a mode that both servers offer and restart the partition: ${setMode(context, best)}`,
    )
  }
  const unread = asked.find((one) => one.mode === null)
  if (unread !== undefined)
    return cannotTell(context, unread.input, `The ${unread.word} processor mode of ${partition.name}`, {
      facts: facts(),
    })
  if (!known.imported && asked.some((one) => one.mode !== 'default')) {
    if (asked.some((one) => one.mode !== null && offers(known, one.mode) === null))
      return cannotTell(
        context,
        offered,
        `Whether ${target.server.name} offers mode ${list(asked.map((one) => one.mode ?? ''))}`,
        { facts: facts() },
      )
    return warn(
      `${target.server.name} offers ${list(asked.map((one) => one.mode ?? ''))}${from}.`,
      facts(),
      `Import its list: ${offered.command.replace('{target}', shellWord(target.server.name))}`,
    )
  }
  return pass
}

/** A partition that runs has a mode of its own; "default" in its place is a source that does not say which. */
function runningMode(context: MoveContext): string | null {
  const mode = context.partition.currentMode
  return mode === 'default' ? null : mode
}

/** A known mode that the target's own list offers: most answers, so without a list of what is asked. */
function isOffered({ target }: MoveContext, mode: string | null): boolean {
  return mode !== null && target.modes !== null && offers(target.modes, mode) === true
}

export const cpuModeA: Rule = {
  id: 'CPU-MODE-A',
  title: 'The target offers the current and the preferred processor mode',
  appliesTo: ['active', 'suspended'],
  scope: 'move',
  inputs: [current, desired, offered],
  confidence: 'verified',
  source: 'IBM p7 pcmcombosact',
  judge: (context) =>
    isOffered(context, runningMode(context)) && isOffered(context, context.partition.desiredMode)
      ? pass
      : judgeModes(context, [
          { word: 'current', mode: runningMode(context), input: current },
          { word: 'preferred', mode: context.partition.desiredMode, input: desired },
        ]),
}

export const cpuModeI: Rule = {
  id: 'CPU-MODE-I',
  title: 'The target offers the preferred processor mode',
  appliesTo: ['inactive'],
  scope: 'move',
  inputs: [desired, offered],
  confidence: 'general knowledge',
  source: 'general knowledge',
  judge: (context) =>
    isOffered(context, context.partition.desiredMode)
      ? pass
      : judgeModes(context, [{ word: 'preferred', mode: context.partition.desiredMode, input: desired }]),
}

export const cpuModeStay: Rule = {
  id: 'CPU-MODE-STAY',
  title: 'The mode stays until the partition is restarted',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [current, offered],
  confidence: 'verified',
  source: 'IBM p10hc3_pcmexamples',
  judge(context) {
    const { partition, source, target, catalogue } = context
    const mode = runningMode(context)
    if (mode === null)
      return cannotTell(context, current, `The current processor mode of ${partition.name}`, {
        worst: 'warn',
      })
    const known = offeredModes(target, catalogue)
    if (known === null)
      return cannotTell(context, offered, `The list of processor modes of ${target.server.name}`, {
        worst: 'warn',
      })
    const from = generationRank(source.server.generation)
    const to = generationRank(target.server.generation)
    if (from !== null && to !== null && to <= from) return pass
    const highest = highestMode(known.modes)
    if (highest === null || (modeRank(mode) ?? 99) >= (modeRank(highest) ?? 0)) return pass
    return note(
      `${partition.name} runs in ${mode} mode on ${target.server.name} until it is restarted; ${highest} is offered there.`,
      [
        { name: 'current mode', value: mode },
        { name: `highest mode of ${target.server.name}`, value: highest },
      ],
    )
  },
}

export const cpuModeBack: Rule = {
  id: 'CPU-MODE-BACK',
  title: 'A restart on the target does not close the way back',
  appliesTo: ['active'],
  scope: 'move',
  inputs: [desired, offered, sourceOffered],
  confidence: 'verified',
  source: 'IBM p8hc3 scenarios',
  judge(context) {
    const { partition, source, target, catalogue } = context
    const worst = 'warn'
    if (partition.desiredMode === null)
      return cannotTell(context, desired, `The preferred processor mode of ${partition.name}`, { worst })
    const there = offeredModes(target, catalogue)
    if (there === null)
      return cannotTell(context, offered, `The list of processor modes of ${target.server.name}`, { worst })
    const here = offeredModes(source, catalogue)
    if (here === null)
      return cannotTell(context, sourceOffered, `The list of processor modes of ${source.server.name}`, {
        worst,
      })
    const next = partition.desiredMode === 'default' ? highestMode(there.modes) : partition.desiredMode
    if (next === null)
      return cannotTell(
        context,
        offered,
        `The mode in which ${partition.name} starts on ${target.server.name}`,
        { worst },
      )
    const back = offers(here, next)
    if (back === true && here.imported && (there.imported || partition.desiredMode !== 'default')) return pass
    if (back === true && here.imported)
      return cannotTell(context, offered, `The list of processor modes of ${target.server.name}`, { worst })
    if (back !== false)
      return cannotTell(context, sourceOffered, `Whether ${source.server.name} offers mode ${next}`, {
        worst,
      })
    const common = highestMode(there.modes.filter((mode) => here.modes.includes(mode)))
    return warn(
      `After a restart on ${target.server.name} ${partition.name} runs in ${next} mode, which ${source.server.name} does not offer: the way back is closed.`,
      [
        { name: 'preferred mode', value: partition.desiredMode },
        { name: 'mode after a restart', value: next },
        { name: `modes of ${source.server.name}`, value: here.modes.join(', ') },
      ],
      `Keep the preferred mode at ${common ?? 'one of the source'} while the way back is wanted: ${setMode(context, common ?? 'MODE')}`,
    )
  },
}
