import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { findNothingInBothThemes, fitsEverySize } from '../../support/flows/look-at.ts'

const matrix = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('grid', { name: 'Partitions on servers' })
const details = (page: Page): ReturnType<Page['locator']> => page.locator('aside.drawer')
const summary = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('list', { name: 'Pairs of partition and server by verdict' })

async function goThere(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await matrix(page).waitFor()
}
/** Counts of the summary by verdict: can, warn, cannot, tell. */
async function verdicts(page: Page): Promise<number[]> {
  const counts = await summary(page).locator('b').allInnerTexts()
  return counts.map((count) => Number(count.replaceAll(',', '')))
}

test('every pair has one of four verdicts, and they add up', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const counts = await verdicts(page)
  expect(counts).toHaveLength(4)
  for (const count of counts) expect(count).toBeGreaterThan(0)
  const fleet = inventFleet(200)
  const pairs = fleet.partitions.length * (fleet.servers.length - 1)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(pairs)
  await expect(page.getByText(/\d+ of 200 partitions have at least one server/)).toBeVisible()
  await expect(matrix(page)).toHaveAttribute('aria-rowcount', String(fleet.partitions.length + 1))
  await expect(matrix(page)).toHaveAttribute('aria-colcount', String(fleet.servers.length + 4))
})

test('each reason frames its cells; each cell opens the rule, its figures and its remedy', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const reasons = page.locator('.reason')
  const known = await reasons.count()
  expect(known).toBeGreaterThan(8)
  for (let at = 0; at < known; at += 1) {
    const reason = reasons.nth(at)
    const rule = await reason.locator('.reason-line .mono').innerText()
    await reason.locator('.reason-main').click()
    if (at === 0) await reason.getByRole('button', { name: 'Only its partitions' }).click()
    await page.locator('.matrix-body .cell.is-hit').first().click()
    const panel = details(page)
    const named = panel.locator('.finding').filter({ has: page.getByText(rule, { exact: true }) })
    await expect(named, rule).toHaveCount(1)
    if (!(await named.isVisible())) await panel.locator('.pair-others > summary').click()
    await expect(named.locator('.finding-text'), rule).not.toBeEmpty()
    await expect(named.locator('.finding-do').first(), rule).toBeVisible()
  }
})

test('the grid is one tab stop; arrows, Home, End and page keys move; Enter opens; Esc gives the focus back', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const grid = matrix(page)
  await grid.focus()
  const current = async (): Promise<string> =>
    grid.evaluate((element) => {
      const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
      return cell?.getAttribute('aria-label') ?? cell?.textContent?.trim() ?? 'none'
    })
  await page.keyboard.press('End')
  expect(await current()).toMatch(/ on pwr-s1122-e1: /)
  await page.keyboard.press('Control+End')
  await expect(grid.locator('[aria-rowindex="201"]')).toBeVisible()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('PageDown')
  await expect(grid.locator('.matrix-row.is-at')).toBeVisible()
  await page.keyboard.press('Control+Home')
  // The rule is read out with the cell as soon as it is known.
  await expect.poll(current).toMatch(/ on pwr-s1122-e1: cannot, [A-Z0-9-]+/)
  await expect(page.locator('.matrix-said [role=status]')).toContainText(/: cannot, [A-Z0-9-]+/)
  await page.keyboard.press('Enter')
  await expect(details(page)).toHaveAttribute('aria-label', /→ pwr-s1122-e1$/)
  const first = await details(page).getAttribute('aria-label')
  await page.keyboard.press('ArrowDown')
  await expect(details(page)).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('k')
  await expect(details(page)).toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('Escape')
  await expect(details(page)).toHaveCount(0)
  await expect(grid).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(grid).not.toBeFocused()
})

