import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { parseJson, textAt } from '../support/wire/answer.ts'
import { asserting, assertionClaims, signAssertion } from '../support/wire/client-assertion.ts'
import { keySetOf, makeClientKey } from '../support/wire/request-object.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const KEY = makeClientKey('ES256', 'night-1')

describe('an administrator who looks at the keyring of an application', () => {
  let screen: Screen
  let page: Page

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example', { reducedMotion: 'reduce' })
    page = signedIn.page
    await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  async function ask(method: string, path: string, data: unknown): Promise<unknown> {
    const headers = { origin: screen.url, ...(method === 'PATCH' ? { 'if-match': await etagOf(path) } : {}) }
    const answer = await page.request.fetch(`${screen.url}/api/v1${path}`, { method, data, headers })
    assert.ok(answer.ok(), await answer.text())
    return parseJson(await answer.text())
  }

  async function etagOf(path: string): Promise<string> {
    return (await page.request.get(`${screen.url}/api/v1${path}`)).headers()['etag'] ?? ''
  }

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

  test('sees its secrets on a time line, one beside its successor, and the same as a table', async () => {
    const body = { vendorName: 'Harbour Support', name: 'Night Reports', scopes: ['ReportingApi'] }
    const made = await ask('POST', '/applications', body)
    const id = textAt(made, 'application', 'id')
    const basic = btoa(`${id}:${textAt(made, 'secret', 'value')}`)
    const token = await fetch(`${screen.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    assert.equal(token.status, 200)
    const path = `/applications/${id}/secrets/${textAt(made, 'application', 'secrets', 0, 'id')}`
    await ask('POST', `${path}/rotate`, { overlap: 604_800 })
    await page.waitForTimeout(1500)
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${id}?tab=secrets`)
    const keyring = page.getByRole('region', { name: 'Keyring' })
    await keyring.getByText('beside its successor').waitFor()
    assert.equal(await keyring.locator('.lk-keyring-track .lk-keyring-used').count(), 1)
    await keyring.getByText('The same as a table').focus()
    await page.keyboard.press('Enter')
    const rows = keyring.getByRole('row')
    assert.equal(await rows.count(), 3)
    assert.match(await rows.nth(1).innerText(), /First secret.*Works, being replaced/s)
    assert.match(await rows.nth(2).innerText(), /First secret.*Not by itself.*Works/s)
    await assertGood('the keyring')
  })

  test('sees when a public key was added and used', async () => {
    const body = { vendorName: 'Harbour Support', name: 'Night Keys', scopes: ['ReportingApi'] }
    const id = textAt(await ask('POST', '/applications', body), 'application', 'id')
    const metadata = { jwks: keySetOf(KEY), tokenEndpointAuthMethod: 'private_key_jwt' }
    await ask('PATCH', `/applications/${id}`, { metadata })
    const assertion = await signAssertion(KEY, assertionClaims(screen, { id }))
    const fields = Object.entries({ grant_type: 'client_credentials', ...asserting(assertion) })
    const form = new URLSearchParams()
    for (const [name, value] of fields) form.set(name, String(value))
    const token = await fetch(`${screen.url}/oauth2/token`, { method: 'POST', body: form })
    assert.equal(token.status, 200)
    await page.waitForTimeout(1500)
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${id}?tab=secrets`)
    const keys = page.getByRole('region', { name: 'Public keys' })
    await keys.getByText('night-1').waitFor()
    assert.match(
      await keys.innerText(),
      /Added .* by manager@harbour\.example\. Last used .* from 127\.0\.0\.1/,
    )
    await page.getByRole('region', { name: 'Keyring' }).getByText('night-1').first().waitFor()
    await assertGood('the public keys')
  })

  test('sees why the keys of a URL could not be fetched', async () => {
    const body = { vendorName: 'Harbour Support', name: 'Night Fetch', scopes: ['ReportingApi'] }
    const id = textAt(await ask('POST', '/applications', body), 'application', 'id')
    const jwksUri = `${screen.url}/no-such-key-set`
    await ask('PATCH', `/applications/${id}`, {
      metadata: { jwksUri, tokenEndpointAuthMethod: 'private_key_jwt' },
    })
    const assertion = await signAssertion(KEY, assertionClaims(screen, { id }))
    const form = new URLSearchParams()
    const fields = { grant_type: 'client_credentials', ...asserting(assertion) }
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value))
    assert.equal((await fetch(`${screen.url}/oauth2/token`, { method: 'POST', body: form })).status, 401)
    await page.waitForTimeout(1500)
    await page.goto(`${screen.url}/admin/account-settings/api-applications/${id}?tab=secrets`)
    const keys = page.getByRole('region', { name: 'Public keys' })
    await keys.getByText('It answers 404 where 200 is needed.').waitFor()
    await assertGood('the key set')
  })
})
