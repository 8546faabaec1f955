/** Reads a mover's log line by line into past moves, and reports what is damaged or contradicts itself. */
import type { PastMoveRecord } from '../../../shared/inventory/past-move.ts'
import { epochMs } from '../../../shared/inventory/units.ts'
import { LineSplitter } from '../hmc-cli/text-lines.ts'
import { importLimits } from '../importer.ts'
import type { Detection, ImportItem, ReadContext, SourceFile } from '../importer.ts'
import { factsOf, stampOf, type FactName } from './facts.ts'
import { figureOf, type Figure, type FigureName } from './figures.ts'
import { hintsOfName, type NameHints } from './file-name.ts'
import { checkFigures, findings, type Finding } from './findings.ts'

/** Longest line of a log; longer ones hold no figure and are passed over. */
const LONGEST_LINE = 1_000_000
const RAW_CHARACTERS = 2_000

/** Past moves and problems of one log in its order; throws nothing for any content. */
export async function* readMoverLog(
  file: SourceFile,
  _detection: Detection,
  context: ReadContext,
): AsyncGenerator<ImportItem> {
  const log = new LogReader(file.name, hintsOfName(file.name), context)
  const splitter = new LineSplitter(file.head, Math.min(LONGEST_LINE, importLimits.lineCharacters))
  let lines = 0
  for await (const chunk of file.chunks()) {
    for (const { text, number } of splitter.push(chunk)) {
      lines += 1
      if (lines > importLimits.rowsPerFile) break
      log.line(text, number)
    }
    yield* log.take()
    if (lines > importLimits.rowsPerFile) break
  }
  for (const { text, number } of splitter.end()) log.line(text, number)
  log.end(lines > importLimits.rowsPerFile)
  yield* log.take()
}

interface Draft {
  readonly figures: Map<FigureName, Figure & { readonly line: number }>
  raw: string
  endedAt: number | null
}

const emptyDraft = (): Draft => ({ figures: new Map(), raw: '', endedAt: null })

class LogReader {
  readonly #file: string
  readonly #hints: NameHints
  readonly #place: Pick<ReadContext, 'system' | 'viosName'>
  #items: ImportItem[] = []
  #facts = new Map<FactName, string>()
  #draft = emptyDraft()
  #moves = 0

  constructor(file: string, hints: NameHints, place: Pick<ReadContext, 'system' | 'viosName'>) {
    this.#file = file
    this.#hints = hints
    this.#place = place
  }

  take(): ImportItem[] {
    return this.#items.splice(0)
  }

  line(text: string, number: number): void {
    const figure = figureOf(text)
    if (figure === null) {
      const facts = factsOf(text)
      if (facts.length === 0) return
      // A new name after half of the figures: the migration before it ended without the rest.
      if (this.#draft.figures.size > 0) this.#flush()
      for (const { name, value } of facts) this.#facts.set(name, value)
      return
    }
    if (this.#draft.figures.has(figure.name)) this.#flush()
    this.#draft.figures.set(figure.name, { ...figure, line: number })
    this.#draft.raw += `${text.trim().slice(0, RAW_CHARACTERS)}\n`
    this.#draft.endedAt = stampOf(text) ?? this.#draft.endedAt
    if (this.#draft.figures.size === 3) this.#flush()
  }

  end(cutOff: boolean): void {
    if (this.#draft.figures.size > 0) this.#flush()
    if (cutOff) this.#report(findings.tooLong(importLimits.rowsPerFile), null)
    if (this.#moves === 0 && this.#items.length === 0) this.#report(findings.noMoves(), null)
  }

  #flush(): void {
    const { figures, raw, endedAt } = this.#draft
    const facts = this.#facts
    this.#draft = emptyDraft()
    this.#facts = new Map()
    const first = Math.min(...[...figures.values()].map(({ line }) => line))
    const { figures: good, found } = checkFigures(figures)
    for (const one of found) this.#report(one, one.line ?? first, raw)
    if (good === null) return
    this.#moves += 1
    this.#items.push({
      type: 'patch',
      patch: {
        entity: 'past-move',
        move: this.#record(facts, good, endedAt),
        origin: { file: this.#file, line: first },
        raw: raw.trim().slice(0, RAW_CHARACTERS),
      },
    })
  }

  #record(
    facts: ReadonlyMap<FactName, string>,
    { seconds, bytes }: Pick<PastMoveRecord, 'seconds' | 'bytes'>,
    stamped: number | null,
  ): PastMoveRecord {
    const hints = this.#hints
    const said = (name: FactName): string | null => facts.get(name) ?? null
    const side = sideOf(said('side')) ?? hints.side
    const ownServer = this.#place.system?.name ?? null
    const ownMover = this.#place.viosName ?? hints.folder
    const endedAt = stamped ?? hints.endedAt
    const id = said('lparId')
    // Without a word about the side the log's own VIOS is taken for the target's: it is the one that "received".
    const isSource = side === 'source'
    return {
      streamId: said('streamId')?.toLowerCase() ?? hints.streamId,
      partitionName: said('partitionName') ?? hints.partitionName,
      partitionUuid: said('partitionUuid')?.toLowerCase() ?? null,
      lparId: id === null ? hints.lparId : Number(id),
      sourceServer: said('sourceServer') ?? (isSource ? ownServer : null),
      targetServer: said('targetServer') ?? (isSource ? null : ownServer),
      sourceMover: said('sourceMover') ?? (isSource ? ownMover : null),
      targetMover: said('targetMover') ?? (isSource ? null : ownMover),
      endedAt: endedAt === null ? null : epochMs(endedAt),
      seconds,
      bytes,
    }
  }

  #report({ code, severity, column, found, remedy }: Finding, line: number | null, raw?: string): void {
    const problem = { code, severity, column, found, remedy, origin: { file: this.#file, line } }
    this.#items.push({ type: 'problem', problem, ...(raw === undefined ? {} : { raw: raw.trim() }) })
  }
}

function sideOf(word: string | null): NameHints['side'] {
  if (word === null) return null
  return /^s/i.test(word) ? 'source' : 'target'
}
