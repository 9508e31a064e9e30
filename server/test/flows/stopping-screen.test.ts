import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'

describe('an administrator who stops an application', () => {
  let screen: Screen
  let page: Page

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example')
    page = signedIn.page
    await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  async function open(name: string): Promise<void> {
    await page.goto(`${screen.url}${LIST}?search=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  }

  test('says why, sees it at the top of its page and in its history, and can change it', async () => {
    await open('Quality Review')
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const reason = dialog.getByLabel('Reason')
    assert.equal(await reason.evaluate('document.activeElement.getAttribute("data-autofocus")'), 'true')
    await reason.fill('x'.repeat(201))
    await page.keyboard.press('Enter')
    await dialog.getByText('at most 200 characters; this has 201').waitFor()
    await assertAccessible(page, 'the question')
    await reason.fill('Replaced by Day Reports.')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Activate', exact: true }).waitFor()
    await page.getByText('The reason, as it is told: Replaced by Day Reports.').waitFor()
    await assertAccessible(page, 'the page of what is inactive')
    await page.getByRole('button', { name: 'Change the reason' }).click()
    assert.equal(await reason.inputValue(), 'Replaced by Day Reports.')
    await reason.fill('Ask the night team.')
    await dialog.getByRole('button', { name: 'Save reason' }).click()
    await page.getByText('as it is told: Ask the night team.').waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('changed the reason for the deactivation').waitFor()
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await dialog.getByRole('button', { name: 'Activate' }).click()
    await page.getByRole('button', { name: 'Deactivate', exact: true }).waitFor()
    await page.getByText('Ask the night team.').first().waitFor()
    assert.equal(await page.getByText('The reason, as it is told').count(), 0)
  })

  test('is told beforehand who would notice: before the deactivation, and before an edit is saved', async () => {
    await open('Agent Desktop')
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/1 sign-in of 1 person lives now/).waitFor()
    await dialog.getByText(/1 person consented to it/).waitFor()
    await assertAccessible(page, 'who would notice')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    const bar = page.getByRole('region', { name: 'Unsaved changes' })
    await page.getByLabel('Application Name').fill('Agent Desktop 2')
    await bar.waitFor()
    assert.equal(await bar.getByText('Who would notice').count(), 0)
    await page.getByRole('checkbox', { name: 'AgentApi', exact: true }).uncheck()
    const summary = bar.getByText('Who would notice: up to 1 person')
    await summary.waitFor()
    await summary.click()
    await bar.getByText('Tokens lose AgentApi at once').waitFor()
    await assertAccessible(page, 'who would notice an edit')
    await page.getByLabel('Authorized callback URL 1').fill('https://elsewhere.example/back')
    await bar.getByText('How often sign-ins come back there is not counted.').waitFor()
    await bar.getByRole('button', { name: 'Undo changes' }).click()
    await bar.waitFor({ state: 'detached' })
  })

  test('is told the same when the server cannot count: nothing is in the way, and it can be asked again', async () => {
    await open('Agent Desktop')
    await page.route('**/effects', route => route.abort())
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const again = dialog.getByRole('button', { name: 'Count again' })
    await again.waitFor({ timeout: 15_000 })
    assert.equal(await dialog.getByRole('button', { name: 'Deactivate' }).isEnabled(), true)
    await page.unroute('**/effects')
    await again.click()
    await dialog.getByText(/sign-in of 1 person lives now/).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })
})
