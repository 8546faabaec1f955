/**
 * The document of answers (`*.answers.json`): what no HMC or VIOS can tell and a planner vouches for, kept beside the HMC
 * output it belongs to. `resources/schema/answers.schema.json` is this schema; a test compares them.
 */
import { z } from 'zod'
import { statementSubjects } from '../../../shared/inventory/fleet.ts'

z.config({ jitless: true })

export const ANSWERS_FORMAT = 'lpm-planner-answers'
export const ANSWERS_VERSION = 1

const name = z.string().min(1).max(300)
const names = z.array(name).min(1).max(5000)
const why = z.string().min(1).max(1000)

const answer = z.strictObject({
  question: z
    .enum(statementSubjects)
    .describe(
      'cluster-software: is cluster software with heartbeat timers installed? serial-licences: is software used that is licensed to the serial number of a server? console-sessions: are console sessions open? npiv-zoning: are both WWPNs of every pair zoned and masked? same-networks: is a VLAN id the same network on every server?',
    ),
  answer: z.enum(['yes', 'no']),
  servers: names
    .optional()
    .describe(
      'Names or type-model*serial. Without partitions: the answer is about each of these servers. With partitions: the servers they are looked for on, which tells partitions of one name apart.',
    ),
  partitions: names
    .optional()
    .describe('Names. Without partitions and servers the answer is about the whole fleet.'),
  reason: why.optional().describe('Who says so, or why; shown with the answer. Absent: saidBy.'),
})

export const answersDocument = z
  .strictObject({
    $schema: z.string().max(2000).optional(),
    format: z.literal(ANSWERS_FORMAT),
    version: z.literal(ANSWERS_VERSION),
    saidBy: why
      .optional()
      .describe('Who vouches for these answers; the reason of every answer without its own.'),
    answers: z.array(answer).max(20_000),
  })
  .describe(
    'Answers that no HMC or VIOS output holds, imported together with it. The narrowest answer wins: partition, then server, then fleet.',
  )

/** The published schema: what any JSON editor can check a file against. */
export const answersSchema = (): object => ({
  $id: 'answers.schema.json',
  title: 'Answers for LPM Planner',
  ...z.toJSONSchema(answersDocument),
})

export type AnswersDocument = z.infer<typeof answersDocument>
