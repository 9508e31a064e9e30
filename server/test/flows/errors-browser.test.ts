import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { freePort } from '../support/free-port.ts'
import { isRecord, textAt } from '../support/wire/answer.ts'
import { pkce } from '../support/wire/oauth.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const APPLICATIONS = '/admin/account-settings/api-applications'

/** Looks at a page in both themes and at both widths. */
async function assertGoodInEveryForm(page: Page, what: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `${what}, ${colorScheme}, ${width}`)
    }
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 844 })
}

async function signInHere(page: Page): Promise<void> {
  await page.getByLabel('User name').fill(MANAGER)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

describe('an error, from the browser of somebody to the owner of the application', () => {
  let opened: Screen | undefined
  let application: Server
  let origin: string
  const screen = (): Screen => opened ?? assert.fail('The screen is not open.')

  before(async () => {
    opened = await openScreen()
    const port = await freePort()
    application = createServer((_request, response) => response.end('You are signed in'))
    await new Promise<void>(resolve => application.listen(port, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${port}`
  })
  after(async () => {
    application.close()
    application.closeAllConnections()
    await opened?.close()
  })

  /** Registers an application of the manager's. Out: its id, and a link into it. */
  async function register(page: Page, name: string) {
    const body = { vendorName: 'Flows', name, clientType: 'public', scopes: ['RealTimeApi'] }
    const data = { ...body, callbackUrls: [`${origin}/callback`] }
    const answer = await page.context().request.post(`${screen().url}/api/v1/applications`, { data })
    const made: unknown = await answer.json()
    const id = textAt(made, 'application', 'id')
    const link = (redirect_uri: string) => {
      const challenge = { code_challenge: pkce().challenge, code_challenge_method: 'S256' }
      const asked = { client_id: id, redirect_uri, response_type: 'code', scope: 'RealTimeApi', ...challenge }
      return `${screen().url}/oauth2/authorize?${new URLSearchParams(asked).toString()}`
    }
    return { id, link }
  }

  async function idOn(page: Page): Promise<string> {
    return (await page.locator('#request-id').textContent()) ?? ''
  }

  test('a callback URL that did not match is explained, added, used, and taken away again', async () => {
    const { page, context } = await signIn(screen(), MANAGER)
    await page.waitForURL(`**${APPLICATIONS}`)
    const { id, link } = await register(page, 'Wallboard')

    const visitor = await (await screen().browser.newContext()).newPage()
    await visitor.goto(link(`${origin}/callback/`))
    await visitor.getByRole('heading', { name: 'This sign-in request cannot be answered' }).waitFor()
    assert.doesNotMatch((await visitor.textContent('main')) ?? '', /callback\/|127\.0\.0\.1/)
    await assertGoodInEveryForm(visitor, 'the error page')
    const requestId = await idOn(visitor)
    await visitor.locator('#request-id').click()
    await visitor.getByText('Give this id to whoever looks after the application').waitFor()
    await assertGoodInEveryForm(visitor, 'the page of an id, for a stranger')
    await visitor.waitForTimeout(1500)
    await visitor.getByRole('link', { name: 'Sign in' }).click()
    await signInHere(visitor)
    await visitor.getByRole('heading', { name: 'Why this request was refused' }).waitFor()
    assert.equal(await visitor.locator('mark').textContent(), '/')
    await assertGoodInEveryForm(visitor, 'why a request was refused')
    await visitor.locator('#console').click()

    const why = visitor.getByRole('region', { name: 'The request you came for' })
    await why.getByText('A slash came at the end of the path').waitFor()
    assert.equal(await why.locator('mark').textContent(), '/')
    await assertGoodInEveryForm(visitor, 'a refused request, opened')
    await why.getByRole('button', { name: 'Add this URL' }).click()
    await why.getByText('is an authorized callback URL now').waitFor()
    assert.ok(
      await why
        .getByRole('status')
        .first()
        .evaluate(node => node.matches(':focus')),
    )
    await assertGoodInEveryForm(visitor, 'a refused request, its URL added')

    await page.goto(link(`${origin}/callback/`))
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.getByText('You are signed in').waitFor()
    assert.match(page.url(), /\/callback\/\?code=/)

    await why.getByRole('button', { name: 'Undo: remove it again' }).click()
    await why.getByText('Removed again').waitFor()
    await why.getByRole('button', { name: 'Add this URL' }).waitFor()
    await page.goto(link(`${origin}/callback/`))
    await page.getByRole('heading', { name: 'This sign-in request cannot be answered' }).waitFor()
    await visitor.goto(`${screen().url}${APPLICATIONS}/${id}?tab=refused`)
    await visitor.getByText('Link to this').nth(1).waitFor()
    await visitor.getByLabel('Show', { exact: true }).selectOption('Answered, with something ignored')
    await visitor.getByText('Nothing of this kind').waitFor()
    assert.match(visitor.url(), /outcome=answered/)
    assert.match(requestId, /^req_/)
    await visitor.context().close()
    await context.close()
  })

  test('a site that is new is asked about, and a change of somebody else at that moment is told', async () => {
    const { page, context } = await signIn(screen(), MANAGER)
    await page.waitForURL(`**${APPLICATIONS}`)
    const { id, link } = await register(page, 'Status Board')
    const visitor = await (await screen().browser.newContext()).newPage()
    await visitor.goto(link('https://board.example.net/callback'))
    const requestId = await idOn(visitor)
    await visitor.context().close()
    await page.waitForTimeout(1500)

    let meddled = false
    await page.route(`**/api/v1/applications/${id}`, async route => {
      if (route.request().method() !== 'PATCH' || meddled) return route.continue()
      meddled = true
      const url = `${screen().url}/api/v1/applications/${id}`
      const etag = (await context.request.get(url)).headers()['etag'] ?? ''
      const data = { scopes: ['RealTimeApi', 'ReportingApi'] }
      const saved = await context.request.patch(url, { data, headers: { 'if-match': etag } })
      assert.equal(saved.status(), 200)
      return route.continue()
    })
    await page.goto(`${screen().url}${APPLICATIONS}/${id}?tab=refused&id=${requestId}`)
    const add = page.getByRole('button', { name: 'Add this URL' })
    await add.click()
    const dialog = page.getByRole('dialog', { name: 'Is board.example.net yours?' })
    await dialog.getByText('Anybody can send a request').waitFor()
    await assertAccessible(page, 'the question about a new site')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    const urls = async () => {
      const made: unknown = await (
        await context.request.get(`${screen().url}/api/v1/applications/${id}`)
      ).json()
      return isRecord(made) ? made['callbackUrls'] : null
    }
    assert.deepEqual(await urls(), [`${origin}/callback`])
    await add.click()
    await dialog.getByRole('button', { name: 'Add this URL' }).click()
    await page.getByText('Somebody changed the application at this moment').waitFor()
    await assertAccessible(page, 'a URL that was not added')
    await add.click()
    await dialog.getByRole('button', { name: 'Add this URL' }).click()
    await page.getByText('is an authorized callback URL now').waitFor()
    assert.deepEqual(await urls(), [`${origin}/callback`, 'https://board.example.net/callback'])
    await context.close()
  })

  test('who may not edit sees why, and no button', async () => {
    const { page, context } = await signIn(screen(), MANAGER)
    await page.waitForURL(`**${APPLICATIONS}`)
    const { id, link } = await register(page, 'Door Sign')
    await page.goto(link(`${origin}/Callback`))
    const requestId = await idOn(page)
    await context.close()
    const supervisor = await signIn(screen(), 'supervisor@harbour.example')
    await supervisor.page.waitForURL(/\/admin\//)
    await supervisor.page.waitForTimeout(1500)
    await supervisor.page.goto(`${screen().url}${APPLICATIONS}/${id}?tab=refused&id=${requestId}`)
    await supervisor.page.getByText('Upper and lower case differ in the path').waitFor()
    assert.equal(await supervisor.page.getByRole('button', { name: 'Add this URL' }).count(), 0)
    await supervisor.context.close()
  })
})
