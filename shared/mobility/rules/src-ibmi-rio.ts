import { capability } from '../capabilities.ts'
import type { Server } from '../../inventory/fleet.ts'
import { generationRank } from '../words.ts'
import { commands } from '../inputs.ts'
import { runsIbmi } from '../operating-system.ts'
import { block, cannotTell, command, likelyBlock, pass, warn, type Rule } from '../rule.ts'

const environment = { name: 'lpar_env', command: commands.partitions }
const restricted = {
  name: 'restricted I/O flag',
  command: `${commands.partitions} -F name,lpar_id,os400_restricted_io_mode`,
}
const version = { name: 'os_version', command: commands.partitions }
const capable = { name: 'IBM i mobility capability', command: commands.systems }

/** "IBM i Licensed Internal Code 7.4.0 48 1" -> [7, 4]; null where no version is in the text. */
function release(text: string): readonly [number, number] | null {
  const found = /(\d+)\.(\d+)/.exec(text)
  return found === null ? null : [Number(found[1]), Number(found[2])]
}

/** IBM i moves from POWER7 firmware 730_087 or 740_088 (IBM nas8N1011014), so every later generation moves it. */
function alwaysCapable(server: Server): boolean {
  return (generationRank(server.generation) ?? 0) > (generationRank('POWER7') ?? 0)
}

export const srcIbmiRio: Rule = {
  id: 'SRC-IBMI-RIO',
  title: 'IBM i: restricted I/O, 7.1 TR4 or later, both servers capable',
  appliesTo: ['active', 'suspended'],
  scope: 'move',
  inputs: [environment, restricted, version, capable],
  confidence: 'verified',
  source: 'IBM i LPM requirements; restricted I/O flag general knowledge',
  judge(context) {
    const { partition, source, target } = context
    const ibmi = runsIbmi(partition)
    if (ibmi === false) return pass
    if (ibmi === null) return cannotTell(context, environment, `The environment of ${partition.name}`)
    if (partition.restrictedIo === false)
      return likelyBlock(
        `${partition.name} (IBM i) is not in restricted I/O mode.`,
        [{ name: 'restricted I/O', value: false }],
        `Shut it down, then set restricted I/O in its properties: ${command('chsyscfg -r lpar -m {source} -i lpar_id={id},os400_restricted_io_mode=1', context)}`,
      )
    const servers = [source.server, target.server]
    const unable = servers.find((server) => capability(server, 'ibmiMobility') === false)
    if (unable !== undefined)
      return block(
        `${unable.name} does not move IBM i partitions.`,
        [{ name: `IBM i mobility of ${unable.name}`, value: false }],
        'Update the firmware, or choose another server.',
      )
    if (partition.restrictedIo === null)
      return cannotTell(context, restricted, `Restricted I/O mode of ${partition.name}`)
    const level = partition.osVersion === null ? null : release(partition.osVersion)
    if (level === null) return cannotTell(context, version, `The IBM i release of ${partition.name}`)
    const facts = [{ name: 'os_version', value: partition.osVersion }]
    const minor = level[0] * 100 + level[1]
    if (minor < 701)
      return block(
        `${partition.name} runs IBM i ${level.join('.')}; the first release that moves is 7.1 TR4.`,
        facts,
        'Upgrade IBM i.',
      )
    const silent = servers.find(
      (server) => capability(server, 'ibmiMobility') === null && !alwaysCapable(server),
    )
    if (silent !== undefined)
      return cannotTell(context, capable, `Whether ${silent.name} moves IBM i partitions`)
    return minor === 701
      ? warn(
          `${partition.name} runs IBM i 7.1, which moves from TR4; the technology refresh is not in HMC output.`,
          facts,
          'Check in the partition: WRKPTFGRP SF99707',
        )
      : pass
  },
}
