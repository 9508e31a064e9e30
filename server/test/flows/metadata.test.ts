import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const KEYS = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'sig-1' }] })

/** Opens the page of an application of the sample. Out: its address. */
async function openDetails(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  return new URL(page.url()).pathname
}

async function openEdit(page: Page, name: string): Promise<string> {
  const path = await openDetails(page, name)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: `Edit ${name}` }).waitFor()
  await page.getByRole('checkbox').first().waitFor()
  return path
}

/** Registers an application with one callback URL through the form, as a person would. */
async function registerApplication(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Create New' }).click()
  await page.getByRole('radio', { name: 'Web application with a server' }).check()
  await page.getByLabel('Vendor Name').fill('Harbour Support')
  await page.getByLabel('Application Name').fill(name)
  await page.getByRole('checkbox', { name: 'RealTimeApi' }).check()
  await page.getByRole('checkbox', { name: 'ReportingApi' }).check()
  await page.getByLabel('Authorized callback URL 1').fill('https://app.harbour.example/callback')
  await page.getByRole('button', { name: 'Create API Application' }).click()
  await page.getByLabel('I have saved it').check()
  await page.getByRole('button', { name: 'Go to the application' }).click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  await page.goto(new URL(LIST, page.url()).href)
}

async function openAdvanced(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Advanced' }).click()
  await page.getByRole('radio', { name: 'Another one in each sector' }).waitFor()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click()
}

function field(page: Page, label: string) {
  return page.getByLabel(label, { exact: true })
}

/** The fact of that name on the page. */
async function fact(page: Page, name: string): Promise<string> {
  const row = page.locator('.lk-fact', { has: page.locator('dt', { hasText: name }) })
  return (await row.locator('dd').innerText()).replaceAll(/\s+/g, ' ').trim()
}

