import { commands } from '../inputs.ts'
import { block, cannotTell, everyMove, pass, warn, type Rule } from '../rule.ts'

const size = { name: 'mem_region_size', command: commands.targetMemory }
const sourceSize = { name: 'mem_region_size of the source', command: commands.sourceMemory }

export const memLmb: Rule = {
  id: 'MEM-LMB',
  title: 'Equal logical memory block sizes',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [size, sourceSize],
  confidence: 'verified',
  source: 'HMC V7 help; power10 memory page; inactive moves not confirmed',
  judge(context) {
    const { source, target, moveType } = context
    const worst = moveType === 'inactive' ? 'warn' : 'block'
    const [from, to] = [source.server.lmbMib, target.server.lmbMib]
    if (from === null)
      return cannotTell(context, sourceSize, `The logical memory block size of ${source.server.name}`, {
        worst,
      })
    if (to === null)
      return cannotTell(context, size, `The logical memory block size of ${target.server.name}`, { worst })
    if (from === to) return pass
    const facts = [
      { name: `block size of ${source.server.name}`, value: from, unit: 'MiB' },
      { name: `block size of ${target.server.name}`, value: to, unit: 'MiB' },
    ]
    const text = `Logical memory blocks are ${from} MiB on ${source.server.name} and ${to} MiB on ${target.server.name}`
    const remedy = 'Choose a server with the same size, or change it in ASMI and restart that server.'
    return moveType === 'inactive'
      ? warn(`${text}; for an inactive move no document confirms that they may differ.`, facts, remedy)
      : block(`${text}; a move needs the same size.`, facts, remedy)
  },
}
