/** Movers: a pair, its redundancy, its speed, and how many moves run at once. */
import type { Vios } from '../../inventory/fleet.ts'
import { shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import { configuredMoves, serverSlotsOf } from '../mover-limits.ts'
import {
  block,
  cannotTell,
  likelyBlock,
  note,
  pass,
  warn,
  type Rule,
  type RuleInput,
  type ServersContext,
} from '../rule.ts'
import type { ServerFacts } from '../server-facts.ts'
import { list } from '../words.ts'

const movers = { name: 'msp of the VIOS of the target', command: commands.movers }
const sourceMovers = { name: 'msp of the VIOS of the source', command: commands.sourceMovers }

function sides({ source, target }: ServersContext, input: RuleInput, sourceInput: RuleInput) {
  return [
    { facts: source, input: sourceInput },
    { facts: target, input },
  ]
}

export const mspPair: Rule = {
  id: 'MSP-PAIR',
  title: 'A running mover with RMC on both servers',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [movers, sourceMovers],
  confidence: 'verified',
  source: 'HMC help; HMC cheat sheet',
  notSeen: 'Whether the movers reach each other over IP is not in these outputs; migrlpar -o v checks it.',
  judge(context) {
    const both = sides(context, movers, sourceMovers)
    for (const { facts } of both) {
      if (facts.movers.length > 0 || !facts.moversKnown) continue
      const first = facts.vios[0]
      const cut = facts.running.filter((one) => one.mover === true)
      if (cut.length > 0)
        return block(
          `RMC is active to no mover of ${facts.server.name}.`,
          cut.map((one) => ({ name: `rmc_state of ${one.name}`, value: one.rmcState })),
          'Check RSCT on the VIOS (refrsrc IBM.MCP as root) and port 657 tcp and udp between VIOS and HMC.',
        )
      return block(
        `No running VIOS of ${facts.server.name} is a mover.`,
        facts.vios.map((one) => ({ name: `mover ${one.name}`, value: one.mover })),
        `chsyscfg -r lpar -m ${shellWord(facts.server.name)} -i lpar_id=${first?.lparId ?? 'VIOS_ID'},msp=1`,
      )
    }
    const silent = both.find(({ facts }) => facts.movers.length === 0)
    return silent === undefined
      ? pass
      : cannotTellOfVios(
          context,
          silent.facts,
          silent.input,
          `Whether ${silent.facts.server.name} has a mover`,
        )
  },
}

export const mspRed: Rule = {
  id: 'MSP-RED',
  title: 'Two movers on both servers',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [movers, sourceMovers],
  confidence: 'verified',
  source: 'IBM redunmspmigr and networking pages',
  judge(context) {
    const both = sides(context, movers, sourceMovers)
    const single = both.find(({ facts }) => facts.moversKnown && facts.movers.length === 1)
    if (single !== undefined)
      return note(`${single.facts.server.name} has one mover: no redundant pair of movers.`, [
        { name: `movers of ${single.facts.server.name}`, value: 1 },
      ])
    const silent = both.find(({ facts }) => facts.movers.length < 2 && !facts.moversKnown)
    return silent === undefined
      ? pass
      : cannotTellOfVios(
          context,
          silent.facts,
          silent.input,
          `How many movers ${silent.facts.server.name} has`,
          { worst: 'warn' },
        )
  },
}

const speed = { name: 'media speed of the mover adapters', command: commands.linkSpeed }
const sourceSpeed = {
  name: 'media speed of the mover adapters of the source',
  command: commands.sourceLinkSpeed,
}

const slots = { name: 'cfg_msp_lpm_ops', command: commands.moverAttributes }
const sourceSlots = {
  name: 'cfg_msp_lpm_ops of the source',
  command: commands.moverAttributes.replace('{target}', '{source}'),
}

export const mspConcVios: Rule = {
  id: 'MSP-CONC-VIOS',
  title: 'Moves at once per mover are known and fit its link',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [slots, sourceSlots, speed, sourceSpeed],
  confidence: 'verified',
  source: 'vioslpm0 page; robmcnelly.com copy of the IBM table (1 GbE)',
  judge(context) {
    const { catalogue } = context
    const few = catalogue.levels.data.movesOnOneGigabit
    for (const { facts, input } of sides(context, slots, sourceSlots)) {
      const counted = facts.movers.map((vios) => ({ vios, moves: configuredMoves(vios, catalogue) }))
      const unread = counted.find((one) => one.moves === null)
      if (counted.length === 0 || unread !== undefined)
        return cannotTell(
          context,
          input,
          `How many moves ${unread?.vios.name ?? `a mover of ${facts.server.name}`} takes at once`,
          {
            worst: 'warn',
            vios: unread?.vios.name,
          },
        )
      const slow = counted.find(
        ({ vios, moves }) => vios.linkGbps !== null && vios.linkGbps <= 1 && (moves ?? 0) > few,
      )
      if (slow !== undefined)
        return warn(
          `${slow.vios.name} takes ${slow.moves} moves at once over ${slow.vios.linkGbps} Gb/s; ${few} are advised.`,
          [
            { name: 'moves at once', value: slow.moves },
            { name: 'link', value: slow.vios.linkGbps, unit: 'Gb/s' },
          ],
          `viosvrcmd -m ${shellWord(facts.server.name)} -p ${shellWord(slow.vios.name)} -c "chdev -dev vioslpm0 -attr cfg_msp_lpm_ops=${few}"`,
        )
      const unclocked = counted.find(({ vios, moves }) => vios.linkGbps === null && (moves ?? 0) > few)
      if (unclocked !== undefined)
        return cannotTell(
          context,
          input === slots ? speed : sourceSpeed,
          `The link speed of ${unclocked.vios.name}`,
          {
            worst: 'warn',
            vios: unclocked.vios.name,
          },
        )
    }
    return pass
  },
}

const limits = { name: 'num_active_migrations_supported', command: commands.migrationLimits }
const sourceLimits = {
  name: 'num_active_migrations_supported of the source',
  command: commands.sourceMigrationLimits,
}
const inactiveLimits = { name: 'num_inactive_migrations_supported', command: commands.migrationLimits }
const sourceInactiveLimits = {
  name: 'num_inactive_migrations_supported of the source',
  command: commands.sourceMigrationLimits,
}

/** A limit of 0 allows none; what is in progress now only delays. */
function judgeLimit(
  context: ServersContext,
  moveType: 'active' | 'inactive',
  both: readonly { readonly facts: ServerFacts; readonly input: RuleInput }[],
) {
  const read = both.map(({ facts, input }) => ({
    name: facts.server.name,
    input,
    ...serverSlotsOf(facts.server, moveType),
  }))
  const none = read.find((one) => one.limit === 0)
  if (none !== undefined)
    return likelyBlock(
      `${none.name} supports 0 ${moveType} moves at once.`,
      [{ name: 'moves at once', value: 0 }],
      moveType === 'active'
        ? `Make a VIOS of ${none.name} a mover: chsyscfg -r lpar -m ${shellWord(none.name)} -i lpar_id=VIOS_ID,msp=1`
        : `Look at the limits: lslparmigr -r sys -m ${shellWord(none.name)}`,
    )
  const full = read.find(
    (one) => one.limit !== null && one.inProgress !== null && one.inProgress >= one.limit,
  )
  if (full !== undefined)
    return warn(
      `${full.inProgress} of ${full.limit} ${moveType} moves were in progress on ${full.name} when it was read.`,
      [
        { name: 'in progress', value: full.inProgress },
        { name: 'moves at once', value: full.limit },
      ],
      `Wait for them to end: lslparmigr -r lpar -m ${shellWord(full.name)}`,
    )
  const unread = read.find((one) => one.limit === null || one.inProgress === null)
  return unread === undefined
    ? pass
    : cannotTell(context, unread.input, `How many ${moveType} moves ${unread.name} supports and makes`, {
        worst: 'warn',
      })
}

export const mspConcSys: Rule = {
  id: 'MSP-CONC-SYS',
  title: 'Both servers support active moves, with one free',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [limits, sourceLimits],
  confidence: 'verified',
  source: 'REST captures, robmcnelly.com copy of the IBM table',
  judge: (context) => judgeLimit(context, 'active', sides(context, limits, sourceLimits)),
}

export const mspConcI: Rule = {
  id: 'MSP-CONC-I',
  title: 'Both servers support inactive moves, with one free',
  appliesTo: ['inactive'],
  scope: 'servers',
  inputs: [inactiveLimits, sourceInactiveLimits],
  confidence: 'verified',
  source: 'REST captures',
  judge: (context) => judgeLimit(context, 'inactive', sides(context, inactiveLimits, sourceInactiveLimits)),
}

function fastest(facts: ServerFacts): Vios | null {
  const known = facts.movers.filter((one) => one.linkGbps !== null)
  return known.toSorted((a, b) => (b.linkGbps ?? 0) - (a.linkGbps ?? 0))[0] ?? null
}

export const mspSpeed: Rule = {
  id: 'MSP-SPEED',
  title: 'The movers have equal links of 10 Gb/s or more',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [speed, sourceSpeed],
  confidence: 'verified',
  source: 'IBM LPM networking page',
  notSeen: 'Jumbo frames and large receive along the path are not in these outputs.',
  judge(context) {
    const read = sides(context, speed, sourceSpeed).map((side) => ({ ...side, best: fastest(side.facts) }))
    const unread = read.find((side) => side.best === null)
    if (unread !== undefined)
      return cannotTell(
        context,
        unread.input,
        `The link speed of the movers of ${unread.facts.server.name}`,
        {
          worst: 'warn',
          vios: unread.facts.movers[0]?.name,
        },
      )
    const links = read.map((side) => side.best?.linkGbps ?? 0)
    const facts = read.map((side, i) => ({
      name: `link of ${side.best?.name ?? ''}`,
      value: links[i] ?? 0,
      unit: 'Gb/s',
    }))
    const remedy =
      'Choose mover addresses with -i "source_msp_ipaddr=ADDRESS,dest_msp_ipaddr=ADDRESS", or move the mover address to a faster adapter.'
    const wanted = context.catalogue.levels.data.preferredLinkGbps
    const slow = read.filter((side) => (side.best?.linkGbps ?? 0) < wanted)
    if (slow.length > 0)
      return warn(
        `The mover link of ${list(slow.map((side) => `${side.best?.name ?? ''} (${side.best?.linkGbps ?? 0} Gb/s)`))} is below ${wanted} Gb/s.`,
        facts,
        remedy,
      )
    return links[0] === links[1]
      ? pass
      : warn(
          `Mover links differ: ${links[0]} Gb/s on ${context.source.server.name}, ${links[1]} Gb/s on ${context.target.server.name}.`,
          facts,
          remedy,
        )
  },
}
