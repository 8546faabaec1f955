/**
 * What the readers of one file share: which system the rows belong to, and the way out for patches and problems.
 */
import type { FleetPatch, PartitionRef, ServerRef } from '../../../shared/inventory/patch.ts'
import type { ImportProblem } from '../../../shared/inventory/problem.ts'
import { importLimits } from '../importer.ts'
import type { ImportItem, ReadContext } from '../importer.ts'
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { EchoedCommand } from './sentences.ts'

const RAW_CHARACTERS = 2_000

export class Reading {
  readonly file: string
  readonly context: ReadContext
  /** Rows that were recognised but hold nothing the fleet knows, by command. */
  readonly unused = new Map<string, { line: number; rows: number }>()
  private readonly items: ImportItem[] = []
  private readonly once = new Set<string>()
  private readonly unknown = new Map<string, number>()
  private problems = 0
  private suppressed = 0
  private command: EchoedCommand | null = null
  private incompleteBecause: string | null = null

  constructor(file: string, context: ReadContext) {
    this.file = file
    this.context = context
  }

  /** Patches and problems since the last call, in order. */
  take(): ImportItem[] {
    return this.items.splice(0)
  }

  emit(patch: FleetPatch, raw?: string): void {
    this.items.push({ type: 'patch', patch: withRaw(patch, raw) })
  }

  /** Emits what a row says of a further system, or together with other rows: it is not counted as a row again. */
  emitMore(patch: FleetPatch, raw?: string): void {
    this.items.push({ type: 'patch', patch: withRaw(patch, raw), rowCounted: true })
  }

  /** Reports a problem; after `problemsPerFile` of them the rest is only counted. */
  readonly report = (problem: ImportProblem, raw?: string): void => {
    if (problem.severity === 'error') this.incompleteBecause ??= problem.code
    this.problems++
    if (this.problems > importLimits.problemsPerFile) {
      this.suppressed++
      return
    }
    this.items.push({
      type: 'problem',
      problem,
      ...(raw === undefined ? {} : { raw: raw.slice(0, RAW_CHARACTERS) }),
    })
  }

  /** Reports a problem the first time only; further ones of the same key say nothing new. */
  reportOnce(key: string, problem: ImportProblem, raw?: string): void {
    if (this.once.has(key)) return
    this.once.add(key)
    this.report(problem, raw)
  }

  /** A terminal log names the system in the command above the output. */
  setCommand(command: EchoedCommand): void {
    this.command = command
  }

  /** The command above the output; null where none is echoed. */
  get commandAbove(): EchoedCommand | null {
    return this.command
  }

  /** Says that rows were lost, so that no list of this file may be called complete. */
  markIncomplete(why: string): void {
    this.incompleteBecause ??= why
  }

  get complete(): boolean {
    return this.incompleteBecause === null
  }

  noteUnknown(column: string, line: number): void {
    if (this.unknown.size < 1_000 && !this.unknown.has(column)) this.unknown.set(column, line)
  }

  noteUnused(kind: string, line: number): void {
    const seen = this.unused.get(kind)
    if (seen === undefined) this.unused.set(kind, { line, rows: 1 })
    else seen.rows++
  }

  /** The system whose output this is; reported once where it cannot be known. */
  server(line: number): ServerRef | null {
    const named = this.command?.system ?? null
    if (named !== null) return parseMtms(named) ?? { name: named }
    if (this.context.system !== null) return this.context.system
    const [only, ...others] = this.context.systems
    if (only !== undefined && others.length === 0) return only
    this.reportOnce('system-unknown', {
      code: 'system-unknown',
      severity: 'error',
      origin: { file: this.file, line },
      column: null,
      found: 'The rows of this file do not say which managed system they belong to.',
      remedy:
        'Name the file or its folder after the system (SYSTEM_vscsi.txt), or keep the command with "-m SYSTEM" as the first line; then import again.',
    })
    return null
  }

  /** The VIOS whose output this is, by the command above it or by the file name; reported once where unknown. */
  vios(line: number): PartitionRef | null {
    const named = this.command?.partition ?? this.context.viosName
    if (named !== null) return { name: named }
    this.reportOnce('vios-unknown', {
      code: 'vios-unknown',
      severity: 'error',
      origin: { file: this.file, line },
      column: null,
      found: 'The rows of this file do not say which Virtual I/O Server they belong to.',
      remedy: 'Name the file after the system and the VIOS (SYSTEM_VIOS_lsmap-all.txt) and import again.',
    })
    return null
  }

  /** Notes that concern the whole file. Call once, at its end. */
  finish(): void {
    const [first] = this.unknown
    if (first !== undefined) {
      const all = [...this.unknown.keys()]
      const shown = all.slice(0, 12).join(', ')
      this.report({
        code: 'unknown-attribute',
        severity: 'note',
        origin: { file: this.file, line: first[1] },
        column: first[0],
        found: `${all.length} ${all.length === 1 ? 'attribute is' : 'attributes are'} not known to this version: ${shown}${all.length > 12 ? ', …' : ''}.`,
        remedy: 'Nothing to do; they were left out.',
      })
    }
    for (const [kind, { line, rows }] of this.unused)
      this.report({
        code: 'not-used',
        severity: 'note',
        origin: { file: this.file, line },
        column: null,
        found: `${rows} ${rows === 1 ? 'row' : 'rows'} of ${kind}: recognised, and holding nothing a plan needs.`,
        remedy: 'Nothing to do.',
      })
    if (this.suppressed > 0)
      this.items.push({
        type: 'problem',
        problem: {
          code: 'too-many-problems',
          severity: 'warning',
          origin: { file: this.file, line: null },
          column: null,
          found: `${this.suppressed} more problems in this file are not listed.`,
          remedy: 'Correct the first ones and import the file again.',
        },
      })
  }
}

function withRaw(patch: FleetPatch, raw: string | undefined): FleetPatch {
  return raw === undefined ? patch : { ...patch, raw: raw.slice(0, RAW_CHARACTERS) }
}
