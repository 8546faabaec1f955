/**
 * `lscodpool`: Power Enterprise Pools (1.0) and what their members have activated. Attributes `installed_procs`,
 * `non_mobile_procs`, `mobile_procs` and `inactive_procs` of `--level sys` are as scripts in the field use them. Rows
 * of systems do not name their pool: the command above them does (`-p`), or the row of the pool itself.
 */
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { ServerRef, ServerValues } from '../../../shared/inventory/patch.ts'
import { knownOnly } from './map-server.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

export class EnterprisePoolGatherer {
  private readonly reading: Reading
  /** Pools that have a row of their own in this file. */
  private readonly pools: string[] = []
  private readonly members: ServerRef[] = []
  /** Pools whose members this file lists. */
  private readonly listed = new Set<string>()
  /** Line of a listing of all pools: below a command that asks for no certain one. */
  private allPoolsAt: number | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    const name = row.name('name')
    if (!row.has('non_mobile_procs')) {
      if (name !== null) this.pools.push(name)
      if (this.asksForAll()) this.allPoolsAt ??= row.origin.line
      return
    }
    const mtms = parseMtms(row.word('mtms') ?? '')
    const server: ServerRef | null = mtms ?? (name === null ? null : { name })
    if (server === null) {
      row.bad('name', 'names no system')
      return
    }
    const pool = this.poolOf(row)
    this.members.push({ ...server, ...(name === null ? {} : { name }) })
    if (pool !== null) this.listed.add(pool)
    const own = row.whole('non_mobile_procs')
    const mobile = row.whole('mobile_procs')
    const activatedCores = own === null || mobile === null ? null : own + mobile
    const values = knownOnly({ activatedCores, enterprisePool: pool }) as ServerValues
    this.reading.emit({ entity: 'server', server, values, origin: row.origin }, row.raw)
  }

  /** Nothing to list: no pool at all, or one without members. */
  none(line: number): void {
    const asked = this.reading.commandAbove?.pool ?? null
    if (asked !== null) this.listed.add(asked)
    else this.allPoolsAt ??= line
  }

  /** Where all pools are listed, and the members of each, the other systems of the HMC are in none. */
  end(whole: boolean): void {
    const line = this.allPoolsAt
    if (!whole || line === null || !this.pools.every((pool) => this.listed.has(pool))) return
    for (const server of this.reading.context.hmcSystems) {
      if (this.members.some((member) => isSame(member, server))) continue
      const origin = { file: this.reading.file, line }
      this.reading.emitMore({ entity: 'server', server, values: { enterprisePool: '' }, origin })
    }
  }

  private asksForAll(): boolean {
    const above = this.reading.commandAbove
    return above?.command === 'lscodpool' && above.pool === null
  }

  private poolOf(row: Row): string | null {
    const named = row.name('pool_name') ?? this.reading.commandAbove?.pool ?? null
    if (named !== null) return named
    return this.pools.length === 1 ? (this.pools[0] ?? null) : null
  }
}

function isSame(a: ServerRef, b: ServerRef): boolean {
  if (a.serial !== undefined && b.serial !== undefined)
    return a.serial === b.serial && a.typeModel === b.typeModel
  return a.name !== undefined && a.name === b.name
}
