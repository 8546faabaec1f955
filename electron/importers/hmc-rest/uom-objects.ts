/**
 * Streams the objects of an HMC REST answer: an Atom feed of entries, one entry, or the bare object. Each object is
 * handed over when its end tag was read, so what comes before a break in the file is kept. Nothing is expanded or
 * fetched: a document type declaration, the door of entity attacks, ends the reading.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { TextPiece } from './document-text.ts'
import type { UomElement } from './uom-element.ts'

export interface UomObject {
  readonly type: 'object'
  readonly element: UomElement
  /** Addresses the entry gives for itself (rel SELF). */
  readonly selfLinks: readonly string[]
  /** When the HMC answered, as written. */
  readonly published: string | null
}

export interface FeedEnd {
  readonly type: 'end'
  readonly root: string
  /** Addresses the feed gives for itself. */
  readonly selfLinks: readonly string[]
  readonly updated: string | null
  readonly title: string | null
}

export interface XmlFault {
  readonly type: 'fault'
  readonly code:
    'xml-broken' | 'xml-doctype' | 'xml-wrong-root' | 'xml-wrong-namespace' | 'xml-too-deep' | 'xml-too-large'
  readonly line: number
  /** What was found, a sentence about "the file". */
  readonly found: string
}

export type UomItem = UomObject | FeedEnd | XmlFault

const ATOM = 'http://www.w3.org/2005/Atom'
const UOM = 'http://www.ibm.com/xmlns/systems/power/firmware/'
const MAX_DEPTH = 64
const MAX_ELEMENTS_PER_OBJECT = 1_000_000
/** Characters in a row without a tag: far more than any HMC attribute, far less than memory. */
const MAX_QUIET_CHARACTERS = 8_000_000

/** Types known as the root of an export that holds no Atom envelope. */
export type IsKnownType = (name: string) => boolean

/**
 * Items of the document in order; the last one is an 'end' or a 'fault'. `isKnownType` tells a bare object from a
 * foreign document.
 */
export async function* uomItems(
  pieces: AsyncIterable<TextPiece>,
  isKnownType: IsKnownType,
): AsyncGenerator<UomItem> {
  const reader = new Reader(isKnownType)
  for await (const piece of pieces) {
    reader.write(piece)
    yield* reader.take()
    if (reader.failed) return
  }
  reader.close()
  yield* reader.take()
}

class Stop extends Error {}

class Reader {
  failed = false
  private readonly parser = new SaxesParser({ xmlns: true, position: true })
  private readonly isKnownType: IsKnownType
  private readonly ready: UomItem[] = []
  private lineOffset: number | null = null
  private tagLine = 1
  private quietCharacters = 0
  private depth = 0
  private root: string | null = null
  private inEntry = false
  private entryDepth = 0
  private openNames: { name: string; line: number }[] = []
  /** The object being read, outermost first. */
  private open: UomElement[] = []
  private elements = 0
  private feed = { selfLinks: [] as string[], updated: null as string | null, title: null as string | null }
  private entry = { selfLinks: [] as string[], published: null as string | null }
  private text = ''

  constructor(isKnownType: IsKnownType) {
    this.isKnownType = isKnownType
    this.parser.on('doctype', () =>
      this.stop('xml-doctype', 'declares a document type (DOCTYPE), which was not read.'),
    )
    this.parser.on('opentagstart', () => {
      this.tagLine = this.line()
    })
    this.parser.on('opentag', (tag) => this.opened(tag))
    this.parser.on('closetag', (tag) => this.closed(tag))
    this.parser.on('text', (text) => this.gather(text))
    this.parser.on('cdata', (text) => this.gather(text))
  }

  write({ text, line }: TextPiece): void {
    this.lineOffset ??= line - 1
    this.quietCharacters += text.length
    this.guarded(() => {
      this.parser.write(text)
      if (this.quietCharacters > MAX_QUIET_CHARACTERS) {
        this.stop(
          'xml-too-large',
          `has more than ${MAX_QUIET_CHARACTERS.toLocaleString('en')} characters without a tag.`,
        )
      }
    })
  }

  close(): void {
    this.guarded(() => {
      if (this.root === null) this.stop('xml-broken', 'holds no XML element.')
      const unclosed = this.openNames.at(-1)
      if (unclosed !== undefined) {
        this.stop('xml-broken', `ends inside <${unclosed.name}>, which begins on line ${unclosed.line}.`)
      }
      this.parser.close()
      this.ready.push({ type: 'end', root: this.root ?? '', ...this.feed })
    })
  }

  take(): UomItem[] {
    return this.ready.splice(0)
  }

  private guarded(work: () => void): void {
    if (this.failed) return
    try {
      work()
    } catch (error) {
      this.failed = true
      if (error instanceof Stop) return
      const message =
        error instanceof Error ? error.message.replace(/^(?:[^:\s]*:)?\d+:\d+:\s*/, '') : String(error)
      this.ready.push({
        type: 'fault',
        code: 'xml-broken',
        line: this.line(),
        found: `is no well-formed XML: ${message.replace(/[.\s]+$/, '')}.`,
      })
    }
  }

