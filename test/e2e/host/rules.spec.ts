/** Planning rules on the built browser host: made with the mouse and without one, kept in files, seen in the plan. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { findNothingInBothThemes, fitsEverySize } from '../../support/flows/look-at.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost

test.beforeEach(async () => {
  host = await launchBrowserHost()
})
test.afterEach(async () => {
  await host.stop()
})

const list = (page: Page): Locator => page.getByRole('list', { name: 'Planning rules' })
const drawer = (page: Page): Locator => page.getByRole('complementary', { name: /Add a rule|^Rule / })
const addRule = (page: Page): Locator =>
  page.getByRole('form', { name: 'New plan' }).getByRole('button', { name: 'Add rule' })

/** The sample's largest server, ready to be emptied. */
async function openForm(page: Page): Promise<void> {
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+4')
  await page.getByRole('link', { name: 'New plan' }).click()
  await page.getByRole('checkbox', { name: /nor-e980-1/ }).check()
}

test('rules are made, changed, saved, loaded again, and the plan says how it keeps them', async ({
  page,
}) => {
  test.slow()
  const problems = watchPage(page)
  await openForm(page)
  await addRule(page).click()
  await findNothingInBothThemes(page, 'editor')
  await drawer(page)
    .getByRole('button', { name: /Add rule/ })
    .click()
  await expect(drawer(page).getByText('Choose at least 2 partitions.')).toBeVisible()
  await drawer(page).getByRole('combobox', { name: 'Find partitions' }).fill('nor-e980-1 db2dwh')
  for (const name of ['db2dwh-p1', 'db2dwh-p2'])
    await drawer(page)
      .getByRole('option', { name: new RegExp(name) })
      .click()
  await expect(drawer(page).getByText('db2dwh-p1 and db2dwh-p2 stay on different servers.')).toBeVisible()
  await drawer(page)
    .getByRole('button', { name: /Add rule/ })
    .click()
  await expect(drawer(page)).toBeHidden()
  await expect(list(page).getByRole('listitem')).toHaveCount(1)

  await addRule(page).click()
  await drawer(page).getByRole('combobox', { name: 'Kind of rule' }).selectOption('Budget of moves')
  await drawer(page).getByRole('spinbutton', { name: 'Partitions moved at most' }).fill('3')
  await drawer(page).getByRole('radio', { name: 'soft' }).click()
  await drawer(page)
    .getByRole('spinbutton', { name: /Weight/ })
    .fill('5')
  await drawer(page).getByRole('textbox', { name: 'Reason' }).fill('change board')
  await drawer(page)
    .getByRole('button', { name: /Add rule/ })
    .click()
  await expect(list(page)).toContainText('soft, weight 5')
  expect(await page.locator('.screen').evaluate((screen) => screen.scrollTop), 'the head stays').toBe(0)
  await findNothingInBothThemes(page, 'list')

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save rules' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('Empty-nor-e980-1.rules.json')
  const file = readFileSync(await saved.path(), 'utf8')
  expect(JSON.parse(file)).toMatchObject({
    rules: [{ partitions: ['db2dwh-p1', 'db2dwh-p2'] }, { weight: 5 }],
  })
  for (const left of [1, 0]) {
    await list(page)
      .getByRole('button', { name: /^Remove rule/ })
      .first()
      .click()
    await expect(list(page).getByRole('listitem')).toHaveCount(left)
  }
  await load(page, 'mine.rules.json', file)
  await expect(page.getByText('2 rules loaded from mine.rules.json')).toBeVisible()
  await load(page, 'mine.rules.json', file)
  await expect(list(page).getByRole('listitem'), 'loaded twice, there once').toHaveCount(2)

  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByRole('heading', { name: 'Empty nor-e980-1', level: 1 })).toBeVisible({
    timeout: 90_000,
  })
  await page.getByRole('tab', { name: /^Rules/ }).click()
  const rules = page.getByRole('group', { name: 'Rules of the plan' })
  await expect(rules).toContainText('1 kept, 1 broken')
  await expect(rules.getByRole('listitem').first()).toContainText('It makes')
  await findNothingInBothThemes(page, 'plan')
  await rules.getByRole('link', { name: 'New plan with these rules' }).click()
  await expect(list(page).getByRole('listitem')).toHaveCount(2)
  await fitsEverySize(page)
  expect(problems()).toEqual([])
})

