import { commands } from '../inputs.ts'
import { cannotTell, pass, warn, type Rule } from '../rule.ts'

const mode = { name: 'mem_mirroring_mode', command: commands.targetMemory }
const sourceMode = { name: 'mem_mirroring_mode of the source', command: commands.sourceMemory }

export const memMirror: Rule = {
  id: 'MEM-MIRROR',
  title: 'Both servers mirror memory in the same way',
  appliesTo: ['active'],
  scope: 'servers',
  inputs: [sourceMode, mode],
  confidence: 'general knowledge',
  source: 'fields in captures; rule general knowledge',
  notSeen: 'Memory encryption is not in the inventory.',
  judge(context) {
    const [from, to] = [context.source.server, context.target.server]
    if (from.memoryMirroring === null)
      return cannotTell(context, sourceMode, `The memory mirroring mode of ${from.name}`, { worst: 'warn' })
    if (to.memoryMirroring === null)
      return cannotTell(context, mode, `The memory mirroring mode of ${to.name}`, { worst: 'warn' })
    if (from.memoryMirroring === to.memoryMirroring) return pass
    return warn(
      `Memory mirroring is "${from.memoryMirroring}" on ${from.name} and "${to.memoryMirroring}" on ${to.name}.`,
      [
        { name: `memory mirroring of ${from.name}`, value: from.memoryMirroring },
        { name: `memory mirroring of ${to.name}`, value: to.memoryMirroring },
      ],
      'Accept the difference, or choose a server with the same mode.',
    )
  },
}
