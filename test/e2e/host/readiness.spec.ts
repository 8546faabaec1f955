/** Each trouble of the sample data centre, found on the Readiness screen of the built window on the built browser host. */
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost

test.beforeEach(async () => {
  host = await launchBrowserHost()
})
test.afterEach(async () => {
  await host.stop()
})

interface Trouble {
  readonly partition: string
  readonly server: string
  readonly verdict: 'cannot' | 'can move, with warning' | 'cannot tell'
  readonly ruleId: string
  readonly says: string
  /** Name and value of a fact of the ledger. */
  readonly fact: readonly [string, string]
  readonly remedy: string
}

const trouble = (
  pair: string,
  verdict: Trouble['verdict'],
  ruleId: string,
  says: string,
  fact: Trouble['fact'],
  remedy: string,
): Trouble => {
  const [partition = '', server = ''] = pair.split(' > ')
  return { partition, server, verdict, ruleId, says, fact, remedy }
}

/** Read in resources/sample/README.md, judged by hand against domain.md 3.4. */
const troubles: readonly Trouble[] = [
  trouble(
    'was-prd4 > nor-e1080-1',
    'cannot',
    'SRC-RMC',
    'is inactive',
    ['rmc_state', 'inactive'],
    'port 657',
  ),
  trouble(
    'bkp-tsm1 > nor-e1080-1',
    'cannot',
    'SRC-PHYSIO',
    'physical I/O',
    ['I/O slot', '21010018'],
    'chhwres -r io',
  ),
  trouble(
    'oracrm-p2 > nor-e1080-1',
    'cannot',
    'SRC-HUGE',
    '2 huge pages',
    ['huge pages', '2'],
    'max_num_huge_pages=0',
  ),
  trouble(
    'payhub-p2 > nor-e1080-1',
    'cannot',
    'SRC-MIGDIS',
    'is disabled',
    ['migration_disabled', 'yes'],
    'migration_disabled=0',
  ),
  trouble(
    'nim01 > nor-e1080-1',
    'cannot',
    'SRC-VSCSI-RES',
    'single_path',
    ['reserve policy of hdisk15', 'single_path'],
    'reserve_policy=no_reserve',
  ),
  trouble(
    'mqprd-qm2 > nor-e1080-1',
    'cannot',
    'SRC-NPIV-PAIR',
    'One WWPN where a pair is expected',
    ['WWPNs in slot 5', 'c05076c718ce0096'],
    'WWPN pair',
  ),
  trouble(
    'legacy-cics1 > nor-e1080-1',
    'cannot',
    'CPU-MODE-A',
    'POWER7',
    ['current mode', 'POWER7'],
    'lpar_proc_compat_mode',
  ),
  trouble(
    'ntp01 > nor-s1024-1',
    'can move, with warning',
    'SRC-TIMEREF',
    'time reference',
    ['time_ref', 'yes'],
    'time_ref=0',
  ),
  trouble(
    'orapay-p1 > nor-s1024-1',
    'cannot',
    'SRC-REDERR',
    'Redundant error path reporting is on',
    ['redundant_err_path_reporting', 'yes'],
    'redundant_err_path_reporting=0',
  ),
  trouble(
    'cups-n1 > nor-s1024-1',
    'cannot',
    'SRC-VSCSI-VIS',
    'No VIOS of nor-s1024-1 sees hdisk26',
    ['identifier of hdisk26', '33213600507680'],
    'cfgdev',
  ),
  trouble(
    'ibmi-hr1 > nor-s1024-1',
    'cannot',
    'SRC-IBMI-RIO',
    'not in restricted I/O mode',
    ['restricted I/O', 'no'],
    'os400_restricted_io_mode=1',
  ),
  trouble(
    'esb-prd1 > nor-e980-1',
    'cannot',
    'CPU-MODE-A',
    'is POWER10',
    ['current mode', 'POWER10'],
    'lpar_proc_compat_mode',
  ),
  trouble(
    'sftp-gw1 > nor-e1080-1',
    'cannot',
    'SRC-VSCSI-LUN',
    'lv_sftp-gw1',
    ['logical volume', 'lv_sftp-gw1'],
    'mkvdev -vdev',
  ),
  trouble(
    'scan-gw1 > sou-s1122-1',
    'cannot',
    'SRC-VSCSI-LUN',
    '(file)',
    ['file', 'scan-gw1_boot'],
    'mkvdev -vdev',
  ),
  trouble(
    'web-portal1 > nor-s1024-2',
    'can move, with warning',
    'TGT-VLAN',
    'VLAN 140',
    ['VLAN without bridge', '140'],
    '--vlanbridge 2',
  ),
  trouble(
    'sapprd-app1 > nor-s924-1',
    'cannot',
    'MEM-AVAIL',
    'short by 2.5 GiB',
    ['needed', '24.8'],
    'chhwres -r mem',
  ),
  trouble(
    'sapprd-app1 > nor-s824-1',
    'cannot',
    'TGT-FW',
    'is not in the matrix',
    ['firmware of nor-s824-1', 'SV840_113'],
    'updlic',
  ),
  trouble(
    'oratst2 > sou-s924-1',
    'cannot',
    'MEM-LMB',
    '128 MiB',
    ['block size of sou-s924-1', '128'],
    'ASMI',
  ),
  trouble(
    'redis-p2 > nor-s1024-1',
    'can move, with warning',
    'SRC-DLPAR',
    'dynamic changes',
    ['DLPAR capable', 'no'],
    'lspartition -dlpar',
  ),
  trouble(
    'was-int2 > nor-s1024-1',
    'can move, with warning',
    'SRC-PROFILE',
    'are not written into its profile',
    ['sync_curr_profile', 'no'],
    'mksyscfg -r prof',
  ),
  trouble(
    'sapdr-hdb1 > nor-s1024-1',
    'cannot tell',
    'HMC-REMOTE',
    'is not known',
    ['HMC of nor-s1024-1', 'hmc-north'],
    'mkauthkeys',
  ),
  trouble(
    'scan-gw1 > sou-e880-1',
    'cannot',
    'TGT-DPO',
    'Optimizer runs',
    ['optimizer running', 'yes'],
    'optmem',
  ),
]

