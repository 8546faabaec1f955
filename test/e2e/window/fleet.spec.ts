import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'

test('what the rules say stands in every row, and the views count it', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const tab = page.getByRole('tab', { name: /^Cannot move/ })
  await expect(tab).toHaveText(/Cannot move\s*\d+/)
  const count = Number(/\d+/.exec(await tab.innerText())?.[0])
  await tab.click()
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(grid.getByText('cannot', { exact: true }).first()).toBeVisible()
})

test('sorting keeps what is not known last; copying gives headers with units', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await grid.getByRole('columnheader', { name: 'Load' }).click()
  await expect(grid.getByRole('columnheader', { name: 'Load' })).toHaveAttribute('aria-sort', 'descending')
  await grid.focus()
  await page.keyboard.press('Control+End')
  await expect(grid.getByText('no data').first()).toBeVisible()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('2 rows copied with headers').first()).toBeVisible()
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(copied).toHaveLength(3)
  expect(copied[0]).toContain('Partition\tId\tServer')
  expect(copied[0]).toContain('Memory (GiB)')
})

test('details follow J and K, name their origin, and give the focus back on Esc', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await grid.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  const first = await drawer.getAttribute('aria-label')
  await expect(drawer.getByText(/lshwres_mem_lpar\.txt:\d+/).first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(drawer).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('k')
  await expect(drawer).toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(grid).toBeFocused()
})

test('a refusal names its rule and remedy; "cannot tell" names what to import', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.getByRole('tab', { name: /^Cannot tell/ }).click()
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await grid.locator('.grid-body .grid-row').first().click()
  await page.getByRole('tab', { name: 'Mobility' }).click()
  const unsure = page.locator('.mobility-server').filter({ hasText: 'PROC-MODE' }).first()
  await unsure.getByRole('button').click()
  await expect(unsure).toContainText('Needs')
  await expect(unsure.locator('code').first()).toBeVisible()
})

test('the filter narrows by any word; no match says so', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await page.getByRole('textbox', { name: 'Filter partitions' }).fill('kafka e1080')
  await expect(grid.getByRole('rowheader').first()).toContainText('kafka')
  await page.getByRole('textbox', { name: 'Filter partitions' }).fill('no such name')
  await expect(page.getByText('No partition fits the view and the filter')).toBeVisible()
})

test('ten thousand rows are drawn a screenful at a time', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    fleet: inventFleet(10_000, 40),
    answers: { 'mobility.check': () => [] },
  })
  const grid = page.getByRole('grid', { name: 'Partitions' })
  const count = Number(await grid.getAttribute('aria-rowcount'))
  expect(count).toBeGreaterThan(9_000)
  expect(await grid.getByRole('row').count()).toBeLessThan(80)
  await grid.focus()
  await page.keyboard.press('Control+End')
  await expect(grid.locator(`[aria-rowindex="${count}"]`)).toBeVisible()
})

test('the heatmap shows every active partition and opens it by keyboard', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.getByRole('radio', { name: 'Heatmap' }).click()
  const map = page.getByRole('listbox', { name: 'Active partitions of each server by memory' })
  const active = inventFleet(200).partitions.filter((one) => one.state === 'running').length
  await expect(map.getByRole('option')).toHaveCount(active)
  await map.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toBeVisible()
})

test('an empty workspace and a failed reading each have their own state', async ({ openWindow }) => {
  let failing = true
  const { page } = await openWindow({
    opened: true,
    answers: {
      'inventory.fleet': () => {
        if (failing) throw new Error('the reader stopped')
        return { fleet: { servers: [], vios: [], partitions: [], importedAt: null }, revision: 1 }
      },
    },
  })
  await expect(page.getByRole('alert')).toContainText('the reader stopped')
  failing = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'No inventory yet' })).toBeVisible()
})

test('rules that cannot be asked never read as "can move"', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    answers: {
      'mobility.check': () => {
        throw new Error('the rule catalogue is damaged')
      },
    },
  })
  await expect(page.getByRole('alert')).toContainText('the rule catalogue is damaged')
  const grid = page.getByRole('grid', { name: 'Partitions' })
  await expect(grid.getByText('not checked').first()).toBeVisible()
  await expect(grid.getByText('can move')).toHaveCount(0)
})
