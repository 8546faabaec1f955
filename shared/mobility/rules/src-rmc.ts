import { commands } from '../inputs.ts'
import { block, cannotTell, command, pass, type Rule } from '../rule.ts'

const rmc = { name: 'rmc_state', command: commands.partitions }
const lparEnv = { name: 'lpar_env', command: commands.partitions }

export const srcRmc: Rule = {
  id: 'SRC-RMC',
  title: 'RMC is active between HMC and partition (AIX, Linux)',
  appliesTo: ['active'],
  scope: 'partition',
  inputs: [rmc, lparEnv],
  confidence: 'verified',
  source: 'IBM P7 validation page',
  judge(context) {
    const { name, rmcState, os, environment } = context.partition
    if (os === 'ibmi' || environment === 'os400') return pass
    if (rmcState === 'active') return pass
    if (rmcState === null) return cannotTell(context, rmc, `The RMC state of ${name}`)
    const facts = [{ name: 'rmc_state', value: rmcState }]
    if (os === null && environment === null)
      return cannotTell(context, lparEnv, `The environment of ${name}, which says whether RMC is needed,`, {
        facts,
      })
    return block(
      `The RMC state of ${name} is ${rmcState}; an active move needs active.`,
      facts,
      `Check RSCT in the partition (lsrsrc IBM.MCP; /usr/sbin/rsct/bin/refrsrc IBM.MCP) and port 657 tcp and udp to the HMC, then: ${command('lssyscfg -r lpar -m {source} --filter lpar_ids={id} -F name,rmc_state', context)}. Or shut it down and move it inactive.`,
    )
  },
}