describe('how an application signs people in and how long its tokens live', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an administrator changes all of it, and the page of the application says so after a reload', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await registerApplication(page, 'Choices')
    await openEdit(page, 'Choices')
    await page.getByRole('switch', { name: 'Users may leave this out (ReportingApi)' }).click()
    await field(page, 'ID token signature').selectOption('ES256')
    await field(page, 'Userinfo').selectOption('PS256')
    await field(page, 'Post-logout URL 1').fill('https://app.harbour.example/signed-out')
    await field(page, 'Back-channel logout URL').fill('https://app.harbour.example/logout')
    await page.getByRole('switch', { name: /must hold the session id/ }).click()
    await field(page, 'Access token lifetime').fill('300')
    await field(page, 'Unit of Access token lifetime').selectOption('seconds')
    await field(page, 'Refresh token lifetime, unused').fill('1.5')
    await field(page, 'Refresh token lifetime, in all').fill('60')
    await page.getByRole('switch', { name: /Replace a refresh token/ }).click()
    await openAdvanced(page)
    await page.getByRole('radio', { name: 'Another one in each sector' }).check()
    await page.getByRole('radio', { name: 'Paste them' }).check()
    await field(page, 'JWK Set').fill(KEYS)
    await page.getByText('EC, P-256 for ES256', { exact: true }).waitFor()
    await page.getByRole('switch', { name: 'Refuse requests that are not signed' }).click()
    await field(page, 'Request object signature').selectOption('ES256')
    await field(page, 'Request URI 1').fill('https://app.harbour.example/request.jwt')
    await page.getByRole('switch', { name: 'Sign people in without PKCE' }).click()
    await save(page)
    await page.getByRole('heading', { level: 1, name: 'Choices', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Choices', exact: true }).waitFor()
    const facts: readonly (readonly [string, RegExp])[] = [
      ['API Scopes', /^RealTimeApi (?!Users).*ReportingApi Users may leave it out/],
      ['ID token signature', /^ES256$/],
      ['Userinfo', /^A JWT signed with PS256$/],
      ['User identifier', /pairwise.*sector is app\.harbour\.example$/],
      ['Post-logout URLs', /^https:\/\/app\.harbour\.example\/signed-out$/],
      ['Back-channel logout URL', /^https:\/\/app\.harbour\.example\/logout with the session id/],
      ['Public keys', /^sig-1 \(EC P-256\)$/],
      ['Requests to sign in', /^Signed only, with ES256\. Fetched from: https:.*request\.jwt$/],
      ['PKCE', /^Not demanded/],
      ['Access token lifetime', /^5 minutes set for this application$/],
      ['Refresh token lifetime, unused', /^36 hours set/],
      ['Refresh token lifetime, in all', /^60 days set/],
      ['Refresh token rotation', /^On$/],
    ]
    for (const [name, words] of facts) assert.match(await fact(page, name), words, name)
    await page.getByRole('tab', { name: 'History' }).click()
    const panel = page.getByRole('region', { name: 'Who changed what' })
    await panel.getByText('Access token lifetime').first().waitFor()
    const history = await panel.innerText()
    assert.match(history, /Access token lifetime[\s\S]*default[\s\S]*5 minutes/)
    assert.match(history, /User identifier \(sub\)[\s\S]*Another one in each sector/)
    await context.close()
  })

  test('each fault of the server stands at its field, and the summary leads there, into what is closed too', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await openEdit(page, 'Shift Planner')
    await field(page, 'Back-channel logout URL').fill('https://10.0.0.1/logout')
    await openAdvanced(page)
    await page.getByRole('switch', { name: 'Refuse requests that are not signed' }).click()
    await page.getByRole('radio', { name: 'Paste them' }).check()
    await field(page, 'JWK Set').fill('{"keys": []}')
    await page.locator('summary', { hasText: 'Advanced' }).click()
    await field(page, 'JWK Set').waitFor({ state: 'hidden' })
    await save(page)
    const summary = page.getByRole('alert').filter({ hasText: '2 fields need attention' })
    await summary.waitFor()
    assert.ok(
      await summary.evaluate(node => node.parentElement?.matches(':focus')),
      'the summary has the focus',
    )
    const list = page.getByRole('navigation', { name: 'On this page' })
    assert.match(await list.innerText(), /Signing out\s+1 fault/)
    assert.match(await list.innerText(), /Advanced\s+1 fault/)
    const keys = field(page, 'JWK Set')
    await keys.waitFor()
    assert.equal(await keys.getAttribute('aria-invalid'), 'true')
    await page.getByText('The set holds no RSA, P-256 or Ed25519 key').last().waitFor()
    await page.locator('summary', { hasText: 'Advanced' }).click()
    await summary.getByRole('button', { name: 'JWK Set' }).click()
    assert.ok(await keys.evaluate(node => node.matches(':focus')), 'the way leads into the closed part')
    await summary.getByRole('button', { name: 'Back-channel logout URL' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('https://planner.harbour.example/logout')
    await page.getByText('1 field needs attention').waitFor()
    await page.getByRole('radio', { name: 'None' }).check()
    await page.getByRole('switch', { name: 'Refuse requests that are not signed' }).click()
    await save(page)
    await page.getByRole('heading', { level: 1, name: 'Shift Planner', exact: true }).waitFor()
    assert.match(await fact(page, 'Back-channel logout URL'), /planner\.harbour\.example\/logout/)
    await context.close()
  })

  test('a lifetime that cannot be read is told at once, one beyond its bounds by the server', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await openEdit(page, 'Shift Planner')
    const lifetime = field(page, 'Access token lifetime')
    await lifetime.fill('soon')
    await save(page)
    await page.getByText('Write a number such as 15').last().waitFor()
    await lifetime.fill('2')
    await field(page, 'Unit of Access token lifetime').selectOption('hours')
    await save(page)
    await page.getByText('1 minute to 1 hour (60 to 3600 seconds)').last().waitFor()
    assert.equal(await lifetime.getAttribute('aria-invalid'), 'true')
    await page.getByRole('button', { name: 'Undo changes' }).click()
    assert.equal(await lifetime.inputValue(), '')
    await context.close()
  })

  test('two administrators meet over metadata and lifetimes, and neither is overwritten', async () => {
    const one = await signIn(screen, MANAGER)
    const path = await openEdit(one.page, 'Shift Planner')
    const two = await signIn(screen, MANAGER, { path: `${path}/edit` })
    await field(two.page, 'Refresh token lifetime, unused').fill('10')
    await field(two.page, 'Userinfo').selectOption('ES256')
    await field(one.page, 'Refresh token lifetime, unused').fill('20')
    await save(one.page)
    await one.page.getByRole('heading', { level: 1, name: 'Shift Planner', exact: true }).waitFor()
    await save(two.page)
    const dialog = two.page.getByRole('dialog')
    await dialog.getByText('was changed while you were editing').waitFor()
    const clash = dialog.getByRole('group', { name: 'Refresh token lifetime, unused' })
    assert.match(
      await clash.innerText(),
      /Changed by both[\s\S]*Theirs[\s\S]*20 days[\s\S]*Yours[\s\S]*10 days/,
    )
    const own = dialog.getByRole('region', { name: 'Changed by you alone' })
    assert.match(await own.innerText(), /Userinfo[\s\S]*A JWT signed with ES256/)
    await dialog.getByRole('button', { name: 'Save what is chosen' }).click()
    await dialog.getByText('Choose one of them.').waitFor()
    await clash.getByRole('radio', { name: 'Theirs, saved now' }).check()
    await dialog.getByRole('button', { name: 'Save what is chosen' }).click()
    await two.page.getByRole('heading', { level: 1, name: 'Shift Planner', exact: true }).waitFor()
    assert.match(await fact(two.page, 'Refresh token lifetime, unused'), /^20 days/)
    assert.match(await fact(two.page, 'Userinfo'), /ES256/)
    await one.context.close()
    await two.context.close()
  })

  test('of an external application only scopes and lifetimes are asked for', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: `${LIST}/new` })
    await page.getByRole('radio', { name: 'Authorize External Application' }).check()
    await page.getByLabel('Search the catalogue').fill('Callback')
    await page.getByRole('radio', { name: 'Callback Scheduler' }).check()
    await page.getByRole('button', { name: 'Create API Application' }).click()
    await page.getByRole('heading', { level: 1, name: /Callback Scheduler/ }).waitFor()
    await page.getByText('How it signs people in and out is set by its vendor').waitFor()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await field(page, 'Access token lifetime').fill('10')
    assert.equal(await page.getByLabel('ID token signature').count(), 0)
    assert.equal(await page.getByText('Advanced').count(), 0)
    await save(page)
    await page.getByRole('heading', { level: 1, name: 'Callback Scheduler', exact: true }).waitFor()
    assert.match(await fact(page, 'Access token lifetime'), /^10 minutes set/)
    await context.close()
  })

  test('leaving with a changed choice asks first', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await openEdit(page, 'Shift Planner')
    await openAdvanced(page)
    await page.getByRole('radio', { name: 'Read them from a URL' }).check()
    await page.getByRole('link', { name: 'Back to the application' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click()
    assert.ok(await page.getByRole('radio', { name: 'Read them from a URL' }).isChecked())
    await context.close()
  })
})

