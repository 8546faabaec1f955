import type { TooltipComponentOption } from 'echarts/components'
import type { ChartLook } from './chart-look.ts'

/** The box that reads a chart out beside the pointer: text only (HTML would break the policy), at once, in the tokens' colours. */
export const readoutBox = (look: ChartLook): TooltipComponentOption => ({
  renderMode: 'richText',
  confine: true,
  transitionDuration: 0,
  padding: [4, 8],
  borderWidth: 1,
  borderRadius: 2,
  borderColor: look.colour('line-2'),
  backgroundColor: look.colour('pane'),
  shadowBlur: 0,
  textStyle: { color: look.colour('ink-1') },
})
