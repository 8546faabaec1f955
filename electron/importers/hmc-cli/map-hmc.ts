/**
 * `lshmc -V`: the level of the HMC, for every system it manages. The HMC prints it as one row whose value holds line
 * breaks (domain.md 1.2), newer levels as plain lines.
 */
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'
import type { TextHandler } from './vios-text.ts'

/**
 * "10.3.1060" of `Version: 10`, `Release: 3`, `Service Pack: 1060`; a service pack 0 is none. Null without version and
 * release.
 */
function hmcLevelOf(text: string): string | null {
  const version = /\bVersion:\s*(\d+)/.exec(text)?.[1]
  const release = /\bRelease:\s*(\d+(?:\.\d+)*)/.exec(text)?.[1]
  const servicePack = /\bService Pack:\s*(\d+)/.exec(text)?.[1]
  if (version === undefined || release === undefined) return null
  return [
    version,
    release,
    ...(servicePack === undefined || /^0+$/.test(servicePack) ? [] : [servicePack]),
  ].join('.')
}

/** Says of every system of this HMC by which level it is managed. */
function emitLevel(reading: Reading, text: string, line: number, raw: string): void {
  const hmcLevel = hmcLevelOf(text)
  const { hmc, hmcSystems } = reading.context
  const origin = { file: reading.file, line }
  if (hmcLevel === null) {
    reading.reportOnce('hmc-level-unreadable', {
      code: 'unreadable-line',
      severity: 'warning',
      origin,
      column: 'version',
      found: 'The output of lshmc -V names no version and release.',
      remedy: 'Collect it again: lshmc -V.',
    })
    return
  }
  if (hmcSystems.length === 0)
    reading.reportOnce('hmc-without-systems', {
      code: 'hmc-without-systems',
      severity: 'note',
      origin,
      column: null,
      found: `The HMC has level ${hmcLevel}, and no system that it manages is in the import.`,
      remedy: 'Import it together with lssyscfg -r sys of the same HMC.',
    })
  const values = { hmcLevel, ...(hmc === null ? {} : { hmcs: [hmc] }) }
  for (const [at, server] of hmcSystems.entries()) {
    const patch = { entity: 'server', server, values, origin } as const
    if (at === 0) reading.emit(patch, raw)
    else reading.emitMore(patch, raw)
  }
}

/** `"version= Version: 10\n Release: 3\n ...","base_version=V10R3\n"`. */
export function readHmcLevel(row: Row, reading: Reading): void {
  emitLevel(reading, row.name('version') ?? '', row.origin.line ?? 1, row.raw)
}

/** The same as lines of their own. */
export class HmcLevelText implements TextHandler {
  private readonly reading: Reading
  private readonly lines: string[] = []
  private first: number | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    if (!/^\s*"?(version=\s*)?(Version|Release|Service Pack):/.test(text)) return
    this.first ??= number
    this.lines.push(text)
  }

  end(): void {
    const text = this.lines.join('\n')
    emitLevel(this.reading, text, this.first ?? 1, text)
  }
}
