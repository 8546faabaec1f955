/** What the people of the sample data centre vouch for, because no HMC or VIOS prints it. */
import { residentsOf } from './roster.ts'
import { blueprints } from './blueprints.ts'

export const saidBy = 'Said with the sample data centre'

interface SampleAnswer {
  readonly question: string
  readonly answer: 'yes' | 'no'
  readonly servers?: readonly string[]
  readonly partitions?: readonly string[]
  readonly reason?: string
}

const ibmi = blueprints
  .flatMap((server) => residentsOf(server.name))
  .filter((one) => one.workload === 'ibmi')
  .map((one) => one.name)

/** Zoning is vouched for at the northern site's newer servers only: elsewhere its warning stays, as it does for most people. */
export const sampleAnswers: readonly SampleAnswer[] = [
  { question: 'cluster-software', answer: 'no' },
  {
    question: 'cluster-software',
    answer: 'yes',
    partitions: ['oraerp-p1', 'oraerp-p2', 'oraerp-p3', 'oraerp-p4'],
    reason: `${saidBy}: nodes of one Oracle RAC`,
  },
  {
    question: 'cluster-software',
    answer: 'yes',
    partitions: ['sapprd-ascs1', 'sapprd-ers1'],
    reason: `${saidBy}: Pacemaker for the SAP central services`,
  },
  {
    question: 'cluster-software',
    answer: 'yes',
    partitions: ['db2dwh-p1', 'db2dwh-p2'],
    reason: `${saidBy}: PowerHA`,
  },
  { question: 'serial-licences', answer: 'no' },
  {
    question: 'serial-licences',
    answer: 'yes',
    partitions: ibmi,
    reason: `${saidBy}: licence keys of IBM i`,
  },
  {
    question: 'serial-licences',
    answer: 'yes',
    partitions: ['lic-srv1'],
    reason: `${saidBy}: the licence server itself`,
  },
  { question: 'console-sessions', answer: 'no' },
  {
    question: 'npiv-zoning',
    answer: 'yes',
    servers: ['nor-e980-1', 'nor-e1080-1', 'nor-s1024-1', 'nor-s1024-2'],
    reason: `${saidBy}: both WWPNs zoned by the storage team`,
  },
  { question: 'same-networks', answer: 'yes', reason: `${saidBy}: each site has VLAN ids of its own` },
]

/** Text of sample.answers.json. */
export function answersFile(): string {
  const document = { format: 'lpm-planner-answers', version: 1, saidBy, answers: sampleAnswers }
  return `${JSON.stringify(document, null, 2)}\n`
}
