import { expect, type Page } from '@playwright/test'

export interface FlowHost {
  /** Prepares the host's way of saving; the answer reads what was saved. Called before *Save* is pressed. */
  readonly saveAs: () => Promise<() => Promise<string>>
}

/**
 * The main job as a new user does it, on whatever host shows the page: open the sample data centre, see the fleet,
 * empty its largest server, look at the plan, export the script. Ends on the plan.
 */
export async function planTheSample(page: Page, host: FlowHost): Promise<void> {
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('heading', { name: 'Fleet', level: 1 })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '201')

  await page.getByRole('link', { name: 'Plans' }).click()
  await page.getByRole('link', { name: 'New plan' }).click()
  await page.getByRole('checkbox', { name: /nor-e980-1/ }).check()
  await page.getByRole('button', { name: /Make plan/ }).click()

  await expect(page.getByRole('heading', { name: 'Empty nor-e980-1', level: 1 })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('button', { name: /Referee: \d+ checks kept/ })).toBeVisible()
  await expect(page.getByText(/fits in \d+ of 100 draws/).first()).toBeVisible()
  await page.getByRole('tab', { name: /Stays/ }).click()
  await expect(page.getByText('SRC-PHYSIO').first()).toBeVisible()
  await page.getByRole('tab', { name: /Moves/ }).click()

  await page.getByRole('button', { name: /^Export/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Export plan' })
  await expect(dialog.getByText('#!/bin/sh')).toBeVisible()
  const saved = await host.saveAs()
  await dialog.getByRole('button', { name: 'Save file' }).click()
  await expect.poll(saved).toContain('migrlpar -o v')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}
