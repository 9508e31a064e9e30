import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import * as openid from 'openid-client'
import type { BrowserContext, Page } from 'playwright-core'
import { freePort } from '../support/free-port.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { startLatchkey } from '../support/server-process.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { openBrowser, signIn as signInByForm } from '../support/wire/browser.ts'
import { edit, register } from '../support/wire/management.ts'
import { authorize, pkce, redeem, tokensIn } from '../support/wire/oauth.ts'
import { startRelyingParty, tokenIdsOf } from '../support/wire/relying-party.ts'
import type { Stage } from '../support/wire/stage.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'

/** A Latchkey at an address, for the steps that every wire test shares. */
function stageAt(url: string, stop: () => Promise<void>): Stage {
  const newPerson = async (userName: string) => {
    const browser = openBrowser(url)
    await signInByForm(browser, userName, PASSWORD)
    return browser
  }
  return {
    url,
    engine: 'sqlite',
    databaseUrl: null,
    output: () => '',
    person: newPerson,
    newPerson,
    secondProcess: () => Promise.reject(new Error('There is one process here.')),
    stop,
  }
}

/** What the site of an application shows: where one arrives, and a form that posts whatever its address names. */
function pageOf(target: string): string {
  const url = new URL(target, 'http://site')
  if (url.pathname !== '/leave') return `<!doctype html><title>Site</title><h1>${url.pathname}</h1>`
  const fields = [...url.searchParams].map(([name, value]) => `<input name="${name}" value="${value}">`)
  const action = url.searchParams.get('action') ?? ''
  return `<!doctype html><title>Site</title><form method="post" action="${action}">${fields.join('')}<button>Leave</button></form>`
}

describe('a person who logs out of an application, in a real browser without scripts', () => {
  let screen: Screen
  let site: Listening
  let siteUrl: string
  let configuration: openid.Configuration

  before(async () => {
    screen = await openScreen()
    site = await startListening(
      createServer((request, response) => {
        response.setHeader('content-type', 'text/html')
        response.end(pageOf(request.url ?? '/'))
      }),
    )
    siteUrl = `http://127.0.0.1:${site.port}`
    const stage = stageAt(screen.url, () => screen.close())
    const client = await register(stage, { name: 'Wallboard', callbackUrls: [`${siteUrl}/callback`] })
    await edit(stage, client.id, { metadata: { postLogoutRedirectUris: [`${siteUrl}/signed-out`] } })
    configuration = await openid.discovery(
      new URL(screen.url),
      client.id,
      undefined,
      openid.ClientSecretBasic(client.secret ?? ''),
      { execute: [openid.allowInsecureRequests] },
    )
  })
  after(async () => {
    await site.stop()
    await screen.close()
  })

  /** Signs in for the application. Out: its page, and the ID token it got. */
  async function entered(): Promise<{ page: Page; context: BrowserContext; hint: string }> {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: `${siteUrl}/callback`,
      scope: 'openid RealTimeApi',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const path = `${url.pathname}${url.search}`
    const { page, context } = await signIn(screen, MANAGER, { path, javaScriptEnabled: false })
    if (page.url().startsWith(screen.url)) await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL(`${siteUrl}/callback?*`)
    const arrived = new URL(page.url())
    const tokens = await openid.authorizationCodeGrant(configuration, arrived, { pkceCodeVerifier })
    return { page, context, hint: tokens.id_token ?? assert.fail('no ID token') }
  }

  async function assertSignedOut(page: Page): Promise<void> {
    await page.goto(screen.url)
    await page.getByLabel('Password').waitFor()
  }

  test('by the address that a certified library builds, comes back with state, and is signed out', async () => {
    const { page, context, hint } = await entered()
    const url = openid.buildEndSessionUrl(configuration, {
      id_token_hint: hint,
      post_logout_redirect_uri: `${siteUrl}/signed-out`,
      state: 'a "state"',
    })
    await page.goto(url.href)
    await page.waitForURL(`${siteUrl}/signed-out?*`)
    assert.equal(new URL(page.url()).searchParams.get('state'), 'a "state"')
    await assertSignedOut(page)
    await context.close()
  })

  test('by a form that the application posts from its own site, although the cookie is SameSite=Lax', async () => {
    const { page, context, hint } = await entered()
    const fields = new URLSearchParams({
      action: `${screen.url}/oauth2/logout`,
      id_token_hint: hint,
      post_logout_redirect_uri: `${siteUrl}/signed-out`,
    })
    await page.goto(`${siteUrl}/leave?${fields.toString()}`)
    await page.getByRole('button', { name: 'Leave' }).click()
    await page.waitForURL(`${siteUrl}/signed-out`)
    await assertSignedOut(page)
    await context.close()
  })

  test('is asked where the application shows no ID token, and stays or goes as they choose', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await entered()
      await page.setViewportSize({ width: 320, height: 640 })
      await page.emulateMedia({ colorScheme })
      const url = openid.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: `${siteUrl}/signed-out`,
        state: 's',
      })
      await page.goto(url.href)
      const words = await page.getByRole('main').innerText()
      for (const told of [/Wallboard/, /Wire Tests/, /manager@harbour\.example/, /127\.0\.0\.1:\d+/]) {
        assert.match(words, told)
      }
      await page.getByRole('link', { name: 'Stay signed in' }).click()
      assert.equal(await page.getByLabel('Password').count(), 0)
      await page.goBack()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${siteUrl}/signed-out?state=s`)
      await page.goBack()
      await page.getByText('You are signed out').waitFor()
      await assertSignedOut(page)
      await context.close()
    }
  })

  test('axe finds nothing on the page that asks and on the one that says they are signed out', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await signIn(screen, MANAGER, { colorScheme })
      await page.waitForURL('**/api-applications')
      const { client_id } = configuration.clientMetadata()
      const query = new URLSearchParams({ client_id, post_logout_redirect_uri: `${siteUrl}/signed-out` })
      await page.goto(`${screen.url}/oauth2/logout?${query.toString()}`)
      await assertAccessible(page, `the page that asks, ${colorScheme}`)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${siteUrl}/signed-out`)
      await page.goto(`${screen.url}/oauth2/logout?${query.toString()}`)
      await page.getByRole('link', { name: 'Go back to Wallboard' }).waitFor()
      await assertAccessible(page, `signed out, ${colorScheme}`)
      await context.close()
    }
  })
})