describe('consent for everybody', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('is given, changed and withdrawn on the page of the application, and stands in its history', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await openDetails(page, 'Shift Planner')
    await page.getByRole('button', { name: 'Consent for everybody' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Consent for everybody' }).click()
    await dialog.getByText('Choose at least one scope').waitFor()
    await dialog.getByRole('checkbox', { name: 'openid' }).check()
    await dialog.getByRole('checkbox', { name: 'ReportingApi' }).check()
    await dialog.getByRole('button', { name: 'Consent for everybody' }).click()
    await dialog.waitFor({ state: 'hidden' })
    assert.match(await fact(page, 'Users are not asked about'), /openid.*ReportingApi|ReportingApi.*openid/)
    assert.match(await fact(page, 'Consented'), /by manager@harbour\.example$/)
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.getByRole('checkbox', { name: 'ReportingApi' }).uncheck()
    await dialog.getByText('not ticked any more (ReportingApi) ends at once').waitFor()
    await dialog.getByRole('button', { name: 'Save the consent' }).click()
    await dialog.waitFor({ state: 'hidden' })
    assert.doesNotMatch(await fact(page, 'Users are not asked about'), /ReportingApi/)
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await dialog.getByText('end at once').waitFor()
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('There is none: each user').waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('withdrew the consent for everybody').waitFor()
    await context.close()
  })

  test('is shown to a supervisor without the means to change it', async () => {
    const { page, context } = await signIn(screen, 'supervisor@harbour.example', { path: LIST })
    await openDetails(page, 'Shift Planner')
    await page.getByText('There is none: each user').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Consent for everybody' }).count(), 0)
    await context.close()
  })
})