test('columns sort by keyboard and mouse; the filter and the source narrow the rows', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const grid = matrix(page)
  await grid.getByRole('columnheader', { name: 'Servers' }).click()
  await expect(grid.getByRole('columnheader', { name: 'Servers' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(grid.locator('.matrix-body .matrix-lead.is-servers').first()).toHaveText('0')
  await grid.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(grid.getByRole('columnheader', { name: 'Partition' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await page.keyboard.press('f')
  await page.keyboard.type('kafka')
  await expect(grid.getByRole('rowheader').first()).toContainText('kafka')
  await page.keyboard.press('Escape')
  await page.getByLabel('From').selectOption({ label: 'pwr-e980-b1' })
  await expect(grid.getByRole('columnheader', { name: 'pwr-e980-b1' })).toHaveCount(0)
  const own = inventFleet(200).partitions.filter((one) => one.serverId.length > 0).length
  expect(Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(own)
  await page.getByRole('textbox', { name: 'Filter partitions' }).fill('no such name')
  await expect(page.getByText('No partition fits the filter')).toBeVisible()
})

test('what-if: warnings, then one rule, and back; nothing is written', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const before = await verdicts(page)
  await page.getByRole('switch', { name: 'As if all warnings were fixed' }).click()
  await expect(page.getByText('Judged as if all warnings were fixed. Nothing is written.')).toBeVisible()
  const [can = 0, warn = -1] = await verdicts(page)
  expect(warn).toBe(0)
  expect(can).toBe((before[0] ?? 0) + (before[1] ?? 0))
  await expect(summary(page)).toContainText(`+${(before[1] ?? 0).toLocaleString('en-GB')}`)
  const reason = page.locator('.reason').first()
  const rule = await reason.locator('.mono').first().innerText()
  await reason.locator('.reason-main').click()
  await reason.getByRole('button', { name: `As if ${rule} was fixed` }).click()
  await expect(page.getByText(`Judged as if all warnings were fixed and ${rule} was fixed.`)).toBeVisible()
  await expect(page.locator('.reason .mono', { hasText: new RegExp(`^${rule}$`) })).toHaveCount(0)
  await page.getByRole('button', { name: `Remove As if ${rule} was fixed` }).click()
  await page.getByRole('button', { name: 'Show as it is' }).click()
  await expect.poll(() => verdicts(page)).toEqual(before)
})

test('the details of a pair follow the what-if of the matrix behind them', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  await page.locator('.matrix-body .cell.is-w').first().click()
  const verdict = details(page).locator('.pair-facts .verdict')
  await expect(verdict).toHaveClass(/is-warn/)
  await page.getByRole('switch', { name: 'As if all warnings were fixed' }).click()
  await expect(details(page).locator('.pair-plain')).toContainText('were dealt with. Nothing is changed.')
  await expect(verdict).toHaveClass(/is-can/)
  await expect(details(page).locator('.check-rows').getByText('taken as dealt with').first()).toBeVisible()
  await page.getByRole('switch', { name: 'As if all warnings were fixed' }).click()
  await expect(verdict).toHaveClass(/is-warn/)
  await expect(details(page).locator('.pair-plain')).toHaveCount(0)
})

test('both questions have an answer: where could it go, and who could come', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  await page.getByRole('radio', { name: 'Where could it go' }).click()
  const places = page.getByRole('grid', { name: /^Servers for / })
  await expect(places).toHaveAttribute('aria-rowcount', '10')
  await page.getByRole('grid', { name: 'Partitions' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(places).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(details(page)).toBeVisible()
  await details(page).getByRole('button', { name: 'Who could come' }).click()
  const guests = page.getByRole('grid', { name: /^Partitions for / })
  await expect(guests).toBeFocused()
  const order = await guests
    .locator('.grid-body .verdict')
    .evaluateAll((marks) =>
      marks.map((mark) =>
        ['is-can', 'is-warn', 'is-tell', 'is-cannot'].findIndex((one) => mark.classList.contains(one)),
      ),
    )
  expect(order).toEqual([...order].sort((a, b) => a - b))
  // A row header of the matrix is a door to the first question, a server header to the second.
  await page.getByRole('radio', { name: 'Matrix' }).click()
  await matrix(page).getByRole('rowheader').nth(2).click()
  await expect(page.getByRole('radio', { name: 'Where could it go' })).toHaveAttribute('aria-checked', 'true')
})

test('grouped by reason, every partition stands under one heading', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  await page.getByRole('switch', { name: 'Group by reason' }).click()
  await expect(matrix(page).locator('.matrix-group').first()).toContainText(/partitions?$/)
  await expect.poll(async () => Number(await matrix(page).getAttribute('aria-rowcount'))).toBeGreaterThan(201)
})

test('a remedy has its command, and the command can be copied', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  await page.locator('.reason-main', { hasText: /Refuses\s*MEM-AVAIL/ }).click()
  await page.locator('.matrix-body .cell.is-hit').first().click()
  const finding = details(page).locator('.finding').first()
  await expect(finding.locator('.ledger')).toContainText('GiB')
  await finding.getByRole('button', { name: 'Copy the command' }).first().click()
  await expect(details(page).getByText('Copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^chhwres -r /)
})

test('the list is exported as CSV and as a workbook', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  for (const [format, bytes] of [
    ['XLSX', [0x50, 0x4b]],
    ['CSV', [0xef, 0xbb]],
  ] as const) {
    await page.getByRole('button', { name: 'Export work list' }).click()
    await page.getByRole('radio', { name: format }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save file' }).click(),
    ])
    const content = await readFile(await download.path())
    expect([...content.subarray(0, 2)]).toEqual(bytes)
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`))
    await expect(page.getByText(/^Saved as /)).toBeVisible()
    await page.keyboard.press('Escape')
  }
})

test('questions: an answer for all and one that differs, both undone by Ctrl Z', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  await page.getByRole('button', { name: 'Questions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Questions only people can answer' })
  const zoning = dialog.getByRole('radiogroup', { name: 'Are both WWPNs of every pair zoned and masked?' })
  await zoning.getByRole('radio', { name: 'Not said' }).click()
  await expect(zoning.getByRole('radio', { name: 'Not said' })).toHaveAttribute('aria-checked', 'true')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'Questions, 1 open' })).toBeVisible()
  await page.locator('.reason-main', { hasText: 'SRC-NPIV-PAIR' }).first().click()
  await page.locator('.matrix-body .cell.is-hit').first().click()
  const mine = details(page).getByRole('radiogroup', { name: /^For / })
  await mine.getByRole('radio', { name: 'No, not both' }).click()
  await expect(mine.getByRole('radio', { name: 'No, not both' })).toHaveAttribute('aria-checked', 'true')
  await page.getByRole('button', { name: 'Questions, 1 open' }).click()
  await expect(dialog.getByText('1 exception:')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(mine.getByRole('radio', { name: 'As for all' })).toHaveAttribute('aria-checked', 'true')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Questions', exact: true })).toBeVisible()
})

test('an empty workspace and a failed reading each have their own state', async ({ openWindow }) => {
  let failing = true
  const { page } = await openWindow({
    opened: true,
    answers: {
      'readiness.matrix': () => {
        if (failing) throw new Error('the rule catalogue is damaged')
        return {
          revision: 1,
          partitionIds: [],
          serverIds: [],
          cells: '',
          inactive: '',
          work: [],
          rules: 68,
          catalogueDate: '2026-02',
        }
      },
    },
  })
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('alert')).toContainText('the rule catalogue is damaged')
  await expect(page.getByText('can move')).toHaveCount(0)
  failing = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(matrix(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Close the workspace')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('heading', { name: 'No workspace is open' })).toBeVisible()
})

test('a new inventory is judged anew', async ({ openWindow }) => {
  const { page, application } = await openWindow({ opened: true })
  await goThere(page)
  await page.locator('.matrix-body .cell.is-n').first().click()
  await expect(details(page).getByText(/^All checks, \d+$/)).toBeVisible()
  application.emit({ type: 'data-changed', areas: ['inventory'], revision: 99 })
  await expect(details(page).getByText(/^All checks, \d+$/)).toBeVisible()
  await expect(matrix(page)).toHaveAttribute('aria-rowcount', '201')
})

test('2,000 partitions on 50 servers are drawn a screenful at a time', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    fleet: inventFleet(2_000, 50),
    answers: { 'mobility.check': () => [] },
  })
  await goThere(page)
  const grid = matrix(page)
  const rows = Number(await grid.getAttribute('aria-rowcount'))
  expect(rows).toBeGreaterThan(1_900)
  await expect(grid).toHaveAttribute('aria-colcount', '54')
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
  expect(await grid.locator('.cell').count()).toBeLessThan(2_200)
  await grid.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('End')
  await expect(grid.locator(`[aria-rowindex="${rows}"] [aria-colindex="54"]`)).toBeInViewport()
})

/** Each wholly seen cell: its class and a digest of what the picture shows at its place. */
const cellsAndPictures = (page: Page): Promise<{ kind: string; seen: string }[]> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.matrix-picture')
    const copy = document.createElement('canvas')
    const pen = copy.getContext('2d', { willReadFrequently: true })
    if (canvas === null || pen === null) throw new Error('The picture is not there.')
    copy.width = canvas.width
    copy.height = canvas.height
    pen.drawImage(canvas, 0, 0)
    const area = canvas.getBoundingClientRect()
    const scale = canvas.width / area.width
    return [...document.querySelectorAll<HTMLElement>('.matrix-cells .cell')].flatMap((cell) => {
      const box = cell.getBoundingClientRect()
      const [x, y] = [box.left - area.left, box.top - area.top]
      const pinned = document.querySelector('.matrix-lead.is-name')?.getBoundingClientRect().right ?? 0
      const whole =
        box.left >= pinned && y >= 0 && x + box.width <= area.width && y + box.height <= area.height
      if (!whole || cell.classList.contains('is-current')) return []
      const { data } = pen.getImageData(x * scale, y * scale, box.width * scale, (box.height - 1) * scale)
      let digest = 0
      for (const value of data) digest = (Math.imul(digest, 31) + value) | 0
      return [{ kind: cell.className, seen: String(digest) }]
    })
  })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the picture shows what the grid says, cell by cell, ${colorScheme}`, async ({ openWindow }) => {
    const { page } = await openWindow({ opened: true })
    await page.emulateMedia({ colorScheme })
    await goThere(page)
    const agree = async (): Promise<number> => {
      const pictures = new Map<string, Set<string>>()
      for (const { kind, seen } of await cellsAndPictures(page))
        pictures.set(kind, (pictures.get(kind) ?? new Set()).add(seen))
      for (const [kind, seen] of pictures) expect([...seen], kind).toHaveLength(1)
      expect(new Set([...pictures.values()].map((seen) => [...seen][0])).size).toBe(pictures.size)
      return pictures.size
    }
    expect(await agree()).toBeGreaterThanOrEqual(4)
    await page.locator('.reason-main').first().click()
    await page.locator('.matrix-cells .cell.is-hit').first().waitFor()
    expect(await agree()).toBeGreaterThanOrEqual(5)
    await page.locator('.matrix-scroll').evaluate((scroller) => scroller.scrollTo(0, 1_007))
    await expect(page.locator('.matrix-cells [data-row="45"]')).toBeAttached()
    expect(await agree()).toBeGreaterThanOrEqual(4)
  })
}

test('the picture goes with the scroll, the elements follow when it rests, and a click hits what is seen', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await goThere(page)
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector('.matrix-scroll')
    const canvas = document.querySelector<HTMLCanvasElement>('.matrix-picture')
    if (scroller === null || canvas === null) throw new Error('The matrix is not there.')
    const twoFrames = (): Promise<void> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
    const before = canvas.toDataURL()
    scroller.scrollTo(0, 2_000)
    await twoFrames()
    const during = canvas.toDataURL()
    await new Promise((resolve) => setTimeout(resolve, 600))
    return { same: before === during, kept: during === canvas.toDataURL() }
  })
  expect(frames).toEqual({ same: false, kept: true })
  // Before the elements have followed, a click still opens the row that is seen.
  const [opened, seen] = await page.evaluate(async () => {
    const scroller = document.querySelector('.matrix-scroll')
    if (scroller === null) throw new Error('The matrix is not there.')
    scroller.scrollTo(0, 500)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const head = document.querySelector('.matrix-head')?.getBoundingClientRect()
    const cell = document.querySelector('.matrix-server')?.getBoundingClientRect()
    if (head === undefined || cell === undefined) throw new Error('The header is not there.')
    const y = head.bottom + 40
    const row = Math.floor(
      (500 + 40) / (document.querySelector('.matrix-cells .matrix-row')?.clientHeight ?? 1),
    )
    document
      .elementFromPoint(cell.left + 5, y)
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: cell.left + 5, clientY: y }))
    await new Promise((resolve) => setTimeout(resolve, 600))
    const name = document.querySelector(`[data-row="${row}"] [role=rowheader]`)?.textContent?.trim()
    return [document.querySelector('aside.drawer')?.getAttribute('aria-label') ?? '', name ?? 'no row']
  })
  expect(opened.startsWith(`${seen} `)).toBe(true)
})

