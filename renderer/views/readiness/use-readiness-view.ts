import type { ComputedRef, Ref } from 'vue'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ReadinessView } from '../../../shared/contract/readiness.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import { useReadiness } from '../../stores/readiness.ts'
import { text } from '../../text/en.ts'
import type { MatrixColumn, MatrixLine, MatrixSort, PartitionLine, VerdictCounts } from './matrix-rows.ts'
import {
  cellMask,
  countVerdicts,
  groupLines,
  letterAt,
  lineFits,
  matrixColumns,
  partitionLines,
  rowsOfMask,
  sortLines,
} from './matrix-rows.ts'
import type { ServerLine } from './subject-columns.ts'

export interface ReadinessScreenState {
  readonly from: Ref<string | null>
  readonly filter: Ref<string>
  readonly sort: Ref<MatrixSort | null>
  readonly grouped: Ref<boolean>
  readonly grouping: Ref<boolean>
  readonly chosen: Ref<string | null>
  readonly only: Ref<boolean>
  readonly problem: Ref<string | null>
  readonly mask: Ref<Uint8Array | null>
  /** Partitions of the source that fit the filter, sorted. */
  readonly partitions: ComputedRef<readonly PartitionLine[]>
  /** What the matrix lists: the same, or fewer for a reason, or under headings. */
  readonly lines: ComputedRef<readonly MatrixLine[]>
  readonly columns: ComputedRef<readonly MatrixColumn[]>
  readonly servers: ComputedRef<readonly ServerLine[]>
  readonly counts: ComputedRef<VerdictCounts>
  readonly countsBefore: ComputedRef<VerdictCounts | null>
  readonly reach: ComputedRef<{ readonly some: number; readonly all: number }>
  /** The what-if in words; null where the inventory is shown as it is. */
  readonly supposed: ComputedRef<string | null>
}

/** Verdicts of the pairs of some rows and columns. */
const countPairs = (
  view: ReadinessView,
  lines: readonly PartitionLine[],
  columns: readonly MatrixColumn[],
): VerdictCounts =>
  countVerdicts(lines.flatMap((line) => columns.map((column) => letterAt(view, line.at, column.at))))

/** What the Readiness screen shows of a matrix: source, filter, order, groups and the chosen reason. */
export function useReadinessView(view: () => ReadinessView, index: () => FleetIndex): ReadinessScreenState {
  const readiness = useReadiness()
  const from = ref<string | null>(null)
  const filter = ref('')
  const sort = ref<MatrixSort | null>({ column: 'memory', descending: true })
  const grouped = ref(false)
  const grouping = ref(false)
  const chosen = ref<string | null>(null)
  const only = ref(false)
  const problem = ref<string | null>(null)
  const mask = shallowRef<Uint8Array | null>(null)
  const cellsByKey = shallowRef<ReadonlyMap<string, readonly number[]>>(new Map())

  const all = computed(() => partitionLines(view(), index()))
  const ofSource = computed(() =>
    from.value === null ? all.value : all.value.filter((line) => line.partition.serverId === from.value),
  )
  const partitions = computed(() => {
    const wanted = filter.value.trim()
    const fitting = wanted === '' ? ofSource.value : ofSource.value.filter((line) => lineFits(line, wanted))
    return sortLines(fitting, sort.value)
  })
  const columns = computed(() => matrixColumns(view(), index(), from.value))
  const servers = computed(() =>
    matrixColumns(view(), index(), null).map((column) => ({
      server: column.server,
      counts: countPairs(view(), partitions.value, [column]),
    })),
  )
  const lines = computed<readonly MatrixLine[]>(() => {
    const width = view().serverIds.length
    const rows = only.value && mask.value !== null ? rowsOfMask(mask.value, width) : null
    const shown = rows === null ? partitions.value : partitions.value.filter((line) => rows.has(line.at))
    return grouped.value && !grouping.value ? groupLines(shown, view().work, cellsByKey.value, width) : shown
  })
  const counts = computed(() => countPairs(view(), partitions.value, columns.value))
  const countsBefore = computed(() => {
    const { plain } = readiness
    if (!readiness.hasWhatIf || plain === null || plain.cells.length !== view().cells.length) return null
    return countPairs(plain, partitions.value, columns.value)
  })
  const reach = computed(() => ({
    some: partitions.value.filter((line) => line.servers > 0).length,
    all: partitions.value.length,
  }))
  const supposed = computed(() => {
    const words = text.readiness.whatIf
    const parts = [
      ...(readiness.warningsFixed ? [words.warningsOnly] : []),
      ...(readiness.fixedRuleIds.length > 0 ? [words.rules(readiness.fixedRuleIds)] : []),
    ]
    return parts.length === 0 ? null : parts.join(words.and)
  })

  watch([view, chosen], async ([present, key], [, before]) => {
    problem.value = null
    // Cells framed for another reason must not be taken for this one's.
    if (key !== before) mask.value = null
    if (key === null || !present.work.some((item) => item.key === key)) {
      chosen.value = null
      mask.value = null
      only.value = false
      return
    }
    const answer = await readiness.cellsOf(key)
    if (chosen.value !== key) return
    mask.value = answer.ok ? cellMask(answer.value, present.cells.length) : null
    problem.value = answer.ok ? null : answer.error.message
  })
  watch([view, grouped], async ([present, on]) => {
    if (!on) return
    grouping.value = true
    const found = new Map<string, readonly number[]>()
    for (const { key } of present.work) {
      const answer = await readiness.cellsOf(key)
      if (present !== view() || !grouped.value) return
      if (answer.ok) found.set(key, answer.value)
    }
    cellsByKey.value = found
    grouping.value = false
  })
  watch(index, (present) => {
    if (from.value !== null && !present.serverById.has(from.value)) from.value = null
  })

  return {
    from,
    filter,
    sort,
    grouped,
    grouping,
    chosen,
    only,
    problem,
    mask,
    partitions,
    lines,
    columns,
    servers,
    counts,
    countsBefore,
    reach,
    supposed,
  }
}
