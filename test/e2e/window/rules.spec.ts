/** The editor of planning rules over invented fleets: many partitions, long names, names that are gone. */
import type { Page } from '@playwright/test'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { findNothingInBothThemes, fitsEverySize } from '../../support/flows/look-at.ts'

const at = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#${path}`)
}
const find = (page: Page) => page.getByRole('combobox', { name: 'Find partitions' })

test('one of two thousand partitions is found, and all that fit are taken at once', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ fleet: inventFleet(2000), opened: true, withPlans: false })
  await at(page, '/plans/new')
  await page.getByRole('button', { name: 'Add rule' }).click()
  await expect(page.getByRole('option')).toHaveCount(60)
  await expect(page.getByText(/^1,9\d\d more: type to narrow the list/)).toBeVisible()
  await find(page).fill('b1')
  const all = page.getByRole('button', { name: /^Choose all [\d,]+ found/ })
  const found = Number((await all.textContent())?.replaceAll(/\D/g, ''))
  expect(found).toBeGreaterThan(60)
  await all.click()
  await expect(page.getByText(`${found} chosen`)).toBeVisible()
  await expect(page.getByRole('button', { name: `${found - 6} more names` })).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await find(page).fill('nothing like it')
  await expect(page.getByText('Nothing fits “nothing like it”.')).toBeVisible()
  await find(page).press('Enter')
  await find(page).fill('')
  await find(page).press('End')
  await find(page).press('PageDown')
  await find(page).press('Enter')
  await expect(page.getByText('1 chosen')).toBeVisible()
  await find(page).press('Backspace')
  await expect(page.getByText('1 chosen')).toHaveCount(0)
})

test('very long names are cut where they must be and never push anything out', async ({ openWindow }) => {
  const fleet = inventFleet(200)
  const long = 'a-very-long-name-'.repeat(14)
  const { page } = await openWindow({
    opened: true,
    withPlans: false,
    fleet: {
      ...fleet,
      partitions: fleet.partitions.map((one, place) =>
        place < 3 ? { ...one, name: `${long}${place}` } : one,
      ),
    },
  })
  await at(page, '/plans/new')
  await page.getByRole('button', { name: 'Add rule' }).click()
  await find(page).fill(long)
  await page.getByRole('button', { name: 'Choose all 3 found' }).click()
  await findNothingInBothThemes(page, 'long names in the editor')
  for (const part of ['.drawer', '.rule-form', '.names-list'])
    expect(
      await page.locator(part).evaluate((one) => one.scrollWidth - one.clientWidth),
      part,
    ).toBeLessThanOrEqual(0)
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /Add rule/ })
    .click()
  await findNothingInBothThemes(page, 'long names in the list')
  await fitsEverySize(page)
})

test('a rule about somebody who is gone says so and holds the plan back', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    answers: {
      'plan.get': () => ({
        id: 1,
        plan: {
          options: {
            rules: [
              {
                id: 'pin-7',
                kind: 'pin',
                hard: true,
                weight: 1,
                reason: null,
                partitions: [{ id: 'gone*1', name: 'was-here' }],
              },
            ],
          },
        },
      }),
    },
  })
  await at(page, '/plans/new?rules=1')
  const rules = page.getByRole('list', { name: 'Planning rules' })
  await expect(rules).toContainText('Names “was-here”, which the inventory does not have')
  await page.getByRole('checkbox', { name: 'pwr-e980-b1' }).check()
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('One rule names somebody the inventory does not have.')).toBeVisible()
  await findNothingInBothThemes(page, 'gone')
  await rules
    .getByRole('button', { name: /^Edit rule/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Remove was-here, not in the inventory' }).click()
  await find(page).press('Enter')
  await page.getByRole('button', { name: /^Make plan/ }).click()
  await expect(page.getByText('A rule is being edited. Apply or cancel it first.')).toBeVisible()
  await page.getByRole('button', { name: /^Apply/ }).click()
  await expect(page.getByText(/does not have/)).toHaveCount(0)
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('Planning', { exact: true })).toBeVisible()
})
