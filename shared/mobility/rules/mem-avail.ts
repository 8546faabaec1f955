import { commands } from '../inputs.ts'
import { memoryNeed, overheadBlocks } from '../need.ts'
import { block, cannotTell, command, everyMove, pass, type Rule } from '../rule.ts'
import { memory } from '../words.ts'

const current = { name: 'curr_mem and mem_mode', command: commands.partitionMemory }
const entitled = { name: 'entitled memory', command: commands.partitionMemory }
const tables = { name: 'curr_max_mem and curr_hpt_ratio', command: commands.partitionMemory }
const blockSize = { name: 'mem_region_size', command: commands.targetMemory }
const free = { name: 'curr_avail_sys_mem', command: commands.targetMemory }

/** The ledger that a refusal shows: needed in parts, free, short by. */
export const memAvail: Rule = {
  id: 'MEM-AVAIL',
  title: 'The target has the memory free, page tables included',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [current, entitled, tables, blockSize, free],
  confidence: 'verified',
  source: `IBM validation page; page table share general knowledge; ${overheadBlocks} block for other tables is an assumption`,
  judge(context) {
    const { partition, target, state } = context
    if (partition.memoryMode === null || partition.memoryMib === null)
      return cannotTell(context, current, `The memory of ${partition.name}`)
    if (partition.memoryMode === 'shared')
      return cannotTell(
        context,
        entitled,
        `The entitled memory of ${partition.name}, which uses shared memory,`,
      )
    const need = memoryNeed(partition, target.server)
    if (need === null)
      return cannotTell(context, blockSize, `The logical memory block size of ${target.server.name}`)
    if (state.freeMemoryMib === null) return cannotTell(context, free, `Free memory of ${target.server.name}`)
    if (need.cautiousMib !== null && need.cautiousMib <= state.freeMemoryMib) return pass
    const exact = partition.hptRatio !== null && need.cautiousMib !== null
    const needed = exact && need.cautiousMib !== null ? need.cautiousMib : need.atLeastMib
    const facts = [
      { name: 'memory in whole blocks', value: need.partitionMib, unit: 'MiB' },
      {
        name: 'hardware page table',
        value: needed === need.atLeastMib ? need.atLeastMib - need.partitionMib : need.pageTableMib,
        unit: 'MiB',
      },
      {
        name: 'other tables (assumed)',
        value: needed === need.atLeastMib ? 0 : need.overheadMib,
        unit: 'MiB',
      },
      { name: 'needed', value: needed, unit: 'MiB' },
      { name: 'free', value: state.freeMemoryMib, unit: 'MiB' },
      { name: 'short by', value: Math.max(0, needed - state.freeMemoryMib), unit: 'MiB' },
    ]
    if (needed > state.freeMemoryMib)
      return block(
        `${partition.name} needs ${memory(needed)} with page tables; ${target.server.name} has ${memory(state.freeMemoryMib)} free, short by ${memory(needed - state.freeMemoryMib)}.`,
        facts,
        `Take memory from the partition, or free some on ${target.server.name}: ${command(`chhwres -r mem -m {source} -o r --id {id} -q ${needed - state.freeMemoryMib}`, context)}`,
      )
    return cannotTell(
      context,
      tables,
      `The size of the page table of ${partition.name}, which decides whether it fits,`,
      { facts },
    )
  },
}
