import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('an administrator who looks after client secrets', () => {
  let screen: Screen
  let page: Page
  let application = { id: '', secret: '' }

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example')
    page = signedIn.page
    await page.waitForURL('**/api-applications')
    const made = await page.request.post(`${screen.url}/api/v1/applications`, {
      data: { vendorName: 'Harbour Support', name: 'Night Reports', scopes: ['ReportingApi'] },
      headers: { origin: screen.url },
    })
    const body = parseJson(await made.text())
    application = { id: textAt(body, 'application', 'id'), secret: textAt(body, 'secret', 'value') }
  })
  after(() => screen.close())

  const open = () =>
    page.goto(`${screen.url}/admin/account-settings/api-applications/${application.id}?tab=secrets`)

  async function getToken(secret: string): Promise<number> {
    const answer = await fetch(`${screen.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${application.id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    return answer.status
  }

  test('sees when and from where one was last used', async () => {
    await open()
    await page.getByText('Not used yet, as far as is known.').waitFor()
    assert.equal(await getToken(application.secret), 200)
    await page.waitForTimeout(1500)
    await page.reload()
    await page.getByText(/Last used .* from/).waitFor()
    await assertAccessible(page, 'the secrets')
  })

  test('replaces one while it goes on for a day', async () => {
    await page.getByRole('button', { name: 'Replace First secret' }).click()
    const dialog = page.getByRole('dialog')
    assert.equal(await dialog.getByLabel('The old one, ending in').inputValue(), '86400')
    await assertAccessible(page, 'the question')
    await dialog.getByRole('button', { name: 'Replace' }).click()
    await dialog.getByText('New client secret').waitFor()
    await dialog.getByLabel('I have saved').check()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page
      .getByText(/Stops working/)
      .first()
      .waitFor()
    assert.equal((await page.getByText('Ends in', { exact: false }).count()) >= 2, true)
    assert.equal(await getToken(application.secret), 200, 'the old one goes on')
    const answer = await page.request.get(`${screen.url}/api/v1/applications/${application.id}`)
    const shown = parseJson(await answer.text())
    assert.equal(typeof at(shown, 'secrets', 0, 'expiresAt'), 'string')
    assert.equal(at(shown, 'secrets', 1, 'expiresAt'), null)
  })

  test('adds one that ends, and is reminded where it is the last', async () => {
    await page.getByRole('button', { name: 'Add secret' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Label').fill('Trial')
    await dialog.getByLabel('Ends').selectOption('30')
    await dialog.getByRole('button', { name: 'Add secret' }).click()
    await dialog.getByLabel('I have saved').check()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Trial', { exact: true }).waitFor()
    assert.equal(await page.getByText('none stands beside it').count(), 0)
    const answer = await page.request.get(`${screen.url}/api/v1/applications/${application.id}`)
    const middle = textAt(parseJson(await answer.text()), 'secrets', 1, 'id')
    const path = `/api/v1/applications/${application.id}/secrets/${middle}`
    await page.request.delete(`${screen.url}${path}`, { headers: { origin: screen.url } })
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${application.id}`)
    await page.getByText('none stands beside it').waitFor()
    await assertAccessible(page, 'the reminder')
    await page.getByRole('link', { name: 'Secrets', exact: true }).click()
    await page.getByText('Trial', { exact: true }).waitFor()
  })
})
