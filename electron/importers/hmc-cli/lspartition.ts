/**
 * `lspartition -dlpar`: which partitions of all systems of an HMC the HMC talks to, and what they can do. Two lines per
 * partition, which narrow terminals break further; form as IBM prints it (Power8, "Preparing the mobile partition: RMC"):
 * `<#0> Partition:<5*8203-E4A*1000xx, host, address>` and `Active:<1>, OS:<AIX, ...>, DCaps:<0x2f>, ...`.
 */
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { PartitionRef, ServerRef } from '../../../shared/inventory/patch.ts'
import type { Reading } from './reading.ts'
import type { TextHandler, TextKind } from './vios-text.ts'

/** The text of one partition is no longer than this, whatever the file holds. */
const MAX_CHARACTERS = 2_000

class DynamicPartitions implements TextHandler {
  private readonly reading: Reading
  private owner: { server: ServerRef; partition: PartitionRef; line: number } | null = null
  private text = ''

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    if (/^\s*<#\d+>/.test(text)) {
      this.flush()
      const [, id, mtms] = /Partition:<\s*(\d{1,5})\*([^,>\s]+)/.exec(text) ?? []
      const server = parseMtms(mtms ?? '')
      if (id === undefined || server === null) {
        this.reading.markIncomplete('lspartition')
        return
      }
      this.owner = { server, partition: { lparId: Number(id) }, line: number }
    }
    if (this.text.length < MAX_CHARACTERS) this.text += text.trim()
  }

  end(): void {
    this.flush()
  }

  /** An inactive one has no connection now: that says nothing about what its operating system can do. */
  private flush(): void {
    const { owner, text } = this
    this.owner = null
    this.text = ''
    const active = /\bActive:<\s*(\d+)\s*>/.exec(text)?.[1]
    const capabilities = /\bDCaps:<\s*0x([0-9a-fA-F]{1,16})\s*>/.exec(text)?.[1]
    if (owner === null || active !== '1' || capabilities === undefined) return
    const { server, partition, line } = owner
    this.reading.emit(
      {
        entity: 'partition',
        server,
        partition,
        kind: 'either',
        values: { dlparCapable: !/^0+$/.test(capabilities) },
        origin: { file: this.reading.file, line },
      },
      text,
    )
  }
}

export const lspartitionKind: TextKind = {
  kind: 'lspartition -dlpar',
  files: /(^|_)lspartition(_.*)?$/,
  matches: (lines) => lines.some((line) => /^\s*<#\d+>\s*Partition:</.test(line)),
  open: (reading) => new DynamicPartitions(reading),
}
