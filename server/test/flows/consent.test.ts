import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { freePort } from '../support/free-port.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

type Registered = { readonly id: string; readonly secret: string }

/** A person's application on this machine: it shows what came back to its callback URL. */
async function startCallback(): Promise<{ url: string; server: Server }> {
  const port = await freePort()
  const server = createServer((_request, response) => {
    response.end('<!doctype html><title>Arrived</title><h1>Arrived</h1>')
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${port}/callback`, server }
}

describe('a person who reaches an application, in a browser without scripts', () => {
  let screen: Screen
  let callback: Awaited<ReturnType<typeof startCallback>>
  let application: Registered
  const verifier = randomBytes(32).toString('base64url')

  before(async () => {
    screen = await openScreen()
    callback = await startCallback()
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.waitForURL('**/api-applications')
    // The API takes the browser's own session, so the registration is a plain request with its cookies.
    const answer = await context.request.post(`${screen.url}/api/v1/applications`, {
      data: {
        vendorName: 'Harbour <b>Support</b>',
        name: 'Wallboard & "more"',
        scopes: ['RealTimeApi', 'AdminApi'],
        callbackUrls: [callback.url],
      },
    })
    const made: { application: { id: string }; secret: { value: string } } = await answer.json()
    application = { id: made.application.id, secret: made.secret.value }
    await context.close()
  })
  after(async () => {
    callback.server.close()
    callback.server.closeAllConnections()
    await screen.close()
  })

  function request(): string {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: application.id,
      redirect_uri: callback.url,
      scope: 'openid RealTimeApi AdminApi',
      state: 'a "state" & more',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    return `${screen.url}/oauth2/authorize?${query.toString()}`
  }

  async function arrive(page: Page): Promise<URLSearchParams> {
    await page.waitForURL(`${callback.url}*`)
    return new URL(page.url()).searchParams
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`signs in, is asked, allows, and arrives with a code that works (${colorScheme})`, async () => {
      const options = { javaScriptEnabled: false, colorScheme, viewport: { width: 390, height: 800 } }
      const context = await screen.browser.newContext(options)
      const page = await context.newPage()
      await page.goto(`${request()}&prompt=consent`)
      await page.getByLabel('User name').fill('supervisor@harbour.example')
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in' }).click()

      const words = await page.getByRole('main').innerText()
      for (const told of [/Wallboard & "more"/, /Harbour <b>Support<\/b>/, /4512345/, /127\.0\.0\.1/])
        assert.match(words, told)
      assert.match(await page.locator('#scopes').innerText(), /RealTimeApi/)
      assert.doesNotMatch(
        await page.locator('#scopes').innerText(),
        /AdminApi/,
        'only what would be granted is offered',
      )
      assert.match(await page.locator('#withheld').innerText(), /AdminApi/)
      await page.getByRole('button', { name: 'Allow' }).click()

      const answer = await arrive(page)
      assert.equal(answer.get('state'), 'a "state" & more')
      assert.equal(answer.get('iss'), screen.url)
      const tokens = await fetch(`${screen.url}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${application.id}:${application.secret}`)}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: answer.get('code') ?? '',
          redirect_uri: callback.url,
          code_verifier: verifier,
        }),
      })
      assert.equal(tokens.status, 200)
      const granted: unknown = await tokens.json()
      assert.ok(typeof granted === 'object' && granted !== null && 'scope' in granted)
      assert.equal(granted.scope, 'openid RealTimeApi')

      await page.goto(request())
      assert.ok((await arrive(page)).has('code'), 'a confidential application is not asked about twice')
      await context.close()
    })
  }

  test('denies, and the application is told so', async () => {
    const context = await screen.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(request())
    await page.getByLabel('User name').fill('agent@harbour.example')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Deny' }).click()
    const answer = await arrive(page)
    assert.equal(answer.get('error'), 'access_denied')
    assert.equal(answer.get('code'), null)
    await context.close()
  })

  test('says on the consent page that it is not them, and somebody else signs in for the same request', async () => {
    const context = await screen.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${request()}&prompt=consent`)
    await page.getByLabel('User name').fill('agent@harbour.example')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('#switch-account').click()
    await page.getByLabel('User name').fill('manager@harbour.example')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    assert.match(await page.locator('#account').innerText(), /manager@harbour\.example/)
    await context.close()
  })

  test('is told plainly about a wrong password, and nothing is said about which half was wrong', async () => {
    const context = await screen.browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const said: string[] = []
    for (const userName of ['agent@harbour.example', 'nobody@harbour.example']) {
      await page.goto(screen.url)
      await page.getByLabel('User name').fill(userName)
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      said.push(await page.locator('#problem').innerText())
    }
    assert.equal(said[0], said[1])
    assert.match(said[0] ?? '', /user name or the password/)
    await context.close()
  })

  test('axe finds nothing on the sign-in, consent, error and sign-out pages, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await screen.browser.newContext({ colorScheme })
      const page = await context.newPage()
      await page.goto(request())
      await assertAccessible(page, `sign-in, ${colorScheme}`)
      await page.goto(`${screen.url}/oauth2/authorize?client_id=nobody`)
      await assertAccessible(page, `error, ${colorScheme}`)
      await page.goto(`${request()}&prompt=consent`)
      await page.getByLabel('User name').fill('manager@harbour.example')
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.locator('#allow').waitFor()
      await assertAccessible(page, `consent, ${colorScheme}`)
      await page.goto(`${screen.url}/sign-out`)
      await assertAccessible(page, `sign-out, ${colorScheme}`)
      await context.close()
    }
  })
})
