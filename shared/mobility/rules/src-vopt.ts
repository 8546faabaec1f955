import { commands } from '../inputs.ts'
import { compareLevels, isLevel } from '../levels.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import { list } from '../words.ts'

const mappings = { name: 'backing devices (lsmap -all)', command: commands.scsiMappings }
const level = { name: 'ioslevel of the source VIOS', command: commands.sourceViosLevel }
const hmc = { name: 'HMC version', command: commands.hmc }

export const srcVopt: Rule = {
  id: 'SRC-VOPT',
  title: 'No virtual optical media, below HMC V10R1 and VIOS 3.1.3',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [mappings, level, hmc],
  confidence: 'verified',
  source: 'E1080 Redbook extract; aix-skills',
  judge(context) {
    const { partition, partitionFacts, source, catalogue } = context
    const optical = partitionFacts.backing.filter((one) => one.kind === 'optical')
    const first = optical[0]
    if (first === undefined)
      return partitionFacts.mappingsKnown
        ? pass
        : cannotTell(context, mappings, `Whether ${partition.name} has virtual optical media`, {
            vios: partition.virtualScsi?.find((one) => one.backing === null)?.viosName ?? undefined,
          })
    const facts = optical.map((one) => ({ name: 'virtual optical device', value: one.name }))
    const vios = source.vios.find((one) => one.id === first.viosId)
    const remedy = `Unload the medium and remove the device: ${command('viosvrcmd -m {source} -p {vios}', context, vios?.name)} -c "rmvdev -vtd ${first.name}"`
    if (vios === undefined || vios.level === null || !isLevel(vios.level))
      return cannotTell(
        context,
        level,
        `The VIOS level, which decides whether ${list(optical.map((one) => one.name))} of ${partition.name} may stay attached,`,
        { vios: vios?.name, facts, remedy },
      )
    if (compareLevels(vios.level, catalogue.levels.data.opticalMediaLevel) < 0)
      return block(
        `${partition.name} has virtual optical media (${list(optical.map((one) => one.name))}) on ${vios.name}, VIOS ${vios.level}.`,
        facts,
        remedy,
      )
    return cannotTell(
      context,
      hmc,
      `The HMC version, which decides whether virtual optical media may stay attached,`,
      { facts, remedy },
    )
  },
}
