import { chromium, type CDPSession } from '@playwright/test'
import { chromiumArguments, findOrInstallChromium } from '../support/chromium.ts'
import { createFakeApplication } from '../support/fake-application/fake-application.ts'
import { inventFleet } from '../support/fake-application/invented-fleet.ts'
import { serveWindow } from '../support/fake-application/window-server.ts'
import { milliseconds, type Bench } from './bench-table.ts'

const frames = 120

/** Scrolls the matrix down, then sideways, a step each frame, and answers the times between frames in ms. */
async function scrollMatrix({ step, count }: { step: number; count: number }): Promise<number[]> {
  const scroller = document.querySelector('.matrix-scroll')
  if (scroller === null) throw new Error('The matrix is not there.')
  const times: number[] = []
  let last = performance.now()
  for (let frame = 0; frame < count; frame += 1) {
    scroller.scrollBy(frame % 4 === 3 ? step / 2 : 0, step)
    if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight) scroller.scrollTop = 0
    if (scroller.scrollLeft + scroller.clientWidth >= scroller.scrollWidth) scroller.scrollLeft = 0
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    times.push(now - last)
    last = now
  }
  return times.sort((a, b) => a - b)
}

/** The longest frame, in ms, while the elements follow a scroll that has come to rest. */
async function settle(): Promise<number> {
  let longest = 0
  let last = performance.now()
  const end = last + 500
  while (last < end) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  return longest
}

/** Processor time of the window's main thread so far, in ms: what a busy machine does to the frames is left out. */
async function workOf(session: CDPSession): Promise<{ readonly all: number; readonly script: number }> {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string): number => 1000 * (metrics.find((one) => one.name === name)?.value ?? 0)
  return { all: of('TaskDuration'), script: of('ScriptDuration') }
}

/** Readiness with 2,000 partitions on 50 servers in Chromium without a graphics card: frames while scrolling. */
export const readinessWindowBench: Bench = {
  name: 'readiness-window',
  run: async () => {
    const executablePath = findOrInstallChromium()
    if (executablePath === null) return [{ label: 'readiness in the window', value: 'no Chromium' }]
    const server = await serveWindow(
      createFakeApplication({
        opened: true,
        fleet: inventFleet(2_000, 50),
        answers: { 'mobility.check': () => [] },
      }),
    )
    const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      await page.goto(server.url)
      await page.keyboard.press('Control+3')
      await page.locator('.matrix-body .cell').first().waitFor({ timeout: 120_000 })
      const figures: { label: string; value: string; target: string }[] = []
      for (const [label, step] of [
        ['a row and more a frame (60 px)', 60],
        ['a page a frame (600 px)', 600],
      ] as const) {
        const before = await workOf(session)
        const times = await page.evaluate(scrollMatrix, { step, count: frames })
        const work = await workOf(session)
        const at = (share: number): string => milliseconds(times[Math.floor(share * (times.length - 1))] ?? 0)
        figures.push({
          label: `frame while scrolling ${label}, median / P95`,
          value: `${at(0.5)} / ${at(0.95)}`,
          target: '<= 16.7 ms',
        })
        figures.push({
          label: `processor time of the window a frame, ${label}`,
          value: `${milliseconds((work.all - before.all) / frames)}, script ${milliseconds((work.script - before.script) / frames)}`,
          target: '<= 16.7 ms',
        })
        figures.push({
          label: `longest frame once the scroll rests, ${label}`,
          value: milliseconds(await page.evaluate(settle)),
          target: '-',
        })
      }
      return figures
    } finally {
      await browser.close()
      await server.close()
    }
  },
}
