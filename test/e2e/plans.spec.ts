/** Plans and assumptions in the built window, with a fake application behind it. */
import type { Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { FakeOptions } from '../support/fake-application/fake-application.ts'
import { createFakeApplication } from '../support/fake-application/fake-application.ts'
import { inventPlan } from '../support/fake-application/fake-plans.ts'
import { inventFleet } from '../support/fake-application/invented-fleet.ts'
import { serveWindow } from '../support/fake-application/window-server.ts'
import {
  accessibilityFindings,
  findNothingInBothThemes,
  fitsEverySize,
  pageOverflow,
  themes,
  windowSizes,
} from '../support/flows/look-at.ts'

const closers: (() => Promise<void>)[] = []
let faults: readonly string[] = []

async function openAt(page: Page, path: string, options: FakeOptions = {}): Promise<void> {
  const { url, close } = await serveWindow(createFakeApplication({ opened: true, ...options }))
  closers.push(close)
  const mine: string[] = []
  faults = mine
  page.on('pageerror', (error) => mine.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') mine.push(message.text())
  })
  await page.goto(url)
  // The first navigation has to be over: an address changed before is overwritten by it.
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  await page.evaluate((to) => {
    location.hash = to
  }, path)
}

test.afterEach(async () => {
  // Taken before the server goes: the window complains about its end, and should.
  const found = [...faults]
  await Promise.all(closers.splice(0).map((close) => close()))
  expect(found).toEqual([])
})

test('a plan is made from the form, and its problems are named before it runs', async ({ page }) => {
  await openAt(page, '/plans', { withPlans: false })
  await expect(page.getByRole('heading', { name: 'No plan yet' })).toBeVisible()
  await page.getByRole('link', { name: 'New plan' }).click()
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('Choose at least one server to empty.')).toBeVisible()

  await page.getByRole('checkbox', { name: 'pwr-e980-b1' }).check()
  await expect(page.getByText('narrows the targets of')).toBeVisible()
  await expect(page.getByText('Left after the plan')).toBeVisible()
  await expect(page.getByRole('radiogroup', { name: 'Goal' }).getByRole('radio')).toHaveCount(4)
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('Planning')).toBeVisible()
  await page.getByRole('button', { name: 'Stop and keep best' }).click()
  await expect(page.getByRole('heading', { name: 'Empty e980-b1', level: 1 })).toBeVisible()
  await expect(page.getByRole('tab', { name: /^Moves\s*24/ })).toBeVisible()
})

test('a planning error stays in its place until it is solved', async ({ page }) => {
  await openAt(page, '/plans/new')
  await page.getByRole('checkbox', { name: 'pwr-e980-b1' }).check()
  await page.getByRole('textbox', { name: 'Name' }).fill('no way')
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByRole('alert')).toContainText('No partition of these servers can move.')
})

test('list, schedule and details show the same move', async ({ page }) => {
  await openAt(page, '/plans/1')
  const details = page.locator('.drawer')
  const first = page.getByRole('rowheader', { name: '1', exact: true })
  await page.getByRole('grid', { name: 'Moves' }).focus()
  await page.keyboard.press('Control+Home')
  await first.click()
  const name = await page.locator('.plan-panel .grid-row.is-active .grid-cell').nth(1).textContent()
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name?.trim() ?? '')
  await expect(page.locator('.s-frame')).toHaveCount(1)

  await expect(details.getByRole('heading', { name: 'Connected there by' })).toBeVisible()
  await expect(details.getByText('SCSI slot 10', { exact: true })).toBeVisible()
  await expect(details.getByText(/-vios1, fcs0/)).toBeVisible()

  await page.keyboard.press('j')
  await expect(details.getByText('move 2', { exact: true })).toBeVisible()
  await page.locator('[data-move="m004"] .s-copy').click()
  await expect(details.getByText('move 4', { exact: true })).toBeVisible()
  await page.keyboard.press(']')
  await expect(details.getByText('on the critical chain')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
})

