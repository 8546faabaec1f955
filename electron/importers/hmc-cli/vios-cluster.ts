/**
 * Which cluster (shared storage pool) a VIOS belongs to: `cluster -list` and `lscluster -c`. Both print the same 32
 * hexadecimal digits, the second with hyphens (VIOS 2.2.5 output). A VIOS is in one cluster at most, so the units of a
 * pool it maps are of this one.
 */
import type { Reading } from './reading.ts'
import { emitVios, reportOddLine, viosOwner, type TextHandler, type TextKind } from './vios-text.ts'

/** An identifier without hyphens, lower case; null where it is none. */
function clusterIdOf(text: string): string | null {
  const id = text.trim().replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(id) ? id : null
}

class ClusterOfVios implements TextHandler {
  private readonly reading: Reading
  private readonly found = new Map<string, { name: string | null; line: number; text: string }>()
  private name: string | null = null

  constructor(reading: Reading) {
    this.reading = reading
  }

  line(text: string, number: number): void {
    const [, label, value = ''] =
      /^\s*(CLUSTER_NAME|CLUSTER_ID|Cluster Name|Cluster UUID):\s*(.*)$/.exec(text) ?? []
    if (label === 'CLUSTER_NAME' || label === 'Cluster Name') this.name = value.trim() || null
    else if (label !== undefined) this.identified(clusterIdOf(value), text, number)
    else {
      // `cluster -list -fmt :` prints NAME:ID.
      const [, name, id] = /^\s*([^:\s]+):([0-9A-Fa-f-]{32,36})\s*$/.exec(text) ?? []
      if (name === undefined || id === undefined) return
      this.name = name
      this.identified(clusterIdOf(id), text, number)
    }
  }

  private identified(id: string | null, text: string, line: number): void {
    if (id === null) reportOddLine(this.reading, 'cluster -list', line, text)
    else this.found.set(id, { name: this.name, line, text })
    this.name = null
  }

  end(): void {
    const [only, ...others] = [...this.found]
    // Of two clusters, nothing says which one a unit belongs to.
    if (only === undefined || others.length > 0) return
    const [clusterId, { name, line, text }] = only
    const owner = viosOwner(this.reading, line)
    if (owner === null) return
    const values = { clusterId, ...(name === null ? {} : { clusterName: name }) }
    emitVios(this.reading, owner, { file: this.reading.file, line }, text, values)
  }
}

const open = (reading: Reading): TextHandler => new ClusterOfVios(reading)

export const clusterKinds: readonly TextKind[] = [
  {
    kind: 'cluster -list',
    files: /(^|_)cluster_list(_.*)?$/,
    matches: (lines) => lines.some((line) => /^\s*CLUSTER_(NAME|ID):/.test(line)),
    open,
  },
  {
    kind: 'cluster -list -fmt :',
    files: /(^|_)cluster_list(_.*)?$/,
    needsName: true,
    matches: (lines) => lines.some((line) => /^\s*[^:\s]+:[0-9A-Fa-f]{32}\s*$/.test(line)),
    open,
  },
  {
    kind: 'lscluster -c',
    files: /(^|_)lscluster(_c)?$/,
    matches: (lines) => lines.some((line) => /^\s*Cluster UUID:\s/.test(line)),
    open,
  },
]