test('a rule is made, changed and removed by keyboard alone', async ({ page }) => {
  const problems = watchPage(page)
  await openForm(page)
  await addRule(page).focus()
  await page.keyboard.press('Enter')
  const kind = drawer(page).getByRole('combobox', { name: 'Kind of rule' })
  await expect(kind).toBeFocused()
  await page.keyboard.type('Keep together')
  await page.keyboard.press('Tab')
  await expect(drawer(page).getByRole('combobox', { name: 'Find partitions' })).toBeFocused()
  await page.keyboard.type('orabatch')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(drawer(page), 'Escape clears the search first').toBeVisible()
  await page.keyboard.type('oraerp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await drawer(page).getByRole('textbox', { name: 'Reason' }).focus()
  await page.keyboard.press('Enter')
  await expect(drawer(page)).toBeHidden()
  const rule = list(page)
    .getByRole('button', { name: /^Edit rule: .* end on one server/ })
    .first()
  await expect(rule).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(drawer(page).getByRole('button', { name: /^Remove ora/ })).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(drawer(page), 'Escape cancels').toBeHidden()
  await expect(rule).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(list(page).getByRole('button', { name: /^Remove rule/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list(page)).toHaveCount(0)
  await expect(addRule(page)).toBeFocused()
  expect(problems()).toEqual([])
})

test('files of no use are refused with place and remedy, and nothing changes', async ({ page }) => {
  const problems = watchPage(page)
  await openForm(page)
  const rules = (all: object[]): string =>
    JSON.stringify({ format: 'lpm-planner-rules', version: 1, rules: all })
  for (const [name, content, said] of [
    ['empty.json', '', 'it is no JSON'],
    ['damaged.json', rules([{ kind: 'pin', partitions: ['ai-inf1'] }]).slice(0, -9), 'it is no JSON'],
    ['other.json', '{"format":"lpm-plan"}', 'expected "lpm-planner-rules"'],
    [
      'gone.json',
      rules([{ kind: 'pin', partitions: ['never-was'] }]),
      'the inventory has no partition “never-was”',
    ],
    ['huge.json', `"${'x'.repeat(9 * 1024 * 1024)}"`, 'it is larger than 8 MiB'],
  ] as const) {
    await load(page, name, content)
    const alert = page.getByRole('alert').filter({ hasText: `${name} is not used` })
    await expect(alert, name).toContainText(said)
    await expect(list(page)).toHaveCount(0)
  }
  await findNothingInBothThemes(page, 'refused')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await load(page, 'none.json', rules([]))
  await expect(page.getByText('none.json holds no rules')).toBeVisible()
  await load(page, 'long.json', rules([{ kind: 'pin', partitions: ['ai-inf1'], reason: 'x'.repeat(1000) }]))
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await fitsEverySize(page)
  expect(problems()).toEqual([])
})

test('a balance is planned from the window', async ({ page }) => {
  test.slow()
  const problems = watchPage(page)
  await openForm(page)
  await page.getByRole('radio', { name: /Empty servers/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Balance/ })).toBeFocused()
  await page.getByRole('spinbutton', { name: 'Busiest hour' }).fill('')
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('Weights are numbers from 0 to 100')).toBeVisible()
  await page.getByRole('spinbutton', { name: 'Busiest hour' }).fill('2')
  await findNothingInBothThemes(page, 'balance')
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByRole('heading', { name: 'Balance all servers', level: 1 })).toBeVisible({
    timeout: 120_000,
  })
  await expect(page.getByText('evens out all servers')).toBeVisible()
  await expect(page.getByRole('button', { name: /Referee: \d+ checks kept/ })).toBeVisible()
  expect(problems()).toEqual([])
})

/** Gives the hidden file field of *Load rules* a file. */
async function load(page: Page, name: string, content: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Load rules' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
}
