import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { type Listening, startListening } from '../support/listening.ts'
import { parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const AGENT = 'agent@harbour.example'

describe('a person whose page was open for too long, in a real browser', () => {
  let screen: Screen
  let site: Listening
  let path: string

  before(async () => {
    screen = await openScreen()
    site = await startListening(
      createServer((_request, response) => {
        response.end('<!doctype html><title>Arrived</title><h1>Arrived</h1>')
      }),
    )
    const callback = `http://127.0.0.1:${site.port}/callback`
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL('**/api-applications')
    const made = await context.request.post(`${screen.url}/api/v1/applications`, {
      headers: { origin: screen.url },
      data: {
        vendorName: 'Harbour Support',
        name: 'Wallboard',
        scopes: ['RealTimeApi'],
        callbackUrls: [callback],
      },
    })
    const query = new URLSearchParams({
      client_id: textAt(parseJson(await made.text()), 'application', 'id'),
      redirect_uri: callback,
      response_type: 'code',
      scope: 'RealTimeApi',
      state: 'kept',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    path = `/oauth2/authorize?${query.toString()}`
    await context.close()
  })
  after(async () => {
    await site.stop()
    await screen.close()
  })

  async function open(address: string, options = {}): Promise<{ page: Page; context: BrowserContext }> {
    const context = await screen.browser.newContext({ javaScriptEnabled: false, ...options })
    const page = await context.newPage()
    await page.goto(`${screen.url}${address}`)
    return { page, context }
  }

  async function fill(page: Page, userName: string): Promise<void> {
    await page.getByLabel('User name').fill(userName)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  test('signs in at the second try after the cookies went, and arrives at the application', async () => {
    const { page, context } = await open(path)
    await context.clearCookies()
    await fill(page, AGENT)
    await page.getByText('please sign in once more').waitFor()
    assert.equal(await page.getByLabel('User name').inputValue(), AGENT)
    assert.equal(await page.getByLabel('Password').inputValue(), '')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Allow' }).waitFor()
    await context.clearCookies()
    await page.getByRole('button', { name: 'Allow' }).click()
    await fill(page, AGENT)
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.waitForURL('**/callback?*')
    assert.equal(new URL(page.url()).searchParams.get('state'), 'kept')
    // Asked for once more, it is answered at once: nothing was lost and nothing is asked twice.
    await page.goto(`${screen.url}${path}`)
    await page.waitForURL('**/callback?*')
    await context.close()
  })

  test('goes on with the form of another tab as whoever signs in last, and going back leads on', async () => {
    const { page, context } = await open('/admin/account-settings/api-applications')
    const other = await context.newPage()
    await other.goto(`${screen.url}${path}`)
    await fill(page, MANAGER)
    await page.waitForURL('**/api-applications')
    await fill(other, AGENT)
    await other.getByRole('button', { name: 'Allow' }).or(other.getByText('Arrived')).waitFor()
    await other.goto(`${screen.url}/sign-out`)
    await other.getByText(AGENT).waitFor()
    await other.goBack()
    await other.getByRole('button', { name: 'Allow' }).or(other.getByText('Arrived')).waitFor()
    await context.close()
  })

  test('reads the form that came again, dark and on a phone as well', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await open(path, {
        colorScheme,
        viewport: { width: 390, height: 800 },
        javaScriptEnabled: true,
      })
      await context.clearCookies()
      await fill(page, AGENT)
      await page.getByText('please sign in once more').waitFor()
      await assertAccessible(page, `the form that came again, ${colorScheme}`)
      await context.close()
    }
  })

  test('is led from the console to the sign-in page and back to where they were, also after the skip link', async () => {
    const where = '/admin/account-settings/business-unit'
    const { page, context } = await signIn(screen, MANAGER, { path: where })
    const setting = page.getByLabel('After its successor was used it may come back')
    await setting.waitFor()
    await page.evaluate('location.hash = "main"')
    await context.clearCookies()
    await setting.selectOption({ index: 0 })
    await page.getByRole('alert').getByRole('button', { name: 'Sign in again' }).click()
    await page.getByLabel('Password').waitFor()
    await fill(page, MANAGER)
    await setting.waitFor()
    assert.equal(new URL(page.url()).pathname, where)
    await context.close()
  })
})
