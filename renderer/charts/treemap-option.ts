import type { Box, ChartLook } from './chart-look.ts'
import type { ChartOption } from './echarts-parts.ts'

/** A leaf: its area in proportion to `weight`, filled as `fill` says, its name and value printed where they fit. */
export interface TreemapLeaf {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly weight: number
  readonly fill: (look: ChartLook) => TreemapFill
}

/** Colours of a leaf. `plate` is laid under the words where the fill is a pattern. */
export interface TreemapFill {
  readonly fill: ReturnType<ChartLook['pattern']>
  readonly ink: string
  readonly plate: string | null
}

export interface TreemapBranch {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly leaves: readonly TreemapLeaf[]
}

const headHeight = 18
const fontSize = 11
/** Mean width of a letter of the sans at 11 px; a little wide, so that what is printed is whole. */
const letter = 6.4
const lineHeight = 14

/** The words a box has room for: name and value, the name, or nothing. A name is never cut. */
export function fittingLabel(name: string, value: string, box: Box | undefined): string {
  if (box === undefined) return ''
  const room = Math.floor((box.width - 6) / letter)
  if (box.height < lineHeight + 2 || name.length > room) return ''
  return box.height >= 2 * lineHeight + 4 && value.length <= room ? `${name}\n${value}` : name
}

/** Each line of a label on a plate of its own, so that a pattern does not run through the letters. */
const onPlate = (label: string): string =>
  label === ''
    ? ''
    : label
        .split('\n')
        .map((line) => `{plate|${line}}`)
        .join('\n')

/** The head of a group: name and note, the name, or as much of it as there is room for. */
export function fittingHead(name: string, note: string, box: Box | undefined): string {
  const room = Math.floor(((box?.width ?? 0) - 10) / letter)
  if (name.length + note.length + 1 <= room) return `{name|${name}}  {note|${note}}`
  if (name.length <= room) return `{name|${name}}`
  return room < 4 ? '' : `{name|${name.slice(0, room - 1)}…}`
}

/** Data index of each branch and leaf as ECharts counts: preorder from the root, which is 0. */
export function dataIndices(branches: readonly TreemapBranch[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  let next = 1
  for (const branch of branches) {
    next += 1
    for (const leaf of branch.leaves) {
      found.set(leaf.id, next)
      next += 1
    }
  }
  return found
}

/**
 * A treemap of two levels: branches with a head, leaves with what fits. Still: no zoom, no breadcrumb; hovering shows
 * `readout`. The frames of selection and keyboard are the caller's, laid over the canvas.
 */
export function treemapOption(
  branches: readonly TreemapBranch[],
  look: ChartLook,
  boxes: () => ReadonlyMap<number, Box>,
  readout: (leafId: string) => string,
): ChartOption {
  const words = new Map<
    number,
    { readonly id: string | null; readonly name: string; readonly note: string }
  >()
  const plated = new Set<number>()
  let index = 0
  const data = branches.map((branch) => {
    index += 1
    words.set(index, { id: null, name: branch.name, note: branch.note })
    return {
      id: branch.id,
      name: branch.name,
      children: branch.leaves.map((leaf) => {
        index += 1
        words.set(index, { id: leaf.id, name: leaf.name, note: leaf.value })
        const { fill, ink, plate } = leaf.fill(look)
        if (plate !== null) plated.add(index)
        return {
          id: leaf.id,
          name: leaf.name,
          value: leaf.weight,
          itemStyle: { color: fill },
          label: {
            color: ink,
            rich: {
              plate: {
                color: ink,
                ...(plate === null ? {} : { backgroundColor: plate }),
                fontSize,
                lineHeight,
                padding: [1.5, 3],
                fontFamily: look.font,
              },
            },
          },
        }
      }),
    }
  })
  const shell = look.colour('pane')
  const ground = look.colour('line-2')
  return {
    tooltip: {
      renderMode: 'richText',
      confine: true,
      transitionDuration: 0,
      padding: [6, 9],
      borderWidth: 1,
      borderRadius: 2,
      borderColor: look.colour('line-2'),
      backgroundColor: look.colour('pane'),
      shadowBlur: 0,
      textStyle: { color: look.colour('ink-1') },
      formatter: (params) => {
        const one = Array.isArray(params) ? params[0] : params
        const found = words.get(one?.dataIndex ?? -1)
        if (found === undefined) return ''
        return found.id === null ? `${found.name}\n${found.note}` : readout(found.id)
      },
    },
    series: [
      {
        type: 'treemap',
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        sort: 'desc',
        visibleMin: 0,
        animation: false,
        emphasis: { disabled: true },
        label: {
          show: true,
          position: [4, 2],
          padding: 0,
          fontSize,
          lineHeight,
          fontFamily: look.font,
          overflow: 'none',
          formatter: ({ dataIndex }) => {
            const found = words.get(dataIndex)
            if (found === undefined) return ''
            const label = fittingLabel(found.name, found.note, boxes().get(dataIndex))
            return plated.has(dataIndex) ? onPlate(label) : label
          },
        },
        upperLabel: {
          show: true,
          height: headHeight,
          position: [5, 0],
          padding: 0,
          verticalAlign: 'top',
          lineHeight: headHeight,
          fontSize,
          fontFamily: look.font,
          color: look.colour('ink-1'),
          overflow: 'none',
          formatter: ({ dataIndex }) => {
            const found = words.get(dataIndex)
            return found === undefined ? '' : fittingHead(found.name, found.note, boxes().get(dataIndex))
          },
          rich: {
            name: {
              fontSize,
              lineHeight: headHeight,
              fontWeight: 600,
              color: look.colour('ink-1'),
              fontFamily: look.font,
            },
            note: { fontSize, lineHeight: headHeight, color: look.colour('ink-2'), fontFamily: look.font },
          },
        },
        levels: [
          { itemStyle: { borderColor: shell, borderWidth: 0, gapWidth: 4 }, upperLabel: { show: false } },
          { itemStyle: { borderColor: ground, borderWidth: 1, gapWidth: 1 } },
          { itemStyle: { borderWidth: 0, borderColor: ground } },
        ],
        data,
      },
    ],
  }
}
