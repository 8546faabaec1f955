import { chromium } from '@playwright/test'
import { launchBrowserHost } from '../support/flows/browser-host.ts'
import { chromiumArguments, findOrInstallChromium } from '../support/chromium.ts'
import { milliseconds, type Bench } from './bench-table.ts'

/** The window in Chromium on the browser host: from opening the address to a page that answers. */
export const windowBench: Bench = {
  name: 'window',
  run: async () => {
    const executablePath = findOrInstallChromium()
    if (executablePath === null) return [{ label: 'window', value: 'no Chromium' }]
    const host = await launchBrowserHost()
    const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
    try {
      const times: number[] = []
      for (let run = 0; run < 5; run++) {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
        const started = performance.now()
        await page.goto(host.url)
        await page.getByRole('button', { name: /Open sample/ }).waitFor()
        times.push(performance.now() - started)
        await page.close()
      }
      const median = times.toSorted((a, b) => a - b)[2] ?? 0
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await page.goto(host.url)
      await page.getByRole('button', { name: /Open sample/ }).click()
      await page.getByRole('heading', { name: 'Fleet', level: 1 }).waitFor({ timeout: 60_000 })
      await page.getByRole('grid').last().waitFor()
      const again = performance.now()
      await page.reload()
      await page.getByRole('gridcell', { name: 'nor-e980-1' }).first().waitFor({ timeout: 60_000 })
      return [
        {
          label: 'first start to an interactive window, median of 5',
          value: milliseconds(median),
          target: '<= 1500 ms',
        },
        {
          label: 'reload to a filled Fleet (200 partitions)',
          value: milliseconds(performance.now() - again),
          target: '<= 1500 ms',
        },
      ]
    } finally {
      await browser.close()
      await host.stop()
    }
  },
}
