/** Small plan documents for tests of exporters and readers. */
import {
  defaultPlanOptions,
  PLAN_FORMAT,
  PLAN_VERSION,
  type PlanDocument,
  type PlanMove,
} from '../../shared/plan/plan-document.ts'

export function aMove(overrides: Partial<PlanMove> & { readonly id: string }): PlanMove {
  return {
    partitionId: `9009-42A*A/${overrides.id}`,
    partitionName: `lpar-${overrides.id}`,
    lparId: 11,
    sourceServerId: '9009-42A*A',
    sourceServerName: 'srv-a',
    targetServerId: '9009-42A*B',
    targetServerName: 'srv-b',
    type: 'active',
    sourceMoverId: '9009-42A*A/1',
    sourceMoverName: 'a-vios1',
    targetMoverId: '9009-42A*B/1',
    targetMoverName: 'b-vios1',
    targetPoolName: null,
    targetLparId: 11,
    after: [],
    notBeforeS: 0,
    wave: 1,
    memoryMib: 65_536,
    targetNeedMib: 66_560,
    entitledCenti: 150,
    verdict: 'can',
    warnings: [],
    whyMove: 'srv-a is emptied.',
    whyHere: 'Most free memory.',
    whyNow: 'Starts at once.',
    ifNot: 'srv-a keeps one partition.',
    alternatives: [],
    ...overrides,
  }
}

export function aPlan(overrides: Partial<PlanDocument> = {}): PlanDocument {
  return {
    format: PLAN_FORMAT,
    version: PLAN_VERSION,
    name: 'Empty srv-a',
    goal: { kind: 'evacuate', serverIds: ['9009-42A*A'] },
    options: defaultPlanOptions,
    inputHash: 'f00dfeed',
    appVersion: '0.1.0',
    createdAtMs: Date.UTC(2026, 2, 11, 18, 0),
    seed: 1,
    zone: 'Europe/Berlin',
    startMs: Date.UTC(2026, 2, 14, 21, 0),
    window: null,
    moves: [aMove({ id: 'm001' })],
    unplaced: [],
    notes: [],
    bound: null,
    ...overrides,
  }
}
