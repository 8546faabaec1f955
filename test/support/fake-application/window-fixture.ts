import { test as base, expect, type Page } from '@playwright/test'
import type { FakeApplication, FakeOptions } from './fake-application.ts'
import { createFakeApplication } from './fake-application.ts'
import { serveWindow } from './window-server.ts'

export interface OpenedWindow {
  readonly page: Page
  readonly application: FakeApplication
}

interface Fixtures {
  /** Opens the built window over a fake application. Errors, warnings and policy violations fail the test at its end. */
  readonly openWindow: (options?: FakeOptions) => Promise<OpenedWindow>
}

export const test = base.extend<Fixtures>({
  openWindow: async ({ page, context }, use) => {
    const complaints: string[] = []
    const closers: (() => Promise<void>)[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await use(async (options = {}) => {
      const application = createFakeApplication(options)
      const server = await serveWindow(application)
      closers.push(server.close)
      await page.goto(server.url)
      await page.locator('.app').waitFor()
      // The first navigation has to be over: an address changed before is overwritten by it.
      await page.waitForURL(/#\/\w/)
      return { page, application }
    })
    await Promise.all(closers.map((close) => close()))
    expect(complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
  },
})

export { expect }
