import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'

/** Registers an application as the person of this browser. */
async function register(screen: Screen, context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.post(`${screen.url}/api/v1/applications`, {
    headers: { origin: screen.url },
    data: { vendorName: 'Walks', name, scopes: ['RealTimeApi'] },
  })
  assert.equal(answer.status(), 201, await answer.text())
}

/** The names in the list as it stands. */
async function namesIn(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle')
  return page.getByRole('rowheader').getByRole('link').allInnerTexts()
}

describe('what stands in the address of the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    for (const name of ['Report 2026', 'Number 4512345', 'Always true', 'Half 0.50']) {
      await register(screen, context, name)
    }
    for (let count = 0; count < 30; count++) await register(screen, context, `Many ${count}`)
    await context.close()
  })
  after(() => screen.close())

  test('a search for what looks like a number or a truth value finds what holds it, and nothing else', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    for (const [words, name] of [
      ['2026', 'Report 2026'],
      ['4512345', 'Number 4512345'],
      ['true', 'Always true'],
      ['0.50', 'Half 0.50'],
    ] as const) {
      await page.goto(`${screen.url}${LIST}?search=${words}`)
      await page.getByRole('link', { name, exact: true }).waitFor()
      assert.deepEqual(await namesIn(page), [name])
      assert.equal(await page.getByRole('searchbox').inputValue(), words)
      await page.goto(`${screen.url}${LIST}`)
      await page.getByRole('searchbox').fill(words)
      await page.waitForURL(`**${LIST}?search=${words}`)
      await page.getByRole('link', { name: 'Agent Desktop', exact: true }).waitFor({ state: 'detached' })
      assert.deepEqual(await namesIn(page), [name])
    }
    await page.goto(`${screen.url}${LIST}?search=null`)
    await page.getByText('No API application matches').waitFor()
    await context.close()
  })

  test('100 per page shows all of them, chosen on the page and read from the address', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
    assert.equal((await namesIn(page)).length, 25)
    await page.getByLabel('Rows per page').selectOption('100 per page')
    await page.waitForURL(`**${LIST}?limit=100`)
    await page.getByRole('link', { name: 'Speech Insights' }).waitFor()
    const all = await namesIn(page)
    assert.ok(all.length > 30, `${all.length} rows`)
    await page.reload()
    await page.getByRole('link', { name: 'Speech Insights' }).waitFor()
    assert.deepEqual(await namesIn(page), all)
    await context.close()
  })

  test('a tab of an application is read from the address', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.waitForURL('**?tab=history')
    await page.reload()
    await page.getByRole('region', { name: 'Who changed what' }).waitFor()
    await context.close()
  })
})
