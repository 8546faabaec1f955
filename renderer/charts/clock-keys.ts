import type { Timeline } from './use-timeline.ts'

const step = 60
const stride = 600

/**
 * The keys of a chart with a clock: arrows by a minute, with Shift by ten, Home to the start and End to `endS` of the
 * plan. Answers whether the key was one of them, and has taken it then.
 */
export function clockKey(event: KeyboardEvent, timeline: Timeline, endS: number): boolean {
  const far = event.shiftKey ? stride : step
  if (event.key === 'ArrowLeft') timeline.step(-far)
  else if (event.key === 'ArrowRight') timeline.step(far)
  else if (event.key === 'Home') timeline.place(0)
  else if (event.key === 'End') timeline.place(endS)
  else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}
