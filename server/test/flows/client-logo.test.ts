import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { makeCertificate } from '../support/certificates.ts'
import { makePng } from '../support/png.ts'
import { AUTHORITY, type Stranger, startStranger } from '../support/stranger.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const SUPERVISOR = 'supervisor@harbour.example'
const CALLBACK = 'https://client.example/callback'
/** How wide the logo is, once it is there. */
const LOADED = `document.querySelector('#logo').decode().then(() => document.querySelector('#logo').naturalWidth)`

describe('the consent page of an application that registered itself', () => {
  let screen: Screen
  let folder: TempFolder
  let stranger: Stranger
  let manager: BrowserContext
  let registrationToken = ''

  before(async () => {
    folder = makeTempFolder()
    const authority = join(folder.path, 'authority.pem')
    writeFileSync(authority, AUTHORITY.cert)
    screen = await openScreen({ NODE_EXTRA_CA_CERTS: authority })
    stranger = await startStranger(
      (request, reply) =>
        void reply.end(request.url === '/logo.png' ? makePng(256, [200, 40, 90]) : '<svg/>'),
      makeCertificate({ names: ['localhost'], issuer: AUTHORITY }),
    )
    const signedIn = await signIn(screen, 'manager@harbour.example')
    await signedIn.page.waitForURL('**/api-applications')
    manager = signedIn.context
    await sent('PATCH', '/api/v1/business-unit', { dynamicRegistrationAllowed: true })
    const made = await sent('POST', '/api/v1/registration-tokens', {
      label: 'Logos',
      uses: 9,
      scopes: ['RealTimeApi', 'ReportingApi'],
    })
    registrationToken = textAt(made, 'value')
  })
  after(async () => {
    await stranger.stop()
    await screen.close()
    folder.remove()
  })

  async function sent(
    method: string,
    path: string,
    data: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const answer = await manager.request.fetch(`${screen.url}${path}`, { method, data, headers })
    assert.ok(answer.ok(), await answer.text())
    return parseJson(await answer.text())
  }

  /** Registers an application. Out: where it asks for four scopes. */
  async function register(name: string, logo: string | null): Promise<string> {
    const links = { client_uri: 'https://client.example/', policy_uri: 'https://client.example/privacy' }
    const metadata = { client_name: name, redirect_uris: [CALLBACK], ...links }
    const logoUri = logo === null ? {} : { logo_uri: `https://localhost:${stranger.port}${logo}` }
    const registered = await sent(
      'POST',
      '/oauth2/register',
      { ...metadata, ...logoUri },
      { authorization: `Bearer ${registrationToken}` },
    )
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: textAt(registered, 'client_id'),
      redirect_uri: CALLBACK,
      scope: 'openid RealTimeApi profile ReportingApi',
      code_challenge: createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url'),
      code_challenge_method: 'S256',
    })
    return `/oauth2/authorize?${query.toString()}`
  }

  /** Opens the page anew until it shows the logo, which is fetched meanwhile. */
  async function waitForLogo(page: Page): Promise<void> {
    for (let left = 50; left > 0; left--) {
      await page.locator('#allow').waitFor()
      if ((await page.locator('#logo').count()) === 1) return
      await pause(100)
      await page.reload()
    }
    assert.fail('no logo came')
  }

  async function bottomOf(page: Page, what: string): Promise<number> {
    const box = await page.locator(what).boundingBox()
    return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)
  }

  const SIZES = [
    { width: 1280, height: 800, screens: 1 },
    { width: 390, height: 844, screens: 2 },
  ] as const

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`shows its logo from here alone, or its first letter, and both answers without scrolling (${colorScheme})`, async () => {
      const withLogo = await register('Night Reports', '/logo.png')
      const withoutLogo = await register('évening Reports', '/drawing.svg')
      for (const { width, height, screens } of SIZES) {
        const options = { viewport: { width, height }, colorScheme }
        const { page, context } = await signIn(screen, SUPERVISOR, { ...options, path: withLogo })
        const asked = new Set<string>()
        page.on('request', request => asked.add(new URL(request.url()).origin))
        await waitForLogo(page)
        await page.reload()
        assert.deepEqual([...asked], [screen.url])
        const loaded = await page.evaluate(LOADED)
        assert.equal(loaded, 256)
        const box = await page.locator('#logo').boundingBox()
        assert.deepEqual([box?.width, box?.height], [40, 40])
        for (const answer of ['#deny', '#allow'])
          assert.ok((await bottomOf(page, answer)) <= height * screens)
        await assertAccessible(page, `consent with a logo, ${colorScheme}, ${width}`)

        await page.goto(`${screen.url}${withoutLogo}`)
        await page.locator('#allow').waitFor()
        assert.equal(await page.locator('#logo').count(), 0)
        assert.equal(await page.locator('.letter').innerText(), 'É')
        for (const answer of ['#deny', '#allow'])
          assert.ok((await bottomOf(page, answer)) <= height * screens)
        await assertAccessible(page, `consent with a letter, ${colorScheme}, ${width}`)
        await context.close()
      }
    })
  }

  test('has a logo that does nothing when it is opened alone', async () => {
    const path = await register('Alone', '/logo.png')
    const { page, context } = await signIn(screen, SUPERVISOR, { path })
    await waitForLogo(page)
    const address = (await page.locator('#logo').getAttribute('src')) ?? ''
    assert.match(address, /^\/logos\/app_[0-9a-f]{32}\/[0-9a-f]{64}$/)
    const answer = await (await context.newPage()).goto(`${screen.url}${address}`)
    assert.deepEqual(
      [answer?.status(), answer?.headers()['content-type'], answer?.headers()['content-security-policy']],
      [200, 'image/png', "sandbox; default-src 'none'"],
    )
    await context.close()
  })
})
