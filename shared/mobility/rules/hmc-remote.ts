import { commands } from '../inputs.ts'
import { cannotTell, everyMove, pass, type Rule } from '../rule.ts'
import { list } from '../words.ts'

const hmcs = { name: 'HMC of each server', command: commands.hmc }
const keys = { name: 'ssh keys between the HMCs', command: 'mkauthkeys --ip HMC -u USER --test' }

export const hmcRemote: Rule = {
  id: 'HMC-REMOTE',
  title: 'One HMC manages both servers, or two that trust each other',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [hmcs, keys],
  confidence: 'verified',
  source: 'aix-skills, man migrlpar',
  judge(context) {
    const [from, to] = [context.source.server, context.target.server]
    const facts = [from, to].map((server) => ({
      name: `HMC of ${server.name}`,
      value: server.hmcs.join(', ') || null,
    }))
    const silent = [from, to].find((server) => server.hmcs.length === 0)
    if (silent !== undefined) return cannotTell(context, hmcs, `The HMC of ${silent.name}`, { facts })
    if (from.hmcs.some((name) => to.hmcs.includes(name))) return pass
    return cannotTell(
      context,
      keys,
      `The exchange of ssh keys between HMC ${list(from.hmcs)} (${from.name}) and HMC ${list(to.hmcs)} (${to.name})`,
      {
        facts,
        remedy:
          'Exchange keys on the HMC of the source (mkauthkeys --ip HMC -u USER), then move with --ip HMC -u USER.',
      },
    )
  },
}
