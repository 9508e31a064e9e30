import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const TRANSFERS = `${LIST}/transfers`
const HARBOUR = 'manager@harbour.example'
const MEADOW = 'manager@meadow.example'

type SignedIn = { readonly page: Page; readonly context: BrowserContext }

describe('an application on its way to another business unit', () => {
  let screen: Screen
  let giver: SignedIn
  let receiver: SignedIn
  before(async () => {
    screen = await openScreen()
    giver = await signIn(screen, HARBOUR)
    receiver = await signIn(screen, MEADOW)
    for (const { page } of [giver, receiver]) await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  /** Asks the management API as somebody who is signed in. In: `PATCH /path`. */
  async function send(by: SignedIn, asked: string, data?: object, headers = {}) {
    const [method = '', path = ''] = asked.split(' ')
    const answer = await by.context.request.fetch(`${screen.url}/api/v1${path}`, {
      method,
      headers,
      ...(data === undefined ? {} : { data }),
    })
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`)
    return answer
  }

  /** Makes an application. Out: its id. */
  async function register(by: SignedIn, name: string): Promise<string> {
    const { application } = await (
      await send(by, 'POST /applications', {
        vendorName: 'Harbour',
        name,
        scopes: ['RealTimeApi', 'ReportingApi'],
        callbackUrls: ['https://a.harbour.example/back'],
      })
    ).json()
    return String(application.id)
  }

  /** Makes an application and offers it. Out: the ids of both. */
  async function offer(name: string): Promise<{ readonly id: string; readonly transfer: string }> {
    const id = await register(giver, name)
    const body = { name, to: '4598765', words: 'Yours by now.' }
    const made = await (await send(giver, `POST /applications/${id}/transfer`, body)).json()
    return { id, transfer: String(made.id) }
  }

  async function inBothSchemes(page: Page, what: string): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `${what}, ${colorScheme}`)
    }
  }

  async function fitsPhone(page: Page, what: string): Promise<void> {
    await page.setViewportSize({ width: 390, height: 844 })
    await assertAccessible(page, `${what} on a phone`)
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
    assert.ok(wide <= 390, `${what} is ${wide} wide`)
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  test('is offered from its page, once it was said what goes along and what ends, and can be withdrawn', async () => {
    const { page } = giver
    const id = await register(giver, 'Night Wallboard')
    await page.goto(`${screen.url}${LIST}/${id}`)
    await page.getByRole('button', { name: 'Transfer to another business unit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 client secret').waitFor()
    await dialog.getByText('Once it is accepted its secrets and keys').waitFor()
    await inBothSchemes(page, 'the offer')
    await fitsPhone(page, 'the offer')
    await dialog.getByLabel('Number of the business unit').fill('45')
    await page.keyboard.press('Enter')
    await dialog.getByText('The number of a business unit has 7 digits.').waitFor()
    await dialog.getByText('This is not the name of the application.').waitFor()
    assert.equal(await dialog.getByLabel('Number of the business unit').getAttribute('aria-invalid'), 'true')
    await dialog.getByLabel('Number of the business unit').fill('4598765')
    await dialog.getByLabel('Why').fill('As agreed with <b>your</b> night shift.')
    await dialog.getByLabel('To confirm').fill('Night Wallboard')
    await dialog.getByRole('button', { name: 'Offer it' }).click()
    const note = page.getByRole('region', { name: 'On offer' })
    await note.getByText('As agreed with <b>your</b> night shift.').waitFor()
    await page.locator('#offer:focus').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Transfer to another business unit' }).count(), 0)
    await inBothSchemes(page, 'the page of what is on offer')
    await fitsPhone(page, 'the page of what is on offer')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('offered the application to another business unit').waitFor()
    await note.getByRole('button', { name: 'Withdraw' }).click()
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await note.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: 'Details' }).click()
    await page.getByRole('button', { name: 'Transfer to another business unit' }).waitFor()
  })

  test('is found by its receiver, accepted by the keyboard with names and owners of their own, and opened', async () => {
    const { page } = receiver
    await page.goto(`${screen.url}${TRANSFERS}?by=us`)
    await page.getByText('You offered no application to anybody').waitFor()
    await assertAccessible(page, 'no offers of one’s own')
    await register(receiver, 'Same Name')
    const { id } = await offer('Same Name')
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('link', { name: 'Transfers', exact: true }).click()
    await inBothSchemes(page, 'the list of offers')
    await fitsPhone(page, 'the list of offers')
    await page.getByRole('link', { name: 'Same Name' }).click()
    await page.getByText('Your business unit has an application of this name and vendor already.').waitFor()
    await page
      .getByText('Harbour Support, business unit 4512345')
      .or(page.getByText('Yours by now.'))
      .first()
      .waitFor()
    await page.getByText('https://a.harbour.example/back').waitFor()
    await inBothSchemes(page, 'an offer')
    await fitsPhone(page, 'an offer')
    await page.getByRole('combobox', { name: 'Owners' }).fill('nobody@meadow.example')
    await page.getByLabel('Answer (optional)').fill('Thank you.')
    await page.getByRole('button', { name: 'Accept' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('1 field needs attention').waitFor()
    await page.getByText('is no user of this business unit').first().waitFor()
    await page.locator('.lk-summary:focus').waitFor()
    await page.getByRole('combobox', { name: 'Owners' }).fill(MEADOW)
    await page.keyboard.press('Enter')
    await page.getByText('exists already in your business unit. Choose another name.').first().waitFor()
    await assertAccessible(page, 'an acceptance with a fault')
    await page.getByLabel('Application Name').fill('Same Name of Harbour')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${LIST}/${id}?tab=secrets`)
    await page.getByRole('heading', { level: 1, name: 'Same Name of Harbour' }).waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('accepted the application from another business unit').waitFor()
    await giver.page.goto(`${screen.url}${TRANSFERS}?by=us`)
    await giver.page.getByText('Thank you.').waitFor()
    await inBothSchemes(giver.page, 'what was offered, with answers')
    await fitsPhone(giver.page, 'what was offered, with answers')
  })

  test('that was withdrawn while its page was open is answered by nobody, and that is said', async () => {
    const { page } = receiver
    const { transfer } = await offer('Gone Again')
    await page.goto(`${screen.url}${TRANSFERS}/${transfer}`)
    await page.getByRole('button', { name: 'Accept' }).waitFor()
    await send(giver, `POST /transfers/${transfer}/withdraw`)
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByText('Nothing was done: the offer waits for an answer no longer.').waitFor()
    await page.getByText('Harbour Support withdrew the offer').waitFor()
    await page.locator('#outcome:focus').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Accept' }).count(), 0)
    await assertAccessible(page, 'a withdrawn offer')
  })

  test('that another manager answered first leads to the application, and to the answer on the giver’s side', async () => {
    const { page } = receiver
    const { id, transfer } = await offer('Wanted Twice')
    await page.goto(`${screen.url}${TRANSFERS}/${transfer}`)
    await giver.page.goto(`${screen.url}${LIST}/${id}`)
    await giver.page
      .getByRole('region', { name: 'On offer' })
      .getByRole('button', { name: 'Withdraw' })
      .click()
    await page.getByRole('button', { name: 'Decline' }).click()
    const seen = await send(receiver, `GET /received-transfers/${transfer}`)
    await send(
      receiver,
      `POST /received-transfers/${transfer}/accept`,
      {},
      { 'if-match': seen.headers()['etag'] },
    )
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('Not ours.')
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await page.getByText('Somebody of your business unit accepted it').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Go to the application' }).click()
    await page.waitForURL(`**${LIST}/${id}`)
    const asked = giver.page.getByRole('dialog')
    await asked.getByRole('button', { name: 'Withdraw' }).click()
    await asked.getByText('Somebody answered it before.').waitFor()
    await assertAccessible(giver.page, 'a withdrawal that came too late')
    await asked.getByRole('link', { name: 'See the answer' }).click()
    await giver.page.getByRole('tab', { name: 'Offered by you', selected: true }).waitFor()
    await giver.page.getByText('Wanted Twice').waitFor()
  })

  test('that was edited meanwhile is looked at again before it is accepted, and nothing typed is lost', async () => {
    const { page } = receiver
    const { id, transfer } = await offer('Changes Fast')
    await page.goto(`${screen.url}${TRANSFERS}/${transfer}`)
    await page.getByLabel('Answer (optional)').fill('Thanks.')
    const stands = await send(giver, `GET /applications/${id}`)
    await send(
      giver,
      `PATCH /applications/${id}`,
      { callbackUrls: ['https://b.harbour.example/back'] },
      { 'if-match': stands.headers()['etag'] },
    )
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByText('https://b.harbour.example/back').waitFor()
    await page.getByRole('alert').waitFor()
    assert.equal(await page.getByLabel('Answer (optional)').inputValue(), 'Thanks.')
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.waitForURL(`**${LIST}/${id}?tab=secrets`)
  })

  test('is declined with a reason, which its giver reads, and looked at alone by who may not answer', async () => {
    const { page } = receiver
    const { transfer } = await offer('Not Wanted')
    await page.goto(`${screen.url}${TRANSFERS}/${transfer}`)
    await page.getByRole('button', { name: 'Decline' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('We know nothing of it.')
    await inBothSchemes(page, 'declining')
    await dialog.getByRole('button', { name: 'Decline' }).click()
    await page.getByText('Somebody of your business unit declined it').waitFor()
    await page.getByText('We know nothing of it.').waitFor()
    await giver.page.goto(`${screen.url}${TRANSFERS}?by=us`)
    await giver.page.getByText('We know nothing of it.').waitFor()
    await giver.page.getByRole('link', { name: 'Not Wanted' }).click()
    await giver.page.getByRole('tab', { name: 'History' }).click()
    await giver.page.getByText('passed on that the other business unit declined the offer').waitFor()

    const id = await register(receiver, 'Back to Harbour')
    const body = { name: 'Back to Harbour', to: '4512345' }
    const back = await (await send(receiver, `POST /applications/${id}/transfer`, body)).json()
    const path = `${TRANSFERS}/${back.id}`
    const supervisor = await signIn(screen, 'supervisor@harbour.example', { path })
    await supervisor.page.getByText('api-applications:create').waitFor()
    assert.equal(await supervisor.page.getByRole('button', { name: 'Decline' }).count(), 0)
    await supervisor.context.close()
    const agent = await signIn(screen, 'agent@harbour.example', { path })
    await agent.page.getByText('Your security profile does not permit this').waitFor()
    await agent.context.close()
  })

  test('is spoken of in German to who reads it', async () => {
    const { transfer } = await offer('Nachtbericht')
    const options = {
      path: `${TRANSFERS}/${transfer}`,
      locale: 'de-DE',
      viewport: { width: 390, height: 844 },
    }
    const german = await signIn(screen, MEADOW, options)
    await german.page.getByRole('heading', { name: 'Ihre Antwort' }).waitFor()
    await german.page.getByRole('button', { name: 'Annehmen' }).waitFor()
    const wide = Number(await german.page.evaluate('document.documentElement.scrollWidth'))
    assert.ok(wide <= 390, `it is ${wide} wide`)
    await german.page.goto(`${screen.url}${TRANSFERS}/trf_${'0'.repeat(32)}`)
    await german.page.getByRole('heading', { level: 1, name: 'Seite nicht gefunden' }).waitFor()
    await german.context.close()
  })
})
