/** Reads typed values out of one object, remembers the line of each, and reports what cannot be read. */
import type { Origin } from '../../../shared/inventory/fleet.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import {
  centi,
  centiPercentFromText,
  epochMs,
  mib,
  type Centi,
  type CentiPercent,
  type EpochMs,
  type MiB,
} from '../../../shared/inventory/units.ts'
import type { ImportItem, ReadContext } from '../importer.ts'
import { at, idInLink, textOf, type UomElement } from './uom-element.ts'
import type { UomObject } from './uom-objects.ts'

type Path = readonly string[]

/** Numbers that mean "none" or "any" in the HMC's 16-bit fields. */
export const ANY = 65535

export class ObjectReader {
  readonly root: UomElement
  readonly context: ReadContext
  readonly selfLinks: readonly string[]
  readonly collectedAt: EpochMs | null
  readonly items: ImportItem[] = []
  private readonly file: string

  constructor(object: UomObject, file: string, context: ReadContext) {
    this.root = object.element
    this.selfLinks = object.selfLinks
    this.context = context
    this.file = file
    const at = object.published === null ? NaN : Date.parse(object.published)
    this.collectedAt = Number.isNaN(at) ? null : epochMs(at)
  }

  origin(element: UomElement = this.root): Origin {
    return { file: this.file, line: element.line }
  }

  /** Identifier of a resource in the addresses the object gives for itself. */
  idInSelf(resource: string): string | null {
    for (const href of this.selfLinks) {
      const id = idInLink(href, resource)
      if (id !== null) return id
    }
    return null
  }

  text(path: Path, from: UomElement = this.root): string | null {
    return textOf(at(from, ...path))
  }

  /** Text in which the HMC writes "Unknown" or "unavailable" where it knows nothing. */
  known(path: Path, from: UomElement = this.root): string | null {
    const text = this.text(path, from)
    return text === null || /^(?:unknown|unavailable|none|null)$/i.test(text) ? null : text
  }

  number(path: Path, from: UomElement = this.root): number | null {
    const element = at(from, ...path)
    const text = textOf(element)
    if (element === null || text === null) return null
    const value = /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
    if (Number.isFinite(value) && value >= 0) return value
    this.unreadable(element, text, 'a number')
    return null
  }

  whole(path: Path, from: UomElement = this.root): number | null {
    const value = this.number(path, from)
    return value === null || Number.isInteger(value) ? value : null
  }

  mib(path: Path, from: UomElement = this.root): MiB | null {
    const value = this.number(path, from)
    return value === null ? null : mib(Math.round(value))
  }

  /** Processing units ("0.5") in hundredths. */
  centi(path: Path, from: UomElement = this.root): Centi | null {
    const value = this.number(path, from)
    return value === null ? null : centi(Math.round(value * 100))
  }

  /** A share ("2.0%") in hundredths of a percent. */
  share(path: Path, from: UomElement = this.root): CentiPercent | null {
    const element = at(from, ...path)
    const text = textOf(element)
    if (element === null || text === null) return null
    const share = centiPercentFromText(text)
    if (share === null) this.unreadable(element, text, 'a share between 0 and 100 %')
    return share
  }

  flag(path: Path, from: UomElement = this.root): boolean | null {
    const element = at(from, ...path)
    const text = textOf(element)?.toLowerCase()
    if (element === null || text === undefined) return null
    if (text === 'true' || text === 'false') return text === 'true'
    this.unreadable(element, text, 'true or false')
    return null
  }

  /** Lines of the elements that values were read from, by attribute. */
  lines(paths: Readonly<Record<string, Path>>): Record<string, number> {
    const lines: Record<string, number> = {}
    for (const [attribute, path] of Object.entries(paths)) {
      const element = at(this.root, ...path)
      if (element !== null) lines[attribute] = element.line
    }
    return lines
  }

  /** Adds a patch, stamped with the time of the answer. */
  emit(patch: FleetPatch): void {
    const collectedAt = this.collectedAt === null ? {} : { collectedAt: this.collectedAt }
    this.items.push({ type: 'patch', patch: { ...patch, ...collectedAt } })
  }

  private unreadable(element: UomElement, text: string, expected: string): void {
    this.items.push({
      type: 'problem',
      problem: {
        code: 'unreadable-value',
        severity: 'warning',
        origin: this.origin(element),
        column: element.name,
        found: `${element.name} is "${text.slice(0, 80)}", not ${expected}; the value was left out.`,
        remedy: 'Collect the export again, or correct the value.',
      },
    })
  }
}

/** `values` without the attributes that are not known, so that a patch says only what its source says. */
export function knownOnly<Values extends object>(values: {
  readonly [K in keyof Values]: Values[K] | null | undefined
}): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Values
}
