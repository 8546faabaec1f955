import { cpus, loadavg } from 'node:os'

/** What figures of speed were measured on; no host names, no paths, no dates. */
export function machineWords(): string {
  const [first] = cpus()
  const model = first?.model.trim() ?? 'unknown processor'
  const load = loadavg()[0]!.toFixed(1)
  return `${model}, ${cpus().length} cores, Node ${process.versions.node}, load of the machine ${load}`
}
