/**
 * What a file is, from its first bytes: attribute names decide, the file name only where the content cannot ("No results
 * were found." is the same for every command).
 */
import type { Detection, SourceFile } from '../importer.ts'
import { importLimits } from '../importer.ts'
import { AttributeGrammar } from './attribute-rows.ts'
import type { GrammarItem } from './attribute-rows.ts'
import { kindOfFileName, kindOfNames, rowKind } from './kinds.ts'
import { lspartitionKind } from './lspartition.ts'
import { RecordJoiner } from './records.ts'
import { plainName, type RowKind } from './row-kind.ts'
import { errorCodeOf, sortOfSentence } from './sentences.ts'
import { LineSplitter } from './text-lines.ts'
import type { TextLine } from './text-lines.ts'
import { clusterKinds } from './vios-cluster.ts'
import { deviceKinds } from './vios-devices.ts'
import { mappingKinds } from './vios-mappings.ts'
import type { TextKind } from './vios-text.ts'

const SAMPLE_LINES = 400
/** So much of each line is shown to the patterns of VIOS output. */
const SAMPLE_CHARACTERS = 2_000

export const textKinds: readonly TextKind[] = [
  ...mappingKinds,
  ...deviceKinds,
  ...clusterKinds,
  lspartitionKind,
]

/** Output of which only messages are there and whose name tells nothing. */
export const messagesOnly = 'HMC messages'

const confidence = { attributes: 0.95, text: 0.9, nameAndShape: 0.7, name: 0.5, messages: 0.3 } as const

/** Recognises output of HMC and VIOS commands; null for any other file. */
export function detectCommand(file: SourceFile): Detection | null {
  const lines = firstLines(file)
  if (lines === null) return null
  const texts = lines
    .map((line) => line.text.slice(0, SAMPLE_CHARACTERS))
    .filter((text) => text.trim() !== '')
  const text = textKindOf(texts, file.name)
  if (text !== null) return text
  const items = grammarItems(lines)
  const byRows = rowKindOf(items, file.name)
  if (byRows !== null) return { kind: byRows.kind, rank: byRows.rank, confidence: confidence.attributes }
  const messages = items.filter((item) => item.type === 'message')
  const nameless = items.filter((item) => item.type === 'nameless')
  if (items.some((item) => item.type === 'header' || item.type === 'row')) return null
  return byName(file.name, messages.length, nameless.length, messages.some(isVouched))
}

/** A message that only the HMC or a VIOS prints. */
function isVouched(item: GrammarItem): boolean {
  return item.type === 'message' && (item.sort === 'no-results' || errorCodeOf(item.text) !== null)
}

function byName(name: string, messages: number, nameless: number, vouched: boolean): Detection | null {
  const plain = plainName(name)
  const text = textKinds.find((one) => one.files.test(plain))
  if (text !== undefined && messages + nameless > 0)
    return { kind: text.kind, rank: 2, confidence: confidence.name }
  const kind = kindOfFileName(name)
  if (kind !== null && (vouched || nameless > 0 || messages > 0))
    return { kind: kind.kind, rank: kind.rank, confidence: vouched ? confidence.name : confidence.messages }
  return vouched ? { kind: messagesOnly, rank: 2, confidence: confidence.messages } : null
}

function firstLines(file: SourceFile): readonly TextLine[] | null {
  const { head } = file
  if (looksForeign(head)) return null
  const splitter = new LineSplitter(head, importLimits.lineCharacters)
  const lines = splitter.push(head)
  const last = splitter.end()
  // The last line of the head may be cut in the middle, unless it is all there is.
  return (file.sizeBytes > head.length && lines.length > 0 ? lines : [...lines, ...last]).slice(
    0,
    SAMPLE_LINES,
  )
}

/** XML, JSON, archives and other binary files belong to other importers; `<#0>` begins output of `lspartition`. */
function looksForeign(head: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 512))
  if (/^(\xEF\xBB\xBF)?\s*(<(?!#)|[{[])/.test(start)) return true
  return /^(PK\x03\x04|\x1F\x8B|\xD0\xCF\x11\xE0|SQLite format|%PDF|\x7FELF|\x89PNG)/.test(start)
}

function textKindOf(texts: readonly string[], name: string): Detection | null {
  const sample = texts.filter((text) => sortOfSentence(text) === 'sentence')
  if (sample.length === 0) return null
  const plain = plainName(name)
  const fitting = textKinds.filter((one) => one.matches(sample))
  const agreed = fitting.find((one) => one.files.test(plain))
  if (agreed !== undefined) return { kind: agreed.kind, rank: 2, confidence: confidence.text }
  const shape = fitting.find((one) => one.needsName !== true)
  return shape === undefined ? null : { kind: shape.kind, rank: 2, confidence: confidence.nameAndShape }
}

function grammarItems(lines: readonly TextLine[]): GrammarItem[] {
  const grammar = new AttributeGrammar()
  const joiner = new RecordJoiner(',')
  return [...lines.flatMap((line) => joiner.push(line)), ...joiner.end()].flatMap(
    (record) => grammar.read(record) ?? [],
  )
}

const fcKind = rowKind('lshwres -r virtualio --rsubtype fc')
const scsiKind = rowKind('lshwres -r virtualio --rsubtype scsi')

/**
 * The command most rows come from. Server adapters of Fibre Channel show no WWPNs and look like SCSI ones, so rows of
 * server adapters leave the choice to the other rows and to the file name.
 */
function rowKindOf(items: readonly GrammarItem[], name: string): RowKind | null {
  const votes = new Map<RowKind, number>()
  let undecided = 0
  for (const item of items) {
    if (item.type !== 'row' && item.type !== 'header') continue
    const kind = kindOfNames(new Set(item.type === 'row' ? item.values.keys() : item.names))
    if (kind === null) continue
    if (kind === scsiKind && item.type === 'row' && item.values.get('adapter_type')?.trim() === 'server')
      undecided++
    else votes.set(kind, (votes.get(kind) ?? 0) + 1)
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1])
  if (best !== undefined) return best[0]
  if (undecided === 0) return null
  return kindOfFileName(name) === fcKind ? fcKind : scsiKind
}
