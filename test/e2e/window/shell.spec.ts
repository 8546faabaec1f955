import { expect, test } from '../../support/fake-application/window-fixture.ts'

test('the token leaves the address and calls carry it', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await expect(page.getByText('Saved', { exact: false })).toBeVisible()
  expect(page.url()).not.toContain('token')
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Servers' })).toBeVisible()
})

test('Ctrl 1 to 7 reach every screen; those of later versions say so and offer a door', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  const titles = ['Fleet', 'Import', 'Readiness', 'Plans', 'Compare', 'Energy', 'Assumptions']
  for (const [at, title] of titles.entries()) {
    await page.keyboard.press(`Control+${at + 1}`)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByRole('navigation').locator('[aria-current=page]')).toContainText(title)
  }
  await page.keyboard.press('Control+5')
  await page.getByRole('link', { name: 'Open Plans' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible()
})

test('the palette finds a partition and shows its details; what cannot run says why', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  const name = await page.getByRole('grid', { name: 'Partitions' }).getByRole('rowheader').nth(4).innerText()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: /Undo/ })).toContainText('nothing to undo')
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name: new RegExp(`^${name}`) }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name })).toBeVisible()
})

test('single letters stay silent while somebody types, and can be switched off', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const filter = page.getByRole('textbox', { name: 'Filter partitions' })
  await page.getByRole('grid', { name: 'Partitions' }).focus()
  await page.keyboard.press('f')
  await expect(filter).toBeFocused()
  await page.keyboard.type('jk?')
  await expect(filter).toHaveValue('jk?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('switch', { name: 'Single letters run commands' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  await expect(filter).not.toBeFocused()
})

test('the save status is truthful', async ({ openWindow }) => {
  const { page, application } = await openWindow({ opened: true })
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
  application.emit({ type: 'save-status', savedAtMs: null, problem: 'the disk is full' })
  await expect(page.getByText('Not saved: the disk is full')).toBeVisible()
})

test('theme follows the choice and stays', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  const theme = page.getByRole('button', { name: /^Theme/ })
  await theme.click()
  await theme.click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('F6 goes from pane to pane and comes round', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible()
  const seen: string[] = []
  for (let at = 0; at < 6; at += 1) {
    await page.keyboard.press('F6')
    seen.push(
      await page.evaluate(
        () => document.activeElement?.closest('[data-pane]')?.className.split(' ')[0] ?? 'none',
      ),
    )
  }
  expect(seen).not.toContain('none')
  expect(new Set(seen).size).toBeGreaterThanOrEqual(3)
  expect(seen.at(-1)).toBe(seen[0])
})
