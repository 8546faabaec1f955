/** A small plan of one move, for tests of what is done with plans. */
import type { PlanDocument, PlanMove } from '../../shared/plan/plan-document.ts'
import { defaultPlanOptions, PLAN_FORMAT, PLAN_VERSION } from '../../shared/plan/plan-document.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'

export const sampleMove: PlanMove = {
  id: 'm001',
  partitionId: '9009-42A*7800001/5',
  partitionName: 'db05',
  lparId: 5,
  sourceServerId: '9009-42A*7800001',
  sourceServerName: 'north-1',
  targetServerId: '9009-42A*7800002',
  targetServerName: 'north-2',
  type: 'active',
  sourceMoverId: '9009-42A*7800001/1',
  sourceMoverName: 'vios1',
  targetMoverId: '9009-42A*7800002/1',
  targetMoverName: 'vios3',
  targetPoolName: null,
  targetLparId: 5,
  after: [],
  notBeforeS: 0,
  wave: 1,
  memoryMib: 65_536,
  targetNeedMib: 66_560,
  entitledCenti: 150,
  verdict: 'warn',
  warnings: [{ ruleId: 'VLAN', verdict: 'unknown', text: 'VLANs of north-2 are not known.', remedy: null }],
  whyMove: 'north-1 is emptied.',
  whyHere: 'north-2 has most free memory.',
  whyNow: 'A mover pair is free.',
  ifNot: 'north-1 cannot be switched off.',
  alternatives: [],
}

export const samplePlan = (changes: Partial<PlanDocument> = {}): PlanDocument => ({
  format: PLAN_FORMAT,
  version: PLAN_VERSION,
  name: 'Empty north-1',
  goal: { kind: 'evacuate', serverIds: ['9009-42A*7800001'] },
  options: defaultPlanOptions,
  inputHash: 'made for a test',
  appVersion: '0.1.0',
  createdAtMs: Date.UTC(2026, 10, 2, 20),
  seed: 1,
  zone: 'Europe/Berlin',
  startMs: Date.UTC(2026, 10, 7, 21),
  window: { startMs: Date.UTC(2026, 10, 7, 21), endMs: Date.UTC(2026, 10, 8, 1) },
  moves: [sampleMove],
  unplaced: [],
  notes: [],
  bound: null,
  ...changes,
})

export const sampleReport: RefereeReport = { valid: true, violations: [], checks: ['R-ORDER'], warnings: [] }
