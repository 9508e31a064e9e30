import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const PATH = '/admin/account-settings/audit'
const MANAGER = 'manager@harbour.example'

describe('the audit log on its page', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  const opened = async (userName: string, path = PATH, locale = 'en-GB') => {
    const found = await signIn(screen, userName, { path, locale, acceptDownloads: true })
    await found.page.getByRole('heading', { level: 1 }).waitFor()
    return found
  }
  const search = (page: Page) => new URL(page.url()).searchParams

  async function assertGoodInEveryForm(page: Page, what: string): Promise<void> {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
        await assertAccessible(page, `${what}, ${colorScheme}, ${width}`)
      }
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width}`)
    }
  }

  test('is narrowed by what is done, by whom and by an id that is pasted, in the address, and by chips back again', async () => {
    const { page, context } = await opened(MANAGER)
    await page.locator('.lk-history-row').first().waitFor()
    await page.getByLabel('What was done').selectOption('sign-ins')
    await page.waitForURL(/group=sign-ins/)
    const row = page.locator('.lk-history-row').first()
    await row.getByText('signed in').waitFor()
    await row.getByRole('link', { name: `Same actor: ${MANAGER}` }).click()
    await page.getByRole('button', { name: `Remove filter By ${MANAGER}` }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: `Remove filter By ${MANAGER}` }).click()
    assert.equal(search(page).get('actor'), null)
    const sought = page.getByRole('combobox', { name: 'By whom, or an id' })
    await sought.fill('req_00000000000000000000000000000000')
    await sought.press('Enter')
    await page.getByText('No such entries').waitFor()
    assert.match(search(page).get('requestId') ?? '', /^req_0/)
    await page.getByRole('button', { name: 'Show the whole log' }).click()
    await page.locator('.lk-history-row').first().waitFor()
    await page.getByLabel('Until').fill('2001-01-01')
    await page.getByText('No such entries').waitFor()
    await context.close()
  })

  test('has a link to each entry, which shows that one alone and focused, with its place in the chain', async () => {
    const { page, context } = await opened(MANAGER)
    await page
      .getByRole('link', { name: /^Link to this entry/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'One entry' }).waitFor()
    await page.reload()
    const row = page.locator('.lk-history-row')
    await row.getByText('Place in the chain').waitFor()
    assert.deepEqual([await row.count(), await row.evaluate(node => node.matches(':focus'))], [1, true])
    await assertGoodInEveryForm(page, 'one entry')
    await page.goto(`${screen.url}${PATH}?entry=aud_00000000000000000000000000000000`)
    await page.getByText('No such entry').waitFor()
    await page.getByRole('link', { name: 'Show the whole log' }).click()
    await page.locator('.lk-history-row').first().waitFor()
    await context.close()
  })

  test('is exported, checked, published and kept for as long as it is said, each by a button', async () => {
    const { page, context } = await opened(MANAGER)
    await page.locator('.lk-history-row').first().waitFor()
    await assertGoodInEveryForm(page, 'the log')
    await page.setViewportSize({ width: 1280, height: 844 })
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'JSON lines, for programs' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'audit-4512345.jsonl')
    assert.match(readFileSync(await file.path(), 'utf8'), /^\{"id":"aud_/)
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Proof and keeping' }).click()
    await page.waitForURL(/tab=proof/)
    await page.getByRole('button', { name: 'Publish now' }).click()
    await page
      .getByText(/^Up to entry/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText(/Everything holds: entries 1 to/).waitFor()
    const [heads] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all heads' }).click(),
    ])
    assert.match(readFileSync(await heads.path(), 'utf8'), /^\{"kind":"head"/)
    await page.getByLabel('Entries are kept').selectOption('90')
    await page.getByText('They cannot be brought back').waitFor()
    await assertGoodInEveryForm(page, 'proof and keeping')
    await page.setViewportSize({ width: 1280, height: 844 })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved: how long the audit log is kept.').waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('Entries are kept').inputValue(), '90')
    await context.close()
  })

  test('is not shown to whoever may not see it, and says who can change that', async () => {
    const { page, context } = await opened('supervisor@harbour.example')
    await page.getByText('Your security profile does not permit this').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Audit', exact: true }).count(), 0)
    await context.close()
  })

  test('of the platform is read by operators at /platform/audit, and each is led to their own', async () => {
    const { page, context } = await opened('operator@latchkey.example', `${PATH}?group=sign-ins`)
    await page.waitForURL(/\/platform\/audit\?group=sign-ins/)
    await page.locator('.lk-history-row').first().getByText('operator@latchkey.example').waitFor()
    await page.getByRole('link', { name: 'Audit', exact: true }).click()
    await page.waitForURL(/\/platform\/audit$/)
    await context.close()
    const manager = await opened(MANAGER, '/platform/audit')
    await manager.page.waitForURL(/account-settings\/audit$/)
    await manager.context.close()
  })

  test('speaks German whole', async () => {
    const { page, context } = await opened(MANAGER, PATH, 'de')
    await page.locator('.lk-history-row').first().getByText('meldete sich an').waitFor()
    await page.getByRole('tab', { name: 'Nachweis und Aufbewahrung' }).click()
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click()
    await page.getByText(/Alles stimmt/).waitFor()
    await context.close()
  })
})
