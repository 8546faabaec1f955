/** Targets from which partitions could not come home, as bans for the evacuation that is planned anew. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { PartitionId, ServerId } from '../../inventory/fleet.ts'
import { rules } from '../../mobility/rules/catalogue.ts'
import type { RuleFinding } from '../../mobility/verdict.ts'
import type { UnplacedPartition } from '../../plan/plan-document.ts'
import type { Bans } from '../judgements.ts'

export const NO_WAY_HOME = 'STAGE-RETURN'

const aboutServers = new Set(rules.filter(({ scope }) => scope === 'servers').map(({ id }) => id))

export class ReturnBans {
  readonly #bans = new Map<PartitionId, Map<ServerId, RuleFinding>>()
  /** Partitions that only move when nothing is banned: they leave without a way home. */
  readonly oneWay = new Set<PartitionId>()

  constructor(others: Bans) {
    for (const [id, servers] of others) this.#bans.set(id, new Map(servers))
  }

  get bans(): Bans {
    return this.#bans
  }

  /**
   * Bans where those who could not come home were; whoever is not activated may as well stay at home.
   * @param leaving Everybody the evacuation moves, for what is wrong between two servers is wrong for all.
   */
  add(index: FleetIndex, stuck: readonly UnplacedPartition[], leaving: readonly PartitionId[]): void {
    for (const { partitionId, serverId, reasons } of stuck) {
      const [reason] = reasons
      const where = index.serverById.get(serverId)?.name ?? serverId
      const why = reason === undefined ? '' : ` ${reason.ruleId}: ${reason.text}`
      const finding: RuleFinding = {
        ruleId: NO_WAY_HOME,
        verdict: 'block',
        text: `From ${where} it could not come home.${why}`,
        facts: [],
        missing: null,
        remedy: reason?.remedy ?? null,
      }
      const isStopped = index.partitionById.get(partitionId)?.state === 'not activated'
      const targets = isStopped ? index.fleet.servers.map(({ id }) => id) : [serverId]
      const everybody = reason !== undefined && aboutServers.has(reason.ruleId)
      for (const id of everybody ? leaving : [partitionId])
        for (const target of targets) this.#ban(id, target, finding)
    }
  }

  #ban(id: PartitionId, target: ServerId, finding: RuleFinding): void {
    if (this.oneWay.has(id)) return
    const servers = this.#bans.get(id) ?? new Map<ServerId, RuleFinding>()
    if (!servers.has(target)) servers.set(target, finding)
    this.#bans.set(id, servers)
  }

  /** Lifts what keeps a partition from leaving at all; false where nothing of this did. */
  lift(id: PartitionId): boolean {
    const servers = this.#bans.get(id)
    const own = [...(servers ?? [])].filter(([, { ruleId }]) => ruleId === NO_WAY_HOME)
    for (const [target] of own) servers?.delete(target)
    if (own.length > 0) this.oneWay.add(id)
    return own.length > 0
  }
}
