import type { Server } from '../../inventory/fleet.ts'
import { generationRank } from '../words.ts'
import { commands } from '../inputs.ts'
import { runsIbmi } from '../operating-system.ts'
import { block, cannotTell, command, everyMove, likelyBlock, pass, warn, type Rule } from '../rule.ts'

const environment = { name: 'lpar_env', command: commands.partitions }
const restricted = {
  name: 'restricted I/O flag',
  command: `${commands.partitions} -F name,lpar_id,os400_restricted_io_mode`,
}
const version = { name: 'os_version', command: commands.partitions }
const runs = { name: 'os400_capable', command: `${commands.targetSystem} -F name,os400_capable` }
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
  title: 'IBM i: the target runs it; restricted I/O, 7.1 TR4 or later, both servers capable',
  appliesTo: everyMove,
  scope: 'move',
  inputs: [environment, runs, restricted, version, capable],
  confidence: 'verified',
  source:
    'IBM i LPM requirements; REST capture (a server that does not run IBM i); restricted I/O flag general knowledge',
  judge(context) {
    const { partition, source, target, moveType } = context
    const ibmi = runsIbmi(partition)
    if (ibmi === false) return pass
    if (ibmi === null) return cannotTell(context, environment, `The environment of ${partition.name}`)
    const able = target.able.ibmi
    if (able === false)
      return block(
        `${partition.name} is an IBM i partition; ${target.server.name} does not run IBM i.`,
        [{ name: `IBM i on ${target.server.name}`, value: false }],
        'Choose a server that runs IBM i.',
      )
    if (moveType === 'inactive')
      return able === true ? pass : cannotTell(context, runs, `Whether ${target.server.name} runs IBM i`)
    if (partition.restrictedIo === false)
      return likelyBlock(
        `${partition.name} (IBM i) is not in restricted I/O mode.`,
        [{ name: 'restricted I/O', value: false }],
        `Shut it down, then set restricted I/O in its properties: ${command('chsyscfg -r lpar -m {source} -i lpar_id={id},os400_restricted_io_mode=1', context)}`,
      )
    const both = [source, target]
    const unable = both.find(({ able: can }) => can.ibmiMobility === false)?.server
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
    if (able === null) return cannotTell(context, runs, `Whether ${target.server.name} runs IBM i`)
    const silent = both.find(
      ({ able: can, server }) => can.ibmiMobility === null && !alwaysCapable(server),
    )?.server
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