describe('a server that is killed between a logout and its delivery', () => {
  test('tells the application after its start, with the same jti', async () => {
    const [folder, party, port] = [makeTempFolder(), await startRelyingParty(), await freePort()]
    const env = {
      LATCHKEY_DATA: folder.path,
      LATCHKEY_PORT: String(port),
      LATCHKEY_URL: `http://localhost:${port}`,
      LATCHKEY_SAMPLE: '1',
      LATCHKEY_SAMPLE_PASSWORD: PASSWORD,
    }
    let server = await startLatchkey({ env })
    try {
      const stage = stageAt(server.url, () => server.stop())
      const client = await register(stage)
      await edit(stage, client.id, { metadata: { backchannelLogoutUri: party.logoutUrl } })
      const browser = await stage.newPerson(MANAGER)
      const { verifier, challenge } = pkce()
      const answer = await authorize(browser, client, challenge, { scope: 'openid RealTimeApi' })
      const code = answer.location()?.searchParams.get('code') ?? ''
      const redeemed = await redeem(stage.url, client, { code, verifier, redirectUri: client.callbackUrl })
      const hint = String(Object(tokensIn(redeemed).body).id_token)
      party.react(...Array.from({ length: 9 }, () => 500))
      await browser.get(`/oauth2/logout?${new URLSearchParams({ id_token_hint: hint }).toString()}`)
      const before = (await party.arrived(1)).length
      await server.kill()
      party.react()
      server = await startLatchkey({ env })
      const [first, ...more] = tokenIdsOf(await party.arrived(before + 1))
      for (const id of more) assert.equal(id, first)
    } finally {
      await server.stop()
      await party.stop()
      folder.remove()
    }
  })
})
