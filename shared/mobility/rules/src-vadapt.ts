import { commands } from '../inputs.ts'
import { cannotTell, command, everyMove, likelyBlock, pass, warn, type Rule } from '../rule.ts'
import { count, list } from '../words.ts'

const serial = { name: 'virtual_serial_adapters', command: commands.profiles }
const scsi = { name: 'is_required of virtual SCSI adapters', command: commands.scsi }

export const srcVadapt: Rule = {
  id: 'SRC-VADAPT',
  title: 'Only the two reserved serial adapters; virtual SCSI adapters not required',
  appliesTo: everyMove,
  scope: 'partition',
  inputs: [serial, scsi],
  confidence: 'verified',
  source: 'aixnote (required=no); serial adapters general knowledge',
  judge(context) {
    const { partition } = context
    const extra = partition.extraSerialAdapters
    if (extra !== null && extra > 0)
      return likelyBlock(
        `${partition.name} has ${count(extra, 'virtual serial adapter')} beyond the two reserved ones.`,
        [{ name: 'extra serial adapters', value: extra }],
        `Remove them: ${command('chhwres -r virtualio --rsubtype serial -m {source} -o r --id {id} -s SLOT', context)}`,
      )
    if (extra === null)
      return cannotTell(context, serial, `The list of virtual serial adapters of ${partition.name}`)
    if (partition.virtualScsi === null)
      return cannotTell(context, scsi, `The list of virtual SCSI adapters of ${partition.name}`, {
        worst: 'warn',
      })
    const required = partition.virtualScsi.filter((one) => one.required === true).map((one) => one.slot)
    if (required.length > 0)
      return warn(
        `Virtual SCSI slot ${list(required)} of ${partition.name} is required in the profile.`,
        required.map((value) => ({ name: 'required slot', value })),
        `Clear "required" in the profile: ${command('lssyscfg -r prof -m {source} --filter lpar_ids={id} -F name,virtual_scsi_adapters', context)}`,
      )
    return partition.virtualScsi.some((one) => one.required === null)
      ? cannotTell(context, scsi, `Whether virtual SCSI adapters of ${partition.name} are required`, {
          worst: 'warn',
        })
      : pass
  },
}
