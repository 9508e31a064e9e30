import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { at, parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const NEW = '/admin/account-settings/api-applications/new'
const MANAGER = 'manager@harbour.example'

async function name(page: Page, text: string): Promise<void> {
  await page.getByLabel('Vendor Name').fill('Harbour Support')
  await page.getByLabel('Application Name').fill(text)
}

/** What the management API has of the application that the page just registered. */
async function registered(page: Page): Promise<unknown> {
  await page.getByRole('heading', { name: /is registered$/ }).waitFor()
  const text = await page.getByRole('main').innerText()
  const id = /app_[0-9a-f]{32}/.exec(text)?.[0] ?? ''
  const answer = await page.request.get(new URL(`/api/v1/applications/${id}`, page.url()).href)
  return parseJson(await answer.text())
}

describe('creating an application by its kind', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('three fields and a button give a server working credentials', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: NEW })
    assert.ok(await page.getByRole('radio', { name: 'Server', exact: true }).isChecked())
    assert.equal(
      await page.getByText('Authorized Callback URLs').count(),
      0,
      'nothing is asked that it does not need',
    )
    await name(page, 'Three Fields')
    await page.getByRole('checkbox', { name: 'ReportingApi' }).check()
    assert.equal(await page.getByText(/^Why does it need/).count(), 0)
    await page.getByRole('button', { name: 'Create API Application' }).click()
    const made = await registered(page)
    assert.deepEqual(at(made, 'metadata', 'grantTypes'), ['client_credentials'])
    assert.equal(at(made, 'metadata', 'kind'), 'server')
    const command = await page.getByRole('region', { name: 'Command to get a token' }).innerText()
    const [, id = '', secret = ''] = /(app_[0-9a-f]{32}):(lks_[0-9A-Za-z]{49})/.exec(command) ?? []
    const token = await page.request.post(`${screen.url}/oauth2/token`, {
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      form: { grant_type: 'client_credentials', scope: 'ReportingApi' },
    })
    assert.equal(token.status(), 200)
    await context.close()
  })

  test('each kind says how it gets tokens, asks only for what it needs, and sets what is safe', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: NEW })
    for (const [label, callback, expected] of [
      ['Single page application', 'https://page.harbour.example/cb', ['public', 'single-page']],
      ['Mobile or desktop application', 'com.harbour.app:/cb', ['public', 'native']],
      ['Device or command line', 'http://127.0.0.1/callback', ['public', 'device']],
      ['Automated agent', 'https://agent.harbour.example/cb', ['confidential', 'agent']],
    ] as const) {
      await page.goto(`${screen.url}${NEW}`)
      await page.getByRole('radio', { name: label }).check()
      await name(page, `Of Kind ${label}`)
      await page.getByLabel('Authorized callback URL 1').fill(callback)
      await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
      if (label === 'Device or command line') await page.getByText('is not offered yet').waitFor()
      await page.getByRole('button', { name: 'Create API Application' }).click()
      const made = await registered(page)
      assert.deepEqual([at(made, 'clientType'), at(made, 'metadata', 'kind')], expected)
      assert.deepEqual(at(made, 'metadata', 'grantTypes'), ['authorization_code', 'refresh_token'])
      assert.equal(at(made, 'lifetimes', 'accessToken'), label === 'Automated agent' ? 300 : null)
      const saved = page.getByLabel('I have saved it')
      if ((await saved.count()) > 0) await saved.check()
    }
    await context.close()
  })

  test('a sensitive scope is asked why, and the answer is kept, shown and in the history', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: NEW })
    await name(page, 'With A Reason')
    await page.getByRole('textbox', { name: 'Search the API scopes' }).fill('tables')
    await page.getByRole('checkbox', { name: 'RealTimeApi' }).waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: 'CustomApi' }).check()
    await page.getByLabel('Why does it need CustomApi?').fill('It fills the table of holidays.')
    await page.getByRole('button', { name: 'Create API Application' }).click()
    const made = await registered(page)
    assert.equal(at(made, 'metadata', 'scopeReason'), 'It fills the table of holidays.')
    await page.getByLabel('I have saved it').check()
    await page.getByRole('button', { name: 'Go to the application' }).click()
    await page.getByText('It fills the table of holidays.').waitFor()
    await assertAccessible(page, 'details with a reason')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Why it needs its sensitive scopes').waitFor()
    await context.close()
  })

  test('scopes are chosen with the keyboard: arrows walk, Shift takes along, Space toggles', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: NEW })
    const box = (scope: string) => page.getByRole('checkbox', { name: scope })
    await box('AdminApi').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ArrowDown')
    const states = await Promise.all(
      ['AdminApi', 'AgentApi', 'CustomApi', 'AuthenticationApi'].map(scope => box(scope).isChecked()),
    )
    assert.deepEqual(states, [true, true, true, false])
    assert.ok(await box('AuthenticationApi').evaluate(node => node.matches(':focus')))
    await page.getByLabel('Why does it need AdminApi, AgentApi, and CustomApi?').waitFor()
    await page.getByRole('checkbox', { name: 'Select all' }).check()
    assert.ok(await box('RealTimeApi').isChecked())
    await context.close()
  })

  test('what users see is shown beside the form while typing, kept, and stands on the consent page', async () => {
    const { page, context } = await signIn(screen, MANAGER, {
      path: NEW,
      viewport: { width: 1280, height: 900 },
    })
    await page.getByRole('radio', { name: 'Web application with a server' }).check()
    await name(page, 'Seen By Users')
    await page.getByLabel('Authorized callback URL 1').fill('https://seen.harbour.example/cb')
    await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
    await page.getByText('More choices').click()
    const preview = page.getByRole('region', { name: 'Preview of the consent page' })
    await page.getByLabel('Home page').fill('javascript:alert(1)')
    await page.getByLabel('Privacy policy').fill('https://seen.harbour.example/privacy')
    await page.getByText('The address must be an absolute https URL').waitFor()
    assert.equal(await preview.getByText('Website').count(), 0)
    await page.getByLabel('Home page').fill('https://seen.harbour.example/')
    await page.getByLabel('Support address').fill('help@harbour.example')
    await preview.getByText('Website (seen.harbour.example)').waitFor()
    await preview.getByText('Support (help@harbour.example)').waitFor()
    await preview.getByText('See the live state of agents').waitFor()
    for (const colours of ['Light', 'Dark']) {
      await preview.getByRole('button', { name: colours }).click()
      await assertAccessible(page, `the form with its preview, ${colours}`)
    }
    await page.getByRole('button', { name: 'Create API Application' }).click()
    const made = await registered(page)
    const request = new URLSearchParams({
      client_id: textAt(made, 'id'),
      response_type: 'code',
      redirect_uri: 'https://seen.harbour.example/cb',
      scope: 'RealTimeApi',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    await page.getByLabel('I have saved it').check()
    await page.goto(`${screen.url}/oauth2/authorize?${request.toString()}`)
    const links = page.locator('#application-links')
    assert.equal(
      await links.getByRole('link', { name: 'Support' }).getAttribute('href'),
      'mailto:help@harbour.example',
    )
    assert.equal(
      await links.getByRole('link', { name: 'Website' }).getAttribute('href'),
      'https://seen.harbour.example/',
    )
    await context.close()
  })

  test('is at home on a phone', async () => {
    const { page, context } = await signIn(screen, MANAGER, {
      path: NEW,
      viewport: { width: 390, height: 844 },
    })
    await page.getByRole('radio', { name: 'Single page application' }).check()
    await page.getByText('More choices').click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the form on a phone, ${colorScheme}`)
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 390, `the page is ${String(wide)} wide`)
    await context.close()
  })
})
