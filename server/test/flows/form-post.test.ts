import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { freePort } from '../support/free-port.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

type Callback = { readonly url: string; readonly server: Server; readonly received: URLSearchParams[] }

/** An application on this machine that takes authorization responses by POST. */
async function startCallback(): Promise<Callback> {
  const port = await freePort()
  const received: URLSearchParams[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST') received.push(new URLSearchParams(body))
      response.end('<!doctype html><title>Arrived</title><h1>Arrived</h1>')
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${port}/callback?x=1`, server, received }
}

describe('an authorization response in a form, in a browser', () => {
  let screen: Screen
  let callback: Callback
  let clientId: string

  before(async () => {
    screen = await openScreen()
    callback = await startCallback()
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.waitForURL('**/api-applications')
    const answer = await context.request.post(`${screen.url}/api/v1/applications`, {
      data: { vendorName: 'Flows', name: 'Poster', scopes: ['RealTimeApi'], callbackUrls: [callback.url] },
    })
    const made: { application: { id: string } } = await answer.json()
    clientId = made.application.id
    await context.close()
  })
  after(async () => {
    callback.server.close()
    callback.server.closeAllConnections()
    await screen.close()
  })

  function request(state: string): string {
    const query = new URLSearchParams({
      response_type: 'code',
      response_mode: 'form_post',
      client_id: clientId,
      redirect_uri: callback.url,
      scope: 'openid',
      state,
      code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
      code_challenge_method: 'S256',
    })
    return `/oauth2/authorize?${query.toString()}`
  }

  async function throughConsent(options: BrowserContextOptions, path: string): Promise<Page> {
    const { page } = await signIn(screen, 'supervisor@harbour.example', { ...options, path })
    await page.getByRole('button', { name: 'Allow' }).click()
    return page
  }

  async function arrived(page: Page, state: string): Promise<void> {
    await page.waitForURL(callback.url)
    const posted = callback.received.at(-1)
    assert.match(posted?.get('code') ?? '', /^lkc_/)
    assert.deepEqual([posted?.get('state'), posted?.get('iss')], [state, screen.url])
    await page.context().close()
  }

  test('posts itself where scripts run, by the one script that its policy permits', async () => {
    const state = `"><script>document.title='taken'</script> & é`
    await arrived(await throughConsent({}, `${request(state)}&prompt=consent`), state)
  })

  test('waits for its button where no script runs', async () => {
    const path = `${request('plain')}&prompt=consent`
    const page = await throughConsent(
      { javaScriptEnabled: false, viewport: { width: 320, height: 640 } },
      path,
    )
    const width = await page.locator('main').evaluate(main => main.scrollWidth)
    assert.ok(width <= 320, `it is ${width} px wide`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await arrived(page, 'plain')
  })

  test('comes after choosing to stay who one is', async () => {
    const { page } = await signIn(screen, 'supervisor@harbour.example')
    await page.waitForURL('**/api-applications')
    await page.goto(`${screen.url}${request('chosen')}&prompt=select_account`)
    await assertAccessible(page, 'the page to choose an account on')
    await page.getByRole('link', { name: 'Continue as' }).click()
    await arrived(page, 'chosen')
  })
})
