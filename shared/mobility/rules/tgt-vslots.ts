import { shellWord } from '../command.ts'
import { commands } from '../inputs.ts'
import { cannotTellOfVios } from '../missing-vios.ts'
import { virtualSlotNeed } from '../need.ts'
import { block, cannotTell, everyMove, pass, type Rule } from '../rule.ts'
import { covers } from '../supply.ts'
import { count } from '../words.ts'

const adapters = { name: 'virtual adapters of the partition', command: commands.profiles }
const slots = {
  name: 'curr_max_virtual_slots and next_avail_virtual_slot of the VIOS',
  command: commands.targetSlots,
}

export const tgtVslots: Rule = {
  id: 'TGT-VSLOTS',
  title: 'The VIOS of the target have free virtual slots',
  appliesTo: everyMove,
  scope: 'capacity',
  inputs: [adapters, slots],
  confidence: 'verified',
  source: 'IBM p6 process, step 4',
  judge(context) {
    const { partition, target, state } = context
    const need = virtualSlotNeed(partition)
    if (need === null)
      return cannotTell(context, adapters, `The list of virtual adapters of ${partition.name}`)
    if (need === 0) return pass
    const fits = covers(state.freeVirtualSlots, need)
    if (fits === true) return pass
    const facts = [
      { name: 'virtual slots needed', value: need },
      {
        name: 'virtual slots free',
        value: state.freeVirtualSlots.complete ? state.freeVirtualSlots.atLeast : null,
      },
    ]
    if (fits === null)
      return cannotTellOfVios(
        context,
        target,
        slots,
        `The number of free virtual slots on the VIOS of ${target.server.name}`,
        { facts },
      )
    const vios = target.running[0]
    return block(
      `${partition.name} needs ${count(need, 'virtual slot')} on the VIOS of ${target.server.name}, which have ${state.freeVirtualSlots.atLeast} free.`,
      facts,
      `Raise the maximum in the VIOS profile and restart the VIOS: chsyscfg -r prof -m ${shellWord(target.server.name)} -i name=PROFILE,lpar_id=${vios?.lparId ?? 'VIOS_ID'},max_virtual_slots=MORE`,
    )
  },
}
