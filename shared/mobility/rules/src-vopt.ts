import { commands } from '../inputs.ts'
import { compareLevels, isLevel } from '../levels.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'
import { list } from '../words.ts'

const mappings = { name: 'backing devices (lsmap -all)', command: commands.scsiMappings }
const level = { name: 'ioslevel of the source VIOS', command: commands.sourceViosLevel }
const hmc = { name: 'HMC version', command: commands.hmc }

/** A level that can be compared; null where there is none. */
function levelOf(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && isLevel(text) ? text : null
}

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
    const names = list(optical.map((one) => one.name))
    const { opticalMediaLevel: least, opticalMediaHmcLevel: leastHmc } = catalogue.levels.data
    const held = optical.map((one) => source.vios.find((vios) => vios.id === one.viosId))
    const name = held.find((one) => one !== undefined)?.name
    const remedy = `Unload the medium and remove the device: ${command('viosvrcmd -m {source} -p {vios}', context, name)} -c "rmvdev -vtd ${first.name}"`
    const old = held.find((one) => levelOf(one?.level) !== null && compareLevels(one?.level ?? '', least) < 0)
    if (old !== undefined)
      return block(
        `${partition.name} has virtual optical media (${names}) on ${old.name}, VIOS ${old.level}; they may stay attached from ${least} on.`,
        facts,
        remedy,
      )
    const { hmcLevel, name: server } = source.server
    const read = levelOf(hmcLevel)
    if (read !== null && compareLevels(read, leastHmc) < 0)
      return block(
        `${partition.name} has virtual optical media (${names}) and the HMC of ${server} is at level ${read}; they may stay attached from ${leastHmc} on.`,
        facts,
        remedy,
      )
    if (held.some((one) => levelOf(one?.level) === null))
      return cannotTell(
        context,
        level,
        `The VIOS level, which decides whether ${names} of ${partition.name} may stay attached,`,
        { vios: name, facts, remedy },
      )
    if (read !== null) return pass
    return cannotTell(
      context,
      hmc,
      `The HMC version, which decides whether virtual optical media may stay attached,`,
      { facts, remedy },
    )
  },
}
