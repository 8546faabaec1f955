/** Why servers stay on; each sentence with what would help. */
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { brokenReserve } from '../stages/spare-while-out.ts'
import { isSpareRule } from './spare-rules.ts'
import { switchingOf, type Powers } from './typed-power.ts'
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Server } from '../../inventory/fleet.ts'
import type { UnservicedServer } from '../../plan/staged-plan.ts'

export function leftOn(
  { id, name }: Server,
  ruleId: string,
  text: string,
  remedy: string | null,
): UnservicedServer {
  return {
    serverId: id,
    serverName: name,
    reasons: [{ ruleId, verdict: 'block', text, remedy }],
    remedy,
  }
}

/** What keeps a server on before anything is planned; null: it may be off. */
export function keptOn(
  { fleet }: FleetIndex,
  server: Server,
  powers: Powers,
  rules: readonly PlanRule[],
): UnservicedServer | null {
  const { id, name, state } = server
  if (state !== 'operating')
    return leftOn(
      server,
      'ENERGY-STATE',
      `${name} is not operating${state === null ? ' for all that is known' : ` (${state})`}: there is nothing to switch off.`,
      null,
    )
  if (switchingOf(powers.get(id)) === null) {
    const power = powers.get(id)
    const lacks = [...(power?.shutdownS == null ? ['shutdown'] : []), ...(power?.iplS == null ? ['IPL'] : [])]
    return leftOn(
      server,
      'ENERGY-TIMES',
      `How long ${name} takes for ${lacks.join(' and ')} is not known, so nobody can say when it would be back.`,
      'Measure it once, and give the seconds with the power figures.',
    )
  }
  const groups = rules.filter((rule) => isSpareRule(rule) && rule.servers.some((one) => one.id === id))
  if (groups.length === 0)
    return leftOn(
      server,
      'ENERGY-SPARE',
      `${name} is in none of your groups with N+1, so nobody says what would stand in for it.`,
      'Add it to a hard reserve rule that holds always.',
    )
  const today = brokenReserve(fleet, [], groups)
  const broken = today ?? brokenReserve(fleet, [id], groups)
  if (broken === null) return null
  const when =
    today === null ? `Without ${name} there is no N+1` : 'There is no N+1 even with every server on'
  return leftOn(
    server,
    'ENERGY-SPARE',
    `${when} (${broken.rule.id}): ${broken.text}.`,
    'Free room, or give hard reserve rules of your own for the groups of servers that have to stand in for each other.',
  )
}

/** Its room is needed. */
export const neededOn = (server: Server): UnservicedServer =>
  leftOn(
    server,
    'ENERGY-ROOM',
    `${server.name} takes partitions of servers that are off, or is the room that has to stay free for a failure; no way was found to do without it.`,
    'Free room on other servers, or add some that may take partitions.',
  )

/** Being off would cost more than it saves. */
export const notWorth = (server: Server, lossKwh: number): UnservicedServer =>
  leftOn(
    server,
    'ENERGY-NET',
    `Off in the time there is, ${server.name} would take ${lossKwh.toFixed(1)} kWh more than it saves: for stopping, starting, moving its partitions and running them elsewhere.`,
    'Give a longer band.',
  )

/** Planning was stopped before it was looked at. */
export const notReached = (server: Server): UnservicedServer =>
  leftOn(
    server,
    'ENERGY-STOPPED',
    `Whether ${server.name} could be off was not looked at: there was no band ahead, or planning was stopped.`,
    'Plan again, and let it end.',
  )