const looks: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['matrix', () => Promise.resolve()],
  [
    'reason and pair',
    async (page) => {
      await page.locator('.reason-main').first().click()
      await page.locator('.matrix-body .cell.is-n').first().click()
      await details(page)
        .getByText(/^All checks/)
        .waitFor()
    },
  ],
  [
    'what-if and groups',
    async (page) => {
      await page.getByRole('switch', { name: 'As if all warnings were fixed' }).click()
      await page.getByRole('switch', { name: 'Group by reason' }).click()
      await page.locator('.matrix-group').first().waitFor()
    },
  ],
  ['where', (page) => page.getByRole('radio', { name: 'Where could it go' }).click()],
  ['who', (page) => page.getByRole('radio', { name: 'Who could come' }).click()],
  ['questions', (page) => page.getByRole('button', { name: /^Questions/ }).click()],
  ['export', (page) => page.getByRole('button', { name: 'Export work list' }).click()],
]
for (const [name, go] of looks) {
  test(`${name}: no accessibility finding in light and dark, no page scroll at any size`, async ({
    openWindow,
  }) => {
    const { page } = await openWindow({ opened: true })
    await goThere(page)
    await go(page)
    // A smaller window has the same parts and fewer cells to look at.
    await page.setViewportSize({ width: 1024, height: 640 })
    await findNothingInBothThemes(page)
    await fitsEverySize(page)
  })
}