test('pairs of the sample are of every verdict, and a reason hands out its commands as one block', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const problems = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible()
  await page.keyboard.press('Control+3')
  for (const verdict of ['can move', 'can move, with warning', 'cannot', 'cannot tell'])
    await expect(page.locator(`.matrix-body [aria-label*=": ${verdict}"]`).first()).toBeAttached()
  const reason = page.locator('.reason').filter({ hasText: 'SRC-RMC' })
  await reason.locator('.reason-main').click()
  await reason.getByRole('button', { name: 'Copy 2 commands for 2 partitions' }).click()
  await expect(reason.getByRole('status')).toHaveText(/Copied as one block/)
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.trimEnd().split('\n').slice(2)).toEqual([
    '# was-prd4 on nor-e980-1',
    'lssyscfg -r lpar -m nor-e980-1 --filter lpar_ids=27 -F name,rmc_state',
    '# was-dr2 on sou-e880-1',
    'lssyscfg -r lpar -m sou-e880-1 --filter lpar_ids=15 -F name,rmc_state',
  ])
  await page.screenshot({ path: 'test-results/screens/readiness-commands.png' })
  expect(problems()).toEqual([])
})

test('every trouble of the sample shows its rule, its facts and its remedy', async ({ page }) => {
  test.slow()
  const problems = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible()
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('grid', { name: 'Partitions on servers' })).toBeVisible()
  const panel = page.locator('aside.drawer')
  for (const { partition, server, verdict, ruleId, says, fact, remedy } of troubles) {
    await test.step(`${partition} on ${server}: ${ruleId}`, async () => {
      await page.getByRole('textbox', { name: 'Filter partitions' }).fill(partition)
      const cell = page.locator(`.matrix-body [aria-label^="${partition} on ${server}: ${verdict}"]`)
      await expect(cell).toHaveCount(1)
      await cell.click()
      await expect(panel.getByRole('heading').first()).toContainText(partition)
      await expect(panel.getByRole('heading').first()).toContainText(server)
      const finding = panel.locator('.finding').filter({ has: page.getByText(ruleId, { exact: true }) })
      await expect(finding).toHaveCount(1)
      if (!(await finding.isVisible())) await panel.locator('.pair-others > summary').click()
      await expect(finding.locator('.finding-text')).toContainText(says)
      const [name, value] = fact
      await expect(finding.locator('.ledger tr').filter({ hasText: name }).first()).toContainText(value)
      await expect(finding.locator('.finding-do').filter({ hasText: remedy }).first()).toBeVisible()
    })
  }
  await page.screenshot({ path: 'test-results/screens/readiness-pair.png' })
  expect(problems()).toEqual([])
})

test('an answer of the sample taken back brings its finding, and can be undone', async ({ page }) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible()
  await page.keyboard.press('Control+3')
  const reasons = page.locator('.reason')
  // The sample comes with answers: zoning is the one question left for the whole fleet.
  await expect(reasons.filter({ hasText: 'NET-L2' })).toHaveCount(0)
  await page.getByRole('button', { name: /Questions, 1 open/ }).click()
  const dialog = page.getByRole('dialog')
  const networks = dialog.getByRole('radiogroup', { name: /VLAN id the same network/i })
  await expect(networks.getByRole('radio', { name: 'Yes, the same' })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Said by, or why' }).last()).toHaveValue(
    /^Said with the sample data centre/,
  )
  await networks.getByRole('radio', { name: 'Not said' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Questions, 2 open/ })).toBeVisible()
  await expect(reasons.filter({ hasText: 'NET-L2' })).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(reasons.filter({ hasText: 'NET-L2' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Questions, 1 open/ })).toBeVisible()

  await page.getByRole('button', { name: /Export work list/ }).click()
  for (const [format, start] of [
    ['CSV', '\uFEFF'],
    ['XLSX', 'PK'],
  ] as const) {
    await dialog.getByRole('radio', { name: new RegExp(format, 'i') }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: /Save|Export/ }).click(),
    ])
    const saved = readFileSync((await download.path()) ?? '')
    expect(saved.toString('utf8').startsWith(start)).toBe(true)
    expect(saved.length).toBeGreaterThan(10_000)
  }
  expect(problems()).toEqual([])
})
