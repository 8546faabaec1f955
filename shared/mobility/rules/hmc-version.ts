import { generationWords } from '../../inventory/generation.ts'
import type { Server } from '../../inventory/fleet.ts'
import { hmcLevelFor } from '../catalogue/look-up.ts'
import { commands } from '../inputs.ts'
import { compareLevels, isLevel } from '../levels.ts'
import { block, cannotTell, everyMove, pass, warn, type Rule } from '../rule.ts'
import { generationRank } from '../words.ts'

const level = { name: 'HMC version', command: commands.hmc }
const model = { name: 'type_model', command: commands.systems }

/** The level of a server's HMC as a number that can be compared; null where it is none. */
function levelOf({ hmcLevel }: Server): string | null {
  return hmcLevel !== null && isLevel(hmcLevel) ? hmcLevel : null
}

/** Where the HMCs of the two servers differ, each takes part in the move and must know both generations. */
export const hmcVersion: Rule = {
  id: 'HMC-VERSION',
  title: 'The HMC level supports the newer of the two servers',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [level, model],
  confidence: 'general knowledge',
  source:
    'HMC V11 R1 M1110 readme (Power11), IBM HMC webinar 2011 (POWER6, POWER7); others general knowledge',
  judge(context) {
    const { catalogue } = context
    const [from, to] = [context.source.server, context.target.server]
    const newer =
      (generationRank(to.generation) ?? -1) > (generationRank(from.generation) ?? -1)
        ? to.generation
        : from.generation
    const words = newer === null ? 'these' : generationWords(newer)
    const least = newer === null ? null : hmcLevelFor(catalogue, newer)
    if (least !== null)
      for (const server of [from, to]) {
        const read = levelOf(server)
        if (read !== null && compareLevels(read, least) < 0)
          return block(
            `The HMC of ${server.name} is at level ${read}; ${words} servers need ${least} or later.`,
            [
              { name: `HMC level of ${server.name}`, value: read },
              { name: `lowest level for ${words}`, value: least },
            ],
            'Update the HMC: look up the level with lshmc -V and upgrade with updhmc or from recovery media.',
          )
      }
    const nameless = [from, to].find((server) => server.generation === null)
    if (nameless !== undefined)
      return cannotTell(context, model, `The processor generation of ${nameless.name}`)
    const silent = [from, to].find((server) => levelOf(server) === null)
    if (silent !== undefined) return cannotTell(context, level, `The level of the HMC of ${silent.name}`)
    return least === null
      ? warn(
          `The catalogue of ${catalogue.levels.date} lists no HMC level for ${words}.`,
          [{ name: 'newer generation', value: words }],
          'Look the pair up in the HMC release notes.',
        )
      : pass
  },
}
