import { commands } from '../inputs.ts'
import { centiNeed } from '../need.ts'
import { block, cannotTell, command, everyMove, pass, type Rule } from '../rule.ts'
import { units } from '../words.ts'

const need = { name: 'curr_proc_units / curr_procs', command: commands.partitionProcessors }
const free = { name: 'curr_avail_sys_proc_units', command: commands.targetProcessors }

export const cpuAvail: Rule = {
  id: 'CPU-AVAIL',
  title: 'The target has the processing units or cores free',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [need, free],
  confidence: 'verified',
  source: 'IBM validation page',
  judge(context) {
    const { partition, target, state } = context
    const needed = centiNeed(partition)
    if (needed === null) return cannotTell(context, need, `The entitlement of ${partition.name}`)
    if (state.freeCenti === null)
      return cannotTell(context, free, `Free processing units of ${target.server.name}`)
    const dedicated = partition.processorMode === 'dedicated'
    const usable = dedicated ? Math.floor(state.freeCenti / 100) * 100 : state.freeCenti
    if (needed <= usable) return pass
    return block(
      `${partition.name} needs ${units(needed)}${dedicated ? ' in whole cores' : ''}; ${target.server.name} has ${units(usable)} free, short by ${units(needed - usable)}.`,
      [
        { name: 'needed', value: needed, unit: 'centi' },
        { name: 'free', value: usable, unit: 'centi' },
        { name: 'short by', value: needed - usable, unit: 'centi' },
      ],
      dedicated
        ? `Remove cores from the partition, or free some on ${target.server.name}: ${command(`chhwres -r proc -m {source} -o r --id {id} --procs ${Math.ceil((needed - usable) / 100)}`, context)}`
        : `Take entitlement from the partition, or free some on ${target.server.name}: ${command(`chhwres -r proc -m {source} -o r --id {id} --procunits ${((needed - usable) / 100).toFixed(2)}`, context)}`,
    )
  },
}