  private stop(code: XmlFault['code'], found: string): never {
    this.ready.push({ type: 'fault', code, line: this.line(), found })
    throw new Stop()
  }

  private line(): number {
    return this.parser.line + (this.lineOffset ?? 0)
  }

  private opened(tag: SaxesTagNS): void {
    this.quietCharacters = 0
    this.text = ''
    this.depth += 1
    if (this.depth > MAX_DEPTH) this.stop('xml-too-deep', `has elements nested more than ${MAX_DEPTH} deep.`)
    this.openNames.push({ name: tag.name, line: this.tagLine })
    if (this.root === null) {
      this.root = tag.local
      this.checkRoot(tag)
    }
    if (this.open.length > 0) {
      this.openedInObject(tag)
      return
    }
    if (tag.uri === ATOM) this.openedAtom(tag)
    else if (this.startsObject()) this.startObject(tag)
  }

  private checkRoot(tag: SaxesTagNS): void {
    const atom = tag.uri === ATOM && (tag.local === 'feed' || tag.local === 'entry')
    const bare = tag.uri.startsWith(UOM) && this.isKnownType(tag.local)
    if (atom || bare) return
    if (tag.local === 'feed' || tag.local === 'entry' || this.isKnownType(tag.local)) {
      this.stop(
        'xml-wrong-namespace',
        `has the root element <${tag.name}> in the foreign namespace "${tag.uri}".`,
      )
    }
    this.stop('xml-wrong-root', `has the root element <${tag.name}>, not the <feed> or <entry> of an HMC.`)
  }

  private startsObject(): boolean {
    const parent = this.openNames.at(-2)?.name
    return this.depth === 1 || (this.inEntry && parent?.replace(/^.*:/, '') === 'content')
  }

  private startObject(tag: SaxesTagNS): void {
    if (!tag.uri.startsWith(UOM)) {
      this.stop('xml-wrong-namespace', `holds <${tag.name}> in the foreign namespace "${tag.uri}".`)
    }
    this.elements = 0
    this.open.push(this.elementOf(tag))
  }

  private openedInObject(tag: SaxesTagNS): void {
    this.elements += 1
    if (this.elements > MAX_ELEMENTS_PER_OBJECT) {
      this.stop(
        'xml-too-large',
        `has an object of more than ${MAX_ELEMENTS_PER_OBJECT.toLocaleString('en')} elements.`,
      )
    }
    const element = this.elementOf(tag)
    // Every nested object repeats an empty Metadata; only the outermost one holds the identity of the object.
    const kept = tag.local !== 'Metadata' || this.open.length === 1
    if (kept) this.open.at(-1)?.children.push(element)
    this.open.push(element)
  }

  private elementOf(tag: SaxesTagNS): UomElement {
    return { name: tag.local, line: this.tagLine, text: '', href: attribute(tag, 'href'), children: [] }
  }

  private openedAtom(tag: SaxesTagNS): void {
    if (tag.local === 'entry') {
      this.inEntry = true
      this.entryDepth = this.depth
      this.entry = { selfLinks: [], published: null }
    }
    const href = attribute(tag, 'href')
    if (tag.local !== 'link' || href === null || attribute(tag, 'rel')?.toLowerCase() !== 'self') return
    if (this.inEntry) this.entry.selfLinks.push(href)
    else this.feed.selfLinks.push(href)
  }

  private gather(text: string): void {
    this.quietCharacters = 0
    this.text += text
    if (this.text.length > MAX_QUIET_CHARACTERS)
      this.stop('xml-too-large', 'has an element with too much text.')
  }

  private closed(tag: SaxesTagNS): void {
    this.quietCharacters = 0
    this.depth -= 1
    this.openNames.pop()
    const element = this.open.pop()
    if (element === undefined) {
      this.closedAtom(tag)
    } else {
      if (element.children.length === 0) element.text = this.text
      if (this.open.length === 0) this.ready.push({ type: 'object', element, ...this.entry })
    }
    this.text = ''
  }

  private closedAtom(tag: SaxesTagNS): void {
    const text = this.text.trim()
    if (this.inEntry) {
      if (tag.local === 'published' && this.depth === this.entryDepth) this.entry.published = text
      if (tag.local === 'entry') this.inEntry = false
      // The title of a single entry says as much as that of a feed.
      if (tag.local === 'title') this.feed.title ??= text
    } else if (this.depth === 1) {
      if (tag.local === 'updated') this.feed.updated = text
      if (tag.local === 'title') this.feed.title = text
    }
  }
}

function attribute(tag: SaxesTagNS, name: string): string | null {
  const found = tag.attributes[name]
  return found === undefined ? null : found.value
}
