import type {
  CellLetter,
  PairView,
  ReadinessView,
  WhatIf,
  WorkItem,
} from '../../../shared/contract/readiness.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { MoveJudgement, RuleFinding } from '../../../shared/mobility/verdict.ts'
import { judge } from './fake-mobility.ts'

const letters = { can: 'c', warn: 'w', cannot: 'n', tell: 't' } as const

const stays =
  (whatIf: WhatIf | null) =>
  (finding: RuleFinding): boolean =>
    whatIf === null ||
    (!whatIf.fixedRuleIds.includes(finding.ruleId) && !(whatIf.warningsFixed && finding.verdict === 'warn'))

function letterOf(findings: readonly RuleFinding[]): CellLetter {
  if (findings.some((one) => one.verdict === 'block')) return letters.cannot
  if (findings.some((one) => one.verdict === 'unknown')) return letters.tell
  return findings.length > 0 ? letters.warn : letters.can
}

interface Matrix {
  readonly view: ReadinessView
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** The matrix of the fake rules, with the places of each item of its work list. */
export function inventMatrix(index: FleetIndex, revision: number, whatIf: WhatIf | null): Matrix {
  const { servers, partitions } = index.fleet
  const columnOf = new Map(servers.map((server, at) => [server.id, at]))
  const rowOf = new Map(partitions.map((partition, at) => [partition.id, at]))
  const cells: string[] = Array.from({ length: servers.length * partitions.length }, () => '-')
  const inactive: string[] = cells.map(() => '0')
  const places = new Map<string, number[]>()
  const items = new Map<string, { finding: RuleFinding; judged: MoveJudgement[]; unlocks: number }>()
  for (const judgement of judge(index, null, null)) {
    const place =
      (rowOf.get(judgement.partitionId) ?? 0) * servers.length + (columnOf.get(judgement.targetServerId) ?? 0)
    const findings = judgement.findings.filter(stays(whatIf))
    cells[place] = letterOf(findings)
    inactive[place] = judgement.inactiveWouldWork === true && findings.length > 0 ? '1' : '0'
    for (const finding of findings.filter((one) => one.verdict === findings[0]?.verdict)) {
      const key = `${finding.ruleId} ${finding.verdict}`
      const item = items.get(key) ?? { finding, judged: [], unlocks: 0 }
      items.set(key, {
        ...item,
        judged: [...item.judged, judgement],
        unlocks: item.unlocks + Number(findings.length === 1),
      })
      places.set(key, [...(places.get(key) ?? []), place])
    }
  }
  const work: WorkItem[] = [...items]
    .map(([key, { finding, judged, unlocks }]) => ({
      key,
      ruleId: finding.ruleId,
      title: finding.text,
      verdict: finding.verdict === 'pass' ? ('warn' as const) : finding.verdict,
      text: finding.text,
      remedy: finding.remedy,
      missing: finding.missing,
      pairs: judged.length,
      partitions: new Set(judged.map((one) => one.partitionId)).size,
      servers: new Set(judged.map((one) => one.targetServerId)).size,
      unlocks,
    }))
    .sort((a, b) => b.pairs - a.pairs)
  return {
    view: {
      revision,
      partitionIds: partitions.map((one) => one.id),
      serverIds: servers.map((one) => one.id),
      cells: cells.join(''),
      inactive: inactive.join(''),
      work,
      rules: 68,
      catalogueDate: '2026-02',
    },
    places,
  }
}

/** One pair with a few checks and a suggestion. */
export function inventPair(index: FleetIndex, partitionId: string, serverId: string): PairView {
  const [judgement] = judge(index, [partitionId], [serverId])
  if (judgement === undefined) throw new Error('The partition is there already.')
  const findings = judgement.findings.map((finding) => ({
    ...finding,
    facts:
      finding.ruleId === 'MEM-AVAIL'
        ? [
            { name: 'memory in whole blocks', value: 65_536, unit: 'MiB' },
            { name: 'needed', value: 66_560, unit: 'MiB' },
            { name: 'free', value: 0, unit: 'MiB' },
          ]
        : finding.facts,
  }))
  const target = index.viosOf(serverId)
  const source = index.viosOf(index.partitionById.get(partitionId)?.serverId ?? '')
  return {
    judgement: { ...judgement, findings },
    checks: [
      ...findings.map(({ ruleId, text, verdict }) => ({ ruleId, title: text, verdict, values: 'no' })),
      ...Array.from({ length: judgement.passes }, (_, at) => ({
        ruleId: `PASS-${at + 1}`,
        title: `Check ${at + 1}`,
        verdict: 'pass' as const,
        values: '256 = 256 MiB',
      })),
    ],
    suggestion:
      judgement.verdict === 'cannot'
        ? null
        : {
            lparId: 7,
            lparIdKept: true,
            adapters: [
              {
                kind: 'virtual Fibre Channel',
                clientSlot: 4,
                sourceViosName: source[0]?.name ?? null,
                targetViosName: target[0]?.name ?? 'vios1',
                targetViosLparId: 1,
                targetViosSlot: null,
                port: 'fcs0',
                why: 'most free NPIV places',
              },
            ],
            open: [],
            pool: { id: 0, name: 'DefaultPool', why: 'same name' },
            movers: [{ sourceMover: source[0]?.name ?? 'vios1', targetMover: target[0]?.name ?? 'vios1' }],
            migrlparAttributes: 'virtual_fc_mappings=4//1//fcs0',
            notes: [],
          },
  }
}
