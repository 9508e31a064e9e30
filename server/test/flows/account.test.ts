import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, signIn as enter, openScreen, PASSWORD, type Screen } from './screen.ts'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const AGENT = 'agent@harbour.example'

/** Without animations, so that axe sees a dialog as it stands. */
function signIn(screen: Screen, userName: string, options: Parameters<typeof enter>[2] = {}) {
  return enter(screen, userName, { reducedMotion: 'reduce', ...options })
}

function section(page: Page, name: string) {
  return page.getByRole('region', { name })
}

/** Lets the sample's application act for whoever is signed in, by the consent page. */
async function allow(page: Page, screen: Screen, clientId: string): Promise<void> {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:9/callback',
    scope: 'openid profile AgentApi',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })
  await page.goto(`${screen.url}/oauth2/authorize?${query.toString()}`)
  // Nothing listens where the answer leads; the consent stands when the browser is sent there.
  await page.route('http://127.0.0.1:9/**', route => route.fulfill({ body: 'received' }))
  await page.getByRole('button', { name: /^Allow/ }).click()
  await page.getByText('received').waitFor()
}

describe('a user at their own page', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('finds it in the user menu, whatever the security profile permits', async () => {
    const { page, context } = await signIn(screen, AGENT, { path: '/admin/account-settings/business-unit' })
    await page.getByRole('heading', { level: 1, name: 'Business Unit' }).waitFor()
    await page.getByRole('button', { name: /^User menu/ }).click()
    await page.getByRole('link', { name: 'Your account' }).click()
    await page.waitForURL('**/account')
    const heading = page.getByRole('heading', { level: 1, name: 'Your account' })
    await heading.waitFor()
    assert.ok(await heading.evaluate(node => node.matches(':focus')), 'the focus went along')
    assert.match(await page.title(), /^Your account/)
    for (const name of ['Signed-in sessions', 'Applications you allowed', 'Profile and password']) {
      await section(page, name).waitFor()
    }
    assert.match(await section(page, 'Profile and password').innerText(), /agent@harbour\.example/)
    await context.close()
  })

  test('signs out another browser, which then has to sign in again', async () => {
    const phone = await signIn(screen, AGENT, { userAgent: IPHONE, path: '/account' })
    await phone.page.getByText('This browser').waitFor()
    const { page, context } = await signIn(screen, AGENT, { path: '/account' })
    const sessions = section(page, 'Signed-in sessions')
    await sessions.getByText('Safari on iPhone').waitFor()
    await sessions.getByRole('button', { name: /^Sign out Safari on iPhone/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign out Safari on iPhone?' })
    await dialog.getByRole('button', { name: 'Sign out' }).click()
    await sessions.getByText('Safari on iPhone').waitFor({ state: 'detached' })
    await phone.page.reload()
    await phone.page.getByLabel('Password').waitFor()
    await phone.context.close()
    await context.close()
  })

  test('signs out everywhere else at once, and stays', async () => {
    const others = [
      await signIn(screen, AGENT, { path: '/account' }),
      await signIn(screen, AGENT, { path: '/account' }),
    ]
    for (const other of others) await other.page.getByText('This browser').waitFor()
    const { page, context } = await signIn(screen, AGENT, { path: '/account' })
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await section(page, 'Signed-in sessions').getByRole('listitem').count(), 1)
    assert.equal(await page.getByRole('button', { name: 'Sign out everywhere else' }).count(), 0)
    await page.reload()
    await page.getByText('This browser').waitFor()
    for (const other of others) {
      await other.page.reload()
      await other.page.getByLabel('Password').waitFor()
      await other.context.close()
    }
    await context.close()
  })

  test('withdraws what they allowed, after a sentence that says what will happen', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    const api = `${screen.url}/api/v1/applications`
    const made = await page.request.post(api, {
      data: {
        vendorName: 'Quayside',
        name: 'Wallboard',
        scopes: ['AgentApi'],
        callbackUrls: ['http://127.0.0.1:9/callback'],
      },
      headers: { origin: screen.url },
    })
    const body: { application: { id: string } } = await made.json()
    await allow(page, screen, body.application.id)
    await page.goto(`${screen.url}/account`)
    const consents = section(page, 'Applications you allowed')
    await consents.getByText('Wallboard').waitFor()
    assert.match(await consents.innerText(), /by Quayside[\s\S]*See your name and your user name/)
    await assertAccessible(page, 'the account with a consent')
    await consents.getByRole('button', { name: 'Withdraw what you allowed Wallboard' }).click()
    const dialog = page.getByRole('dialog', { name: 'Withdraw what you allowed Wallboard?' })
    assert.match(await dialog.innerText(), /loses at once what it can do in your name/)
    await assertAccessible(page, 'the question before a withdrawal')
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await consents.getByRole('heading', { name: 'You have allowed no application yet' }).waitFor()
    await context.close()
  })

  test('says of themselves what they like, is led to each fault, and finds it again', async () => {
    const { page, context } = await signIn(screen, AGENT, { path: '/account' })
    await page.getByRole('button', { name: 'Edit what you say of yourself' }).click()
    await page.getByLabel('Given name').fill('Kim')
    await page.getByLabel('Website').fill('http://kim.example')
    await page.getByLabel('Birth date').fill('30 February')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: '2 fields need attention' }).waitFor()
    await assertAccessible(page, 'the form about oneself with faults')
    await page.getByLabel('Website').fill('https://kim.example/')
    await page.getByLabel('Birth date').fill('0000-02-29')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('What you say of yourself is saved.').waitFor()
    await page.getByText('https://kim.example/').waitFor()
    await page.reload()
    await page.getByText('0000-02-29').waitFor()
    await context.close()
  })

  test('edits contact data, and is led to each fault', async () => {
    const { page, context } = await signIn(screen, AGENT, { path: '/account' })
    await page.getByRole('button', { name: 'Edit contact data' }).click()
    const email = page.getByLabel('E-mail address')
    assert.ok(await email.evaluate(node => node.matches(':focus')))
    await email.fill('not an address')
    await page.getByLabel('Phone number').fill('12')
    await page.getByRole('button', { name: 'Save contact data' }).click()
    await page.getByRole('heading', { name: '2 fields need attention' }).waitFor()
    await assertAccessible(page, 'the contact form with faults')
    await email.fill('kim@harbour.example')
    await page.getByLabel('Phone number').fill('+44 1632 960123')
    await page.getByLabel('Postal address').fill('1 Quay Street\nHarbour')
    await page.getByRole('button', { name: 'Save contact data' }).click()
    await page.getByText('+441632960123').waitFor()
    const text = await section(page, 'Profile and password').innerText()
    assert.match(text, /kim@harbour\.example[\s\S]*Not verified[\s\S]*1 Quay Street\nHarbour/)
    await context.close()
  })

  test('changes the password with the current one, and signs in with the new one', async () => {
    const supervisor = 'supervisor@harbour.example'
    const other = await signIn(screen, supervisor, { path: '/account' })
    await other.page.getByText('This browser').waitFor()
    const { page, context } = await signIn(screen, supervisor, { path: '/account' })
    await page.getByRole('button', { name: 'Change password' }).click()
    const fresh = 'harbour gulls at midnight'
    const form = page.getByRole('form', { name: 'Change password' })
    await form.getByLabel('Current password', { exact: true }).fill('not this one')
    await form.getByLabel('New password', { exact: true }).fill(fresh)
    await form.getByRole('button', { name: 'Change password' }).click()
    await form.getByRole('heading', { name: '1 field needs attention' }).waitFor()
    await assertAccessible(page, 'the password form with a fault')
    await form.getByLabel('Current password', { exact: true }).fill(PASSWORD)
    await form.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Your password is changed. 1 other browser was signed out.').waitFor()
    await form.waitFor({ state: 'detached' })
    await other.page.reload()
    await other.page.getByLabel('Password').waitFor()
    await other.page.getByLabel('User name').fill(supervisor)
    await other.page.getByLabel('Password').fill(PASSWORD)
    await other.page.getByRole('button', { name: 'Sign in' }).click()
    await other.page.getByText('The user name or the password is wrong.').waitFor()
    await other.page.getByLabel('Password').fill(fresh)
    await other.page.getByRole('button', { name: 'Sign in' }).click()
    await other.page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
    await other.context.close()
    await context.close()
  })
})
