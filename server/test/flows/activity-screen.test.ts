import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('the activity on the page of an application', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  /** A token request that is refused for its grant type, in the application's name. */
  async function refuse(page: Page, id: string): Promise<void> {
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: 'lks_wrong' }
    const answer = await page.context().request.post(`${screen.url}/oauth2/token`, { form })
    assert.ok(answer.status() >= 400)
  }

  test('is live within seconds, waits behind a button while somebody reads, and keeps its filters in the address', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'Activity' }).click()
    await page.getByRole('heading', { name: 'Activity', exact: true }).waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const rows = page.locator('.lk-history-row')
    const first = await rows.count()
    await refuse(page, id)
    await rows.nth(first).waitFor({ timeout: 6000 })

    await rows.first().locator('summary').click()
    const shown = await rows.count()
    await refuse(page, id)
    await page.getByRole('button', { name: 'Show 1 new' }).waitFor({ timeout: 6000 })
    assert.equal(await rows.count(), shown)
    await assertAccessible(page, 'the activity with something new')
    await page.getByRole('button', { name: 'Show 1 new' }).click()
    await rows.nth(shown).waitFor()

    await page.getByLabel('Show', { exact: true }).selectOption('Harmless retries')
    await page.getByText('Nothing of this kind').waitFor()
    await page.getByLabel('Show', { exact: true }).selectOption('Refused')
    await page.getByLabel('Reason').selectOption('client_secret_wrong')
    await rows.first().waitFor()
    assert.match(page.url(), /outcome=refused&reason=client_secret_wrong/)
    await page.reload()
    await rows.first().waitFor()
    assert.equal(await page.getByLabel('Reason').inputValue(), 'client_secret_wrong')
    await context.close()
  })

  test('an old link to the tab Refused leads there', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('heading', { name: 'Shift Planner' }).waitFor()
    await page.goto(`${page.url().split('?')[0]}?tab=refused&outcome=refused`)
    await page.getByRole('heading', { name: 'Activity', exact: true }).waitFor()
    assert.equal(await page.getByLabel('Show', { exact: true }).inputValue(), 'refused')
    await context.close()
  })
})
