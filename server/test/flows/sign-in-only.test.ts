import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, parseJson } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('an administrator who lets an application sign people in only', () => {
  let screen: Screen
  let page: Page
  let id = ''

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example')
    page = signedIn.page
    await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  async function application(): Promise<unknown> {
    const answer = await page.request.get(`${screen.url}/api/v1/applications/${id}`)
    return parseJson(await answer.text())
  }

  test('chooses so once and is asked for no API scope', async () => {
    await page.goto(`${screen.url}/admin/account-settings/api-applications/new`)
    await page.getByRole('radio', { name: 'Web application with a server' }).check()
    await page.getByLabel('Vendor Name').fill('Harbour Support')
    await page.getByLabel('Application Name').fill('Intranet')
    await page.getByRole('checkbox', { name: 'ReportingApi' }).check()
    await page.getByRole('checkbox', { name: 'Signs people in only' }).check()
    assert.equal(await page.getByRole('checkbox', { name: 'ReportingApi' }).count(), 0)
    await page.getByLabel('Authorized callback URL 1').fill('https://intranet.harbour.example/callback')
    await assertAccessible(page, 'the form')
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { name: 'Intranet is registered' }).waitFor()
    assert.equal(await page.getByText('client_credentials').count(), 0)
    await page.getByLabel('I have saved').check()
    await page.getByRole('button', { name: 'Go to the application' }).click()
    await page.getByText('None: it signs people in only').waitFor()
    id = /app_[0-9a-f]{32}/.exec(page.url())?.[0] ?? ''
    const made = await application()
    assert.deepEqual(at(made, 'scopes'), [])
    assert.deepEqual(at(made, 'metadata', 'grantTypes'), ['authorization_code', 'refresh_token'])
  })

  test('is led from a refusal for want of PKCE to the switch that does without', async () => {
    const query = new URLSearchParams({
      client_id: id,
      redirect_uri: 'https://intranet.harbour.example/callback',
      response_type: 'code',
      scope: 'openid',
    })
    await page.request.get(`${screen.url}/oauth2/authorize?${query.toString()}`, { maxRedirects: 0 })
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${id}?tab=activity`)
    await page.getByText('Why, and what to do').first().click()
    await page.getByText('Most clients send it once PKCE').waitFor()
    await page.getByRole('link', { name: 'Edit, Advanced' }).click()
    const without = page.getByRole('switch', { name: 'Sign people in without PKCE' })
    await without.and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Space')
    await page.getByRole('checkbox', { name: 'email' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Not demanded (legacy)').waitFor()
    const edited = await application()
    assert.equal(at(edited, 'metadata', 'requirePkce'), false)
    assert.deepEqual(at(edited, 'metadata', 'neededOpenidScopes'), ['email'])
  })

  test('is told that acting for itself needs an API scope', async () => {
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${id}/edit`)
    await page.getByRole('checkbox', { name: 'Act for itself' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Choose at least one API scope.').first().waitFor()
    await page.getByRole('checkbox', { name: 'ReportingApi' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Sign people in · Stay signed in · Act for itself').waitFor()
  })
})
