import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('an administrator whose secret was found', () => {
  let screen: Screen
  let page: Page
  let application = { id: '', secret: '' }

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example', {
      reducedMotion: 'reduce',
      path: '/admin/account-settings/business-unit',
    })
    page = signedIn.page
    await page.getByRole('heading', { level: 1, name: 'Business Unit' }).waitFor()
    const made = await page.request.post(`${screen.url}/api/v1/applications`, {
      data: { vendorName: 'Harbour Support', name: 'Night Reports', scopes: ['ReportingApi'] },
      headers: { origin: screen.url },
    })
    const body = parseJson(await made.text())
    application = { id: textAt(body, 'application', 'id'), secret: textAt(body, 'secret', 'value') }
  })
  after(() => screen.close())

  async function assertGood(what: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `${what}, ${colorScheme}`)
    }
    await page.setViewportSize({ width: 390, height: 800 })
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.ok(typeof wide === 'number' && wide <= 390, `${what} is ${String(wide)} wide`)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
  }

  test('chose quarantine for what is found', async () => {
    await page.getByLabel('Put it into quarantine, and raise an alert').check()
    await page.getByText('Saved: what becomes of a secret that was found.').waitFor()
    await assertGood('the choice')
  })

  test('sees it in quarantine on its row and in the alert', async () => {
    const answer = await fetch(`${screen.url}/leaks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: application.secret, url: 'https://forge.example/.env' }),
    })
    assert.equal(answer.status, 202)
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${application.id}?tab=secrets`)
    await page.getByText('In quarantine since').waitFor()
    await page.getByText('It was put into quarantine at once').first().waitFor()
    await assertGood('the secret')
    await page.getByRole('button', { name: 'Replace First secret' }).click()
    const choices = page.getByLabel('The old one, ending in').locator('option')
    assert.deepEqual(await choices.allInnerTexts(), ['Stops now'])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    // The focus goes back to where the question was asked, and only then on.
    await page.locator('button:focus', { hasText: 'Replace' }).waitFor()
  })

  test('is asked for a reason before it is released', async () => {
    await page.getByRole('button', { name: 'Release First secret' }).click()
    await page.getByRole('dialog').getByLabel('Reason').waitFor()
    await assertGood('the question')
  })

  test('releases it with a reason, by keyboard alone', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Release First secret' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.locator('input:focus').waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText('Say why it is released').waitFor()
    await page.keyboard.type('A private repository, and taken out of it.')
    await page.keyboard.press('Enter')
    await page.getByText('First secret works again.').waitFor()
    assert.equal(await page.getByText('In quarantine since').count(), 0)
    await page.goto(`${screen.url}/admin/account-settings/alerts?state=acknowledged`)
    await page.getByText('Released: A private repository, and taken out of it.').waitFor()
  })

  test('switches reminders by mail off on their own page', async () => {
    await page.goto(`${screen.url}/account`)
    const letters = page.getByRole('region', { name: 'Letters' })
    const reminders = letters.getByRole('switch', { name: 'Remind me of client secrets that end' })
    assert.equal(await reminders.isChecked(), true)
    await assertGood('their own page')
    await reminders.focus()
    await page.keyboard.press('Space')
    await page.getByText('You get no more reminders.').waitFor()
    await page.reload()
    await reminders.waitFor()
    assert.equal(await reminders.isChecked(), false)
    const kept = await page.request.get(`${screen.url}/api/v1/account/letters`)
    assert.equal(at(parseJson(await kept.text()), 'reminders'), false)
  })
})
