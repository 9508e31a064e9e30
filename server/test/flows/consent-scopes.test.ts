import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { type Listening, startListening } from '../support/listening.ts'
import { at, numberAt, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const SUPERVISOR = 'supervisor@harbour.example'
const ASKED = 'openid RealTimeApi profile ReportingApi'

describe('a person who decides scope by scope, at 320 px and without a mouse', () => {
  let screen: Screen
  let manager: BrowserContext
  let callback: Listening
  let application: { readonly id: string; readonly secret: string }
  const verifier = randomBytes(32).toString('base64url')

  before(async () => {
    screen = await openScreen()
    callback = await startListening(
      createServer((_request, response) => {
        response.end('<!doctype html><title>Arrived</title><h1>Arrived</h1>')
      }),
    )
    const signedIn = await signIn(screen, 'manager@harbour.example')
    await signedIn.page.waitForURL('**/api-applications')
    manager = signedIn.context
    const made = await management('POST', '/applications', {
      vendorName: 'Harbour Support',
      name: 'Wallboard',
      scopes: ['RealTimeApi', 'ReportingApi', 'AdminApi'],
      callbackUrls: [callbackUrl('127.0.0.1'), callbackUrl('localhost')],
    })
    application = { id: textAt(made, 'application', 'id'), secret: textAt(made, 'secret', 'value') }
    await setOptional(['ReportingApi'])
  })
  after(async () => {
    await callback.stop()
    await screen.close()
  })

  function callbackUrl(host: string): string {
    return `http://${host}:${callback.port}/callback`
  }

  async function management(
    method: string,
    path: string,
    data?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const answer = await manager.request.fetch(`${screen.url}/api/v1${path}`, { method, data, headers })
    assert.ok(answer.ok(), await answer.text())
    return parseJson(await answer.text())
  }

  async function setOptional(optionalScopes: readonly string[]): Promise<void> {
    const path = `/applications/${application.id}`
    const version = numberAt(await management('GET', path), 'version')
    await management('PATCH', path, { optionalScopes }, { 'if-match': `"${version}"` })
  }

  function request(changes: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: application.id,
      redirect_uri: callbackUrl('127.0.0.1'),
      scope: ASKED,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    })
    return `/oauth2/authorize?${query.toString()}`
  }

  async function grantedAt(page: Page): Promise<string> {
    await page.waitForURL('**/callback?*')
    const arrived = new URL(page.url())
    const tokens = await fetch(`${screen.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${application.id}:${application.secret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: arrived.searchParams.get('code') ?? '',
        redirect_uri: `${arrived.origin}/callback`,
        code_verifier: verifier,
      }),
    })
    return textAt(parseJson(await tokens.text()), 'scope')
  }

  /** Presses Tab through the page. Out: the ids of what had the focus, in order. */
  async function tabOrder(page: Page): Promise<string[]> {
    const ids: string[] = []
    for (let index = 0; index < 12; index++) {
      await page.keyboard.press('Tab')
      const id: unknown = await page.evaluate('document.activeElement.id')
      if (typeof id !== 'string' || id === '' || ids.includes(id)) break
      ids.push(id)
    }
    return ids
  }

  async function assertFits(page: Page, what: string): Promise<void> {
    // Not before its style is there.
    await page.waitForLoadState('load')
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
    assert.ok(width <= 320, `${what} is ${width} px wide`)
    for (const target of await page.locator('button, .choice').all()) {
      const box = await target.boundingBox()
      assert.ok(box !== null && box.height >= 24 && box.width >= 24, await target.innerText())
    }
  }

  const options = { viewport: { width: 320, height: 700 } }

  test('sees both answers to four scopes on the first screen, on the second of a phone', async () => {
    for (const [width, height, screens] of [
      [1280, 800, 1],
      [390, 844, 2],
    ] as const) {
      const { page, context } = await signIn(screen, SUPERVISOR, {
        viewport: { width, height },
        path: request(),
      })
      await page.locator('#deny').waitFor()
      // Not before its style is there.
      await page.waitForLoadState('load')
      for (const answer of ['#deny', '#allow']) {
        const box = await page.locator(answer).boundingBox()
        const bottom = (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)
        assert.ok(bottom <= height * screens, `${answer} ends at ${bottom} of ${height}`)
      }
      await page.getByText('What happens next').click()
      await page.getByText('You can take this back at any time').waitFor()
      await context.close()
    }
  })

  test('leaves a scope out with the keyboard, gets there without it, and is not asked again', async () => {
    const { page, context } = await signIn(screen, SUPERVISOR, { ...options, path: request() })
    await page.locator('#allow').waitFor()
    await assertFits(page, 'the first consent page')
    assert.equal(await page.locator('#changes').count(), 0)
    const folded = ['show-limits', 'show-next']
    const order = ['switch-account', ...folded, 'scope-profile', 'scope-ReportingApi', 'deny', 'allow']
    assert.deepEqual(await tabOrder(page), order)
    const box = page.getByLabel(/See completed contacts/)
    assert.equal(await box.isChecked(), true)
    await box.focus()
    await page.keyboard.press('Space')
    assert.equal(await box.isChecked(), false)
    await page.locator('#allow').focus()
    await page.keyboard.press('Enter')
    assert.equal(await grantedAt(page), 'openid RealTimeApi profile')
    await page.goto(`${screen.url}${request()}`)
    assert.equal(await grantedAt(page), 'openid RealTimeApi profile')
    await context.close()
  })

  test('is told what changed, in both themes, and that an administrator allowed some of it for everybody', async () => {
    await management('PUT', `/applications/${application.id}/consent`, { scopes: ['openid', 'RealTimeApi'] })
    for (const colorScheme of ['light', 'dark'] as const) {
      const path = request({ scope: `${ASKED} email AdminApi`, redirect_uri: callbackUrl('localhost') })
      const { page, context } = await signIn(screen, SUPERVISOR, { ...options, colorScheme, path })
      await page.locator('#allow').waitFor()
      await assertFits(page, `the page that tells of changes, ${colorScheme}`)
      await assertAccessible(page, `consent with changes, ${colorScheme}`)
      assert.match(await page.locator('#changes-new').innerText(), /e-mail address \(email\)/)
      assert.match(
        await page.locator('#changes-place').innerText(),
        /localhost.*Last time it was 127\.0\.0\.1/s,
      )
      assert.match(
        await page.locator('#scope-RealTimeApi').innerText(),
        /administrator allowed this for everybody/,
      )
      assert.match(await page.locator('#withheld').innerText(), /AdminApi Your security profile/)
      assert.equal(await page.locator('#scope-ReportingApi').isChecked(), false, 'a no was turned into a yes')
      assert.equal(await page.locator('#scope-email').isChecked(), true)
      await context.close()
    }
  })

  test('is not asked at all for what an administrator allowed for everybody', async () => {
    const path = request({ scope: 'openid RealTimeApi' })
    const { page, context } = await signIn(screen, 'agent@harbour.example', { ...options, path })
    assert.equal(await grantedAt(page), 'openid RealTimeApi')
    await context.close()
    const kept = await management('GET', `/applications/${application.id}/consent`)
    assert.deepEqual(at(kept, 'scopes'), ['openid', 'RealTimeApi'])
  })

  test('is asked again when the application changed its mind while the page was open', async () => {
    const path = request({ prompt: 'consent' })
    const { page, context } = await signIn(screen, SUPERVISOR, { ...options, path })
    await page.locator('#allow').waitFor()
    await setOptional([])
    await page.locator('#allow').click()
    await page.locator('#asked-again').waitFor()
    assert.equal(await page.locator('input#scope-ReportingApi').count(), 0, 'it cannot be left out any more')
    await page.locator('#deny').click()
    await page.waitForURL('**/callback?*')
    assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied')
    await context.close()
  })
})
