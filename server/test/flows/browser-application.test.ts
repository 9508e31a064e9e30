import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { freePort } from '../support/free-port.ts'
import { openScreen, type Screen, signIn } from './screen.ts'

const library = readFileSync(
  createRequire(import.meta.url)
    .resolve('oidc-client-ts')
    .replace(/dist\/.*$/, 'dist/browser/oidc-client-ts.min.js'),
)

type Application = { readonly origin: string; readonly server: Server }

/** A single-page application: one empty page at every address, and the library, unchanged. */
async function startApplication(): Promise<Application> {
  const port = await freePort()
  const server = createServer((request, response) => {
    if (request.url === '/oidc-client-ts.js')
      response.setHeader('content-type', 'text/javascript').end(library)
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>Application</title><script src="/oidc-client-ts.js"></script>')
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${port}`, server }
}

describe('a single-page application with oidc-client-ts', () => {
  let screen: Screen
  let application: Application
  let clientId: string

  before(async () => {
    screen = await openScreen()
    application = await startApplication()
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.waitForURL('**/api-applications')
    const answer = await context.request.post(`${screen.url}/api/v1/applications`, {
      data: {
        vendorName: 'Flows',
        name: 'Single page',
        clientType: 'public',
        scopes: ['RealTimeApi'],
        callbackUrls: [`${application.origin}/callback`],
      },
    })
    const made: { application: { id: string } } = await answer.json()
    clientId = made.application.id
    await context.close()
  })
  after(async () => {
    application.server.close()
    application.server.closeAllConnections()
    await screen.close()
  })

  /** Runs a line in the page, with the library's `manager` at hand, and returns what it gives. */
  function inPage(page: Page, line: string): Promise<unknown> {
    const settings = JSON.stringify({
      authority: screen.url,
      client_id: clientId,
      redirect_uri: `${application.origin}/callback`,
      scope: 'openid email RealTimeApi',
      loadUserInfo: true,
      revokeTokenTypes: ['refresh_token'],
    })
    return page.evaluate(`(async () => {
      const manager = new oidc.UserManager({ ...${settings}, userStore: new oidc.WebStorageStateStore({ store: localStorage }) })
      ${line}
    })()`)
  }

  test('signs in, loads userinfo, refreshes and revokes', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example')
    await page.goto(`${application.origin}/`)
    await inPage(page, 'await manager.signinRedirect()').catch(() => undefined)
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(`${application.origin}/callback?**`)
    assert.deepEqual(
      await inPage(
        page,
        'const user = await manager.signinRedirectCallback(); return [user.profile.email, user.scope]',
      ),
      ['agent@harbour.example', 'openid email RealTimeApi'],
    )
    const fresh = await inPage(
      page,
      'const old = await manager.getUser(); const user = await manager.signinSilent(); return [user.access_token !== old.access_token, user.profile.email]',
    )
    assert.deepEqual(fresh, [true, 'agent@harbour.example'])
    const afterwards = await inPage(
      page,
      'await manager.revokeTokens(); try { await manager.signinSilent(); return "still there" } catch (error) { return "gone" }',
    )
    assert.equal(afterwards, 'gone')
    await context.close()
  })

  test('reads why it was refused, before anybody knows whose request it is', async () => {
    const context = await screen.browser.newContext()
    const page = await context.newPage()
    await page.goto(`${application.origin}/`)
    const told = await page.evaluate(`(async () => {
      const form = body => ({ method: 'POST', body: new URLSearchParams(body) })
      const bearer = { headers: { authorization: 'Bearer x', dpop: 'x' } }
      const answers = [
        await fetch('${screen.url}/oauth2/token', form({})),
        await fetch('${screen.url}/oauth2/token', form({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'x' })),
        await fetch('${screen.url}/oauth2/revoke', form({ token: 'x' })),
        await fetch('${screen.url}/oauth2/userinfo', bearer),
        await fetch('${screen.url}/oauth2/register', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
      ]
      return await Promise.all(answers.map(async answer => [answer.status, (await answer.json()).error]))
    })()`)
    assert.deepEqual(told, [
      [400, 'invalid_request'],
      [401, 'invalid_client'],
      [401, 'invalid_client'],
      [401, 'invalid_token'],
      [401, 'invalid_token'],
    ])
    await context.close()
  })
})
