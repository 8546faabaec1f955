/** The forecast of a plan in the built window: ranges, charts with their tables, moves at risk, more draws, every state. */
import type { Page } from '@playwright/test'
import type { PlanView } from '../../../shared/contract/views.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { withoutStudy, type PlanForecast } from '../../../shared/plan/plan-forecast.ts'
import type { FakeOptions } from '../../support/fake-application/fake-application.ts'
import { forecastInvented } from '../../support/fake-application/fake-forecast.ts'
import { inventPlan } from '../../support/fake-application/fake-plans.ts'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { accessibilityFindings, fitsEverySize, themes, windowSizes } from '../../support/flows/look-at.ts'

async function openForecast(page: Page, planId = 1): Promise<void> {
  await expect(page.getByText('north')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/#/plans/${planId}`)
  await page.getByRole('radio', { name: 'Forecast' }).click()
  await page.getByRole('region', { name: 'Load', exact: true }).waitFor()
}

const fleet = inventFleet(200)
const invented = inventPlan(indexFleet(fleet), { serverIds: [fleet.servers[2]?.id ?? ''] })

/** A window whose plan has another forecast. */
function withForecast(change: (forecast: PlanForecast) => PlanForecast | null): FakeOptions {
  const view: PlanView = {
    id: 1,
    plan: invented.plan,
    report: { valid: true, violations: [], checks: ['R-ORDER'], warnings: [] },
    forecast: change(invented.forecast),
    stale: false,
  }
  return { opened: true, answers: { 'plan.get': () => view } }
}

/** axe in both themes, and pictures of the view at the two sizes people have. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityFindings(page), `${name}, ${colorScheme}`).toEqual([])
    for (const size of windowSizes.slice(0, 2)) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `test-results/screens/${name}-${colorScheme}-${size.width}.png` })
    }
  }
  await fitsEverySize(page)
}

test('the forecast is right in both themes, and no size makes the page scroll', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  await looksRight(page, 'plan-forecast')
})

test('charts are read by keyboard, and T shows what they say as a table', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const load = page.getByRole('region', { name: 'Load', exact: true })
  await load.getByRole('group', { name: /^Load of/ }).focus()
  await page.keyboard.press('End')
  await expect(load.getByRole('status')).toHaveText(/^\d\d:\d\d {2}[\d.]+.Gb\/s, [\d.]+–[\d.]+$/)
  await page.keyboard.press('t')
  await expect(load.getByRole('grid', { name: 'Load over time as a table' })).toHaveAttribute(
    'aria-rowcount',
    '161',
  )
  const inputs = page.getByRole('region', { name: 'What decides it' })
  await inputs.getByRole('group', { name: /decides most/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(inputs.getByRole('status')).toHaveText(
    /^Bytes on the wire \(guess\), 31–78.%: .+ at its lowest, .+ at its highest$/,
  )
  await page.keyboard.press('t')
  await expect(inputs.getByRole('grid')).toHaveAttribute('aria-rowcount', '12')
  const estimate = page.getByRole('region', { name: 'Enough draws?' })
  await estimate.getByRole('group', { name: /More draws would not change the range/ }).focus()
  await page.keyboard.press('Home')
  await expect(estimate.getByRole('status')).toHaveText(/^After 50 draws: P50 .+ \(.+ – .+\), P90/)
  await page.keyboard.press('t')
  await expect(estimate.getByRole('grid')).toHaveAttribute('aria-rowcount', '5')
  await looksRight(page, 'plan-forecast-tables')
})

test('the resource is chosen from a list, the fullest first', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const load = page.getByRole('region', { name: 'Load', exact: true })
  const choice = load.getByRole('combobox', { name: 'Resource' })
  const peaks = (await choice.getByRole('option').allTextContents()).map((label) =>
    Number(/peak (\d+)/.exec(label)?.[1]),
  )
  expect(peaks.length).toBeGreaterThan(4)
  expect(peaks).toEqual(peaks.toSorted((a, b) => b - a))
  await choice.selectOption({ label: (await choice.getByRole('option').last().textContent())?.trim() ?? '' })
  await expect(load.getByRole('group', { name: /^Load of Mover cores/ })).toBeVisible()
})

test('a move at risk says why, what would help by how much, and leads to the move and the assumption', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const risk = page.getByRole('region', { name: 'Moves at risk' })
  const helps = risk.getByRole('listitem')
  await expect(helps.filter({ hasText: 'smallest that is enough' })).toHaveCount(0)
  await expect(risk.getByText(/^None of these is enough by itself/)).toBeVisible()
  await expect(risk.getByText(/no hour is known to be so quiet/)).toBeVisible()
  await expect(
    risk.getByText('alone instead of three at once: does not converge in 12 of 100 draws instead of 63'),
  ).toBeVisible()
  await risk.locator('.grid-row', { hasText: '18 of 100' }).first().click()
  await expect(helps.filter({ hasText: 'smallest that is enough' })).toHaveText(
    /^alone instead of three at once: does not converge in 4 of 100 draws instead of 18/,
  )
  await risk.locator('.grid-row', { hasText: '63 of 100' }).first().click()
  await risk.getByRole('button', { name: 'Details of the move' }).click()
  const name = await risk.locator('.grid-row.is-active .grid-cell').first().textContent()
  const details = page.locator('.drawer')
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name?.trim() ?? '')
  await expect(details.getByRole('heading', { name: 'What held it back' })).toBeVisible()
  await expect(details.getByText('its own mover threads')).toBeVisible()
  await expect(details.getByRole('heading', { name: 'What the forecast takes' })).toBeVisible()
  await expect(details.getByText('class default').first()).toBeVisible()
  await looksRight(page, 'plan-forecast-move')
  await page.setViewportSize({ width: 1440, height: 900 })
  await risk.getByRole('link', { name: 'Assumption behind it' }).click()
  await expect(page.getByRole('complementary', { name: /^Dirty rate, / })).toBeVisible()
})

test('more draws are made, and a forecast that is stopped keeps its draws and says so', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  await page.getByRole('button', { name: 'Draw 2,000' }).click()
  await expect(page.getByRole('button', { name: 'Draw 5,000' })).toBeDisabled()
  await expect(page.getByText('2,000 draws, seed 7')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Draw 2,000' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Draw 5,000' }).click()
  await page.getByRole('button', { name: 'Stop and keep draws' }).click()
  await expect(page.getByText(/^Stopped after [\d,]+ of 5,000 draws: ranges are of those\.$/)).toBeVisible()
  await looksRight(page, 'plan-forecast-stopped')

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Draw 5,000' }).click()
  await page.getByRole('button', { name: 'Abandon' }).click()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expect(page.getByText(/^Stopped after/)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('the standstill is limited: how often it is broken, by which moves, and a limit that makes no sense', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const limit = page.getByRole('spinbutton', { name: /Standstill at most/ })
  await limit.fill('-3')
  await expect(page.getByText('More than 0 and at most 3,600 s; empty for no limit.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await limit.fill('4')
  await limit.press('Enter')
  await expect(
    page.getByText(/^at least one stands still beyond its limit in \d+ of 100 draws$/),
  ).toBeVisible()
  const risk = page.getByRole('region', { name: 'Moves at risk' })
  await expect(risk.getByRole('columnheader', { name: 'Over its limit' })).toBeVisible()
  await looksRight(page, 'plan-forecast-limit')
})

test('without draws nothing is said to be a range', async ({ openWindow }) => {
  const { page } = await openWindow(
    withForecast((forecast) => ({
      ...forecast,
      ...withoutStudy,
      samples: 0,
      samplesAsked: 0,
      makespanDots: [],
      moves: forecast.moves.map((move) => ({ ...move, notConverging: 0 })),
    })),
  )
  await openForecast(page)
  await expect(page.getByText('About 3 h 09')).toBeVisible()
  await expect(page.getByText(/^No draws were made: these are single values/).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Moves at risk' })).toContainText('No draws were made')
  await expect(page.getByText('Nothing to tell apart')).toBeVisible()
  await looksRight(page, 'plan-forecast-no-draws')
})

test('a plan whose moves all converge says so; one that never ends shows no zero as a time', async ({
  openWindow,
}) => {
  const converging = withForecast((forecast) => ({
    ...forecast,
    anyNotConverging: 0,
    help: [],
    moves: forecast.moves.map((move) => ({ ...move, notConverging: 0 })),
  }))
  const { page } = await openWindow(converging)
  await openForecast(page)
  await expect(page.getByRole('heading', { name: 'All moves converge in every draw' })).toBeVisible()

  const none = { p10: 0, p50: 0, p90: 0 }
  const never = { value: null, low: null, high: null }
  await openWindow(
    withForecast((forecast) => ({
      ...forecast,
      makespan: none,
      makespanDots: [],
      fitsWindow: 0,
      influences: [],
      measureNext: null,
      convergence: { points: [{ draws: 400, p50: never, p90: never }], settled: false, drawsNeeded: null },
      stalled: [{ moveId: 'm001', reason: 'Link out of b1 has no capacity.' }],
    })),
  )
  await openForecast(page)
  await expect(page.getByText('1 move cannot finish: a resource has no capacity.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Forecast' })).not.toContainText(/\b0\ss\b/)
  await looksRight(page, 'plan-forecast-never')
})

test('a plan without a forecast is forecast from there; a failure stays until it is solved', async ({
  openWindow,
}) => {
  const missing = withForecast(() => null)
  const { page } = await openWindow({
    ...missing,
    answers: {
      ...missing.answers,
      'plan.forecast': () => {
        throw new Error('The worker ended.')
      },
    },
  })
  await page.goto(`${new URL(page.url()).origin}/#/plans/1`)
  await page.getByRole('radio', { name: 'Forecast' }).click()
  await page.getByRole('button', { name: 'Forecast plan' }).click()
  await expect(page.getByRole('alert')).toContainText('The worker ended.')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toContainText('The worker ended.')
  await looksRight(page, 'plan-forecast-failed')
})

test('the choice of schedule or forecast is kept over a reload', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Load', exact: true })).toBeVisible()
  await page.getByRole('radio', { name: 'Schedule' }).click()
  await page.reload()
  await expect(page.getByRole('region', { name: 'Schedule' })).toBeVisible()
})

test('a plan without moves has nothing to forecast and shows no zeros', async ({ openWindow }) => {
  const plan = { ...invented.plan, moves: [] }
  const view: PlanView = {
    id: 1,
    plan,
    report: { valid: true, violations: [], checks: ['R-ORDER'], warnings: [] },
    forecast: forecastInvented(plan, { samples: 400 }),
    stale: false,
  }
  const { page } = await openWindow({ opened: true, answers: { 'plan.get': () => view } })
  await page.goto(`${new URL(page.url()).origin}/#/plans/1`)
  await page.getByRole('radio', { name: 'Forecast' }).click()
  await expect(page.getByRole('heading', { name: 'This plan has no moves' })).toBeVisible()
  await expect(page.getByText(/\b0\ss\b/)).toHaveCount(0)
  await looksRight(page, 'plan-forecast-no-moves')
})

test('a thousand moves, all at risk, are listed and read without delay', async ({ openWindow }) => {
  const [first] = invented.plan.moves
  if (first === undefined) throw new Error('the invented plan has no move')
  const moves = Array.from({ length: 1_000 }, (_, at) => ({
    ...first,
    id: `m${at}`,
    partitionId: `b1/${at}`,
    partitionName: `partition-with-a-long-name-${at}`,
    sourceMoverId: `vios${at % 40}`,
    sourceMoverName: `pwr-e980-b1-vios${at % 40}`,
    after: [],
  }))
  const plan = { ...invented.plan, moves }
  const forecast = forecastInvented(plan, { samples: 400 })
  const risky = {
    ...forecast,
    moves: forecast.moves.map((move) => ({ ...move, notConverging: 0.4 })),
  }
  const view: PlanView = {
    id: 1,
    plan,
    report: { valid: true, violations: [], checks: ['R-ORDER'], warnings: [] },
    forecast: risky,
    stale: false,
  }
  const { page } = await openWindow({ opened: true, answers: { 'plan.get': () => view } })
  await openForecast(page)
  const grid = page.getByRole('grid', { name: 'Moves that may not converge' })
  await expect(grid).toHaveAttribute('aria-rowcount', '1001')
  await grid.focus()
  await page.keyboard.press('Control+End')
  await expect(grid.getByText('partition-with-a-long-name-999')).toBeVisible()
  await looksRight(page, 'plan-forecast-huge')
})
