/** Both servers: operating, connected, licensed for mobility. */
import { commands } from '../inputs.ts'
import { block, cannotTell, everyMove, pass, type Rule } from '../rule.ts'
import { shellWord } from '../command.ts'

const state = { name: 'system state', command: commands.systems }

export const tgtState: Rule = {
  id: 'TGT-STATE',
  title: 'Both servers are operating',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [state],
  confidence: 'verified',
  source: 'captures',
  judge(context) {
    const servers = [context.target.server, context.source.server]
    const down = servers.find((server) => server.state !== null && server.state !== 'operating')
    if (down !== undefined)
      return block(
        `${down.name} is in state "${down.state}"; a move needs it operating.`,
        [{ name: `state of ${down.name}`, value: down.state }],
        `Look at its connection: lssysconn -r all; lssyscfg -r sys -m ${shellWord(down.name)} -F name,state`,
      )
    const silent = servers.find((server) => server.state === null)
    return silent === undefined ? pass : cannotTell(context, state, `The state of ${silent.name}`)
  },
}

const capable = {
  name: 'active_lpar_mobility_capable / inactive_lpar_mobility_capable',
  command: commands.systems,
}

export const tgtCap: Rule = {
  id: 'TGT-CAP',
  title: 'Both servers are capable of this kind of move',
  appliesTo: everyMove,
  scope: 'servers',
  inputs: [capable],
  confidence: 'verified',
  source: 'captures, HMC help',
  judge(context) {
    const inactive = context.moveType === 'inactive'
    const word = inactive ? 'inactive' : 'active'
    const servers = [context.target.server, context.source.server].map((server) => ({
      name: server.name,
      able: inactive ? server.inactiveMobilityCapable : server.activeMobilityCapable,
    }))
    const unable = servers.find((server) => server.able === false)
    if (unable !== undefined)
      return block(
        `${unable.name} is not capable of ${word} partition mobility.`,
        [{ name: `${word}_lpar_mobility_capable of ${unable.name}`, value: false }],
        `Enter the PowerVM activation code: chvet -m ${shellWord(unable.name)} -o e -k CODE`,
      )
    const silent = servers.find((server) => server.able === null)
    return silent === undefined
      ? pass
      : cannotTell(context, capable, `Whether ${silent.name} is capable of ${word} partition mobility`)
  },
}