test('the cursor reads every chart, and the schedule has a table twin', async ({ page }) => {
  await openAt(page, '/plans/1')
  const chart = page.locator('.schedule-scroll')
  await chart.focus()
  await expect(chart).toHaveAttribute('aria-label', /24 moves from 22:00; the plan ends .+ of 100 draws fit/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.schedule-clock')).toHaveText('22:11')
  await expect(page.locator('.schedule-readout')).toHaveText(/Gb\/s, 6 moves/)
  const before = await page.locator('.s-copy').first().getAttribute('width')
  await page.keyboard.press('+')
  expect(Number(await page.locator('.s-copy').first().getAttribute('width'))).toBeGreaterThan(Number(before))
  await page.keyboard.press('t')
  await expect(page.getByRole('grid', { name: 'Schedule as a table' })).toBeVisible()
})

test('who stays is told with what would make it possible, in both themes', async ({ page }) => {
  await openAt(page, '/plans/1')
  await page.getByRole('tab', { name: /^Stays/ }).click()
  const ways = page.getByRole('region', { name: 'What would make it possible' })
  await expect(ways.getByRole('listitem').first()).toContainText(
    /With “cannot tell” accepted for SRC-RMC .* have a place\. \(proven: less of it does not do\)/,
  )
  await expect(ways.getByRole('listitem').nth(1)).toContainText('(tried, not proven smallest)')
  await findNothingInBothThemes(page, 'stays')
  await fitsEverySize(page)
})

test('a refused plan names the broken rule, the instant and the move', async ({ page }) => {
  await openAt(page, '/plans/2')
  await page.getByRole('button', { name: 'Referee: refused, 2 broken rules' }).click()
  await expect(page.getByText('at 22:30')).toBeVisible()
  await page.getByRole('button', { name: 'Show move' }).first().click()
  await expect(page.locator('.drawer').getByText('move 4', { exact: true })).toBeVisible()
})

test('a plan from an older inventory can be checked again', async ({ page }) => {
  await openAt(page, '/plans/3')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('every check is kept')).toBeVisible()
})

test('renaming and removing can be undone', async ({ page }) => {
  await openAt(page, '/plans')
  await page.getByRole('button', { name: 'Rename plan' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Spring window')
  await page.getByRole('button', { name: 'Rename plan' }).last().click()
  await expect(page.getByRole('link', { name: 'Spring window' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove plan' }).first().click()
  await expect(page.getByRole('link', { name: 'Spring window' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Spring window' })).toBeVisible()
})

test('an export is shown before it is saved', async ({ page }) => {
  await openAt(page, '/plans/1')
  await expect(page.locator('.schedule-scroll')).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.locator('.export-text')).toContainText('migrlpar -o v')
  await page.getByRole('radio', { name: 'Table' }).click()
  await expect(page.locator('.export-text')).toContainText('move,partition,from,to')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save file' }).click()
  expect((await download).suggestedFilename()).toBe('empty-e980-b1-march-window.csv')
})

test('a plan document comes back without a forecast, and is forecast then', async ({ page }) => {
  await openAt(page, '/plans')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import plan' }).click()
  await (await chooser).setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(page.getByRole('alert')).toContainText('This file is no plan document.')

  const fleet = inventFleet(200)
  const { plan } = inventPlan(indexFleet(fleet), {
    serverIds: [fleet.servers[4]?.id ?? ''],
    name: 'From a colleague',
  })
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import plan' }).click()
  await (
    await again
  ).setFiles({
    name: 'plan.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(plan)),
  })
  await expect(page.getByRole('heading', { name: 'From a colleague', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Forecast plan' }).click()
  await expect(page.locator('.schedule-scroll')).toBeVisible()
})

test('a parameter is typed with a reason, refused out of range, reset and undone', async ({ page }) => {
  await openAt(page, '/assumptions')
  await page.getByText('Clean enough at').first().click()
  await page.getByLabel('New value, %').fill('2')
  await page.getByRole('button', { name: 'Set value' }).click()
  await expect(page.getByText(/Between 90–99/)).toBeVisible()
  await page.getByLabel('New value, %').fill('97')
  await page.getByLabel('Reason').fill('measured in May')
  await page.getByRole('button', { name: 'Set value' }).click()
  await expect(page.getByText('because: measured in May')).toBeVisible()
  await page.getByRole('button', { name: /^Reset/ }).click()
  await expect(page.getByText('because: measured in May')).toHaveCount(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByText('because: measured in May')).toBeVisible()
})

test('the class of a partition is typed in the list', async ({ page }) => {
  await openAt(page, '/assumptions')
  await page.getByRole('tab', { name: /Workload classes/ }).click()
  await page.getByRole('combobox', { name: 'Class of crm-app3', exact: true }).selectOption('in-memory')
  await expect(page.getByText('1 class typed by you')).toBeVisible()
})

for (const colorScheme of themes) {
  for (const size of windowSizes) {
    test(`no screen has an accessibility fault or scrolls sideways (${colorScheme}, ${size.width})`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(size)
      await openAt(page, '/plans')
      for (const path of ['/plans', '/plans/1', '/plans/2', '/plans/3', '/plans/new', '/assumptions']) {
        await page.evaluate((to) => {
          location.hash = to
        }, path)
        await expect(page.locator('.screen-head, .notice').first()).toBeVisible()
        await page.waitForTimeout(400)
        expect(await accessibilityFindings(page), path).toEqual([])
        expect((await pageOverflow(page)).across, path).toBeLessThanOrEqual(0)
      }
    })
  }
}
