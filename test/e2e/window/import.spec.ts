import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fake-application/window-fixture.ts'

async function choose(page: Page, names: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('x') })))
}

test('files are previewed, committed as one step, and taken back', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.keyboard.press('Control+2')
  await choose(page, ['n1_lpar_conf.txt', 'n1_vfc.txt', 'n2_sriov_logport.txt'])
  await expect(page.getByRole('grid', { name: 'Files' })).toContainText('n1_vfc.txt')
  const problems = page.getByRole('grid', { name: 'Problems found while reading' })
  await expect(problems).toContainText('n1_vfc.txt:402')
  await problems.getByRole('button', { name: 'Show row' }).nth(1).click()
  await expect(page.getByRole('dialog')).toContainText('wwpns=c0507609a1b2003c')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Commit 320 changes/ })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Committed: import of hmc-n1' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo: import of hmc-n1' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByText('The import was taken back.')).toBeVisible()
})

test('a long reading shows its progress and can be cancelled', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.keyboard.press('Control+2')
  await choose(page, ['slow.txt'])
  await expect(page.getByRole('group', { name: 'Progress' })).toContainText(/\d of 10/)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('The import was cancelled. Nothing was written.')).toBeVisible()
})

test('what cannot be recognised is said where it happened, with a remedy', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.keyboard.press('Control+2')
  await choose(page, ['unknown.bin'])
  await expect(page.getByRole('alert')).toContainText('Nothing in these files could be recognised.')
  await expect(page.getByRole('alert')).toContainText('HMC command output')
})

test('without a workspace the import asks for its name first', async ({ openWindow }) => {
  const { page } = await openWindow()
  await page.keyboard.press('2')
  // The second door opens the chooser; a test chooses through the import screen.
  await page.keyboard.press('Control+2')
  await choose(page, ['n1_lpar_conf.txt'])
  const dialog = page.getByRole('dialog', { name: 'Create workspace' })
  await expect(dialog.getByRole('textbox')).toHaveValue(/^inventory-\d{4}-\d\d-\d\d$/)
  await dialog.getByRole('textbox').fill('east')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What changes in east' })).toBeVisible()
})

test('a commit that fails keeps the preview and says why', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    answers: {
      'import.commit': () => {
        throw new Error('the disk is full')
      },
    },
  })
  await page.keyboard.press('Control+2')
  await choose(page, ['n1_lpar_conf.txt'])
  await page.getByRole('button', { name: /^Commit/ }).click()
  await expect(page.getByRole('alert')).toContainText('the disk is full')
  await expect(page.getByRole('grid', { name: 'Files' })).toBeVisible()
})

test('the first run opens the sample with one key', async ({ openWindow }) => {
  const { page } = await openWindow()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Plan Live Partition Mobility on IBM Power',
  )
  await page.keyboard.press('1')
  await expect(page.getByRole('grid', { name: 'Servers' })).toBeVisible()
})

test('a workspace that is gone says so and how to get it back', async ({ openWindow }) => {
  const { page } = await openWindow()
  await page.keyboard.press('3')
  const dialog = page.getByRole('dialog', { name: 'Open workspace' })
  await dialog.getByRole('textbox').fill('/mnt/lab.lpm')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('/mnt/lab.lpm does not exist.')
  await expect(dialog).toContainText('restore it from a backup')
})

test('a preview ends with the workspace it compares with', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.keyboard.press('Control+2')
  await choose(page, ['n1_lpar_conf.txt'])
  await expect(page.getByRole('heading', { name: 'What changes in north' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('close the')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Open sample' })).toBeVisible()
  await page.keyboard.press('Control+2')
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
})
