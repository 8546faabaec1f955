/**
 * What HMC and VIOS output cannot tell and a person can. Read as a sentence about the subject's owner: "cluster-software
 * is installed", "serial-licences are used", "console-sessions are open", "npiv-zoning of both WWPNs is done",
 * "same-networks: a VLAN id is the same network on every server".
 */
export const statementSubjects = [
  'cluster-software',
  'serial-licences',
  'console-sessions',
  'npiv-zoning',
  'same-networks',
] as const
export type StatementSubject = (typeof statementSubjects)[number]

/** The narrowest scope wins: partition, then server, then fleet. */
export interface Statement {
  readonly subject: StatementSubject
  readonly scope: 'fleet' | 'server' | 'partition'
  /** Server or partition id; null for the fleet. */
  readonly scopeId: string | null
  readonly holds: boolean
  readonly reason: string | null
}
