import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { textAt } from '../support/wire/answer.ts'
import { openBrowser, signIn as wireSignIn } from '../support/wire/browser.ts'
import { type Client, call } from '../support/wire/management.ts'
import { authorize, pkce, redeem, refresh, tokensIn } from '../support/wire/oauth.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const AGENT = 'agent@harbour.example'

/** Registers a public application, and lets a refresh token of the agent's come back that was used up. */
async function stolenFrom(url: string): Promise<Client> {
  const [manager, agent] = [openBrowser(url), openBrowser(url)]
  await wireSignIn(manager, MANAGER, PASSWORD)
  await wireSignIn(agent, AGENT, PASSWORD)
  const callbackUrl = 'http://127.0.0.1/callback'
  const scopes = ['RealTimeApi']
  const body = {
    vendorName: 'Harbour',
    name: 'Wallboard',
    clientType: 'public',
    scopes,
    callbackUrls: [callbackUrl],
  }
  const made = (await call(manager, 'POST /applications', { body })).json()
  const client = { id: textAt(made, 'application', 'id'), secret: null, callbackUrl, scopes }
  const { verifier, challenge } = pkce()
  const answer = await authorize(agent, client, challenge)
  const code = answer.location()?.searchParams.get('code') ?? assert.fail(answer.text)
  const first = tokensIn(await redeem(url, client, { code, verifier, redirectUri: callbackUrl }))
  const second = tokensIn(await refresh(url, client, first.refresh))
  tokensIn(await refresh(url, client, second.refresh))
  assert.equal((await refresh(url, client, first.refresh)).status, 400)
  return client
}

async function openUnit(screen: Screen, page: Page): Promise<void> {
  await page.waitForURL(/\/admin\//)
  await page.goto(`${screen.url}/admin/account-settings/business-unit`)
  await page.getByRole('heading', { name: 'How long tokens may live' }).waitFor()
}

describe('limits and alerts in the console', () => {
  let screen: Screen | undefined
  const opened = (): Screen => screen ?? assert.fail('The screen is not open.')
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen?.close())

  test('a manager limits how long tokens may live, is asked first, and sees what is wrong at its field', async () => {
    const { page, context } = await signIn(opened(), MANAGER)
    await openUnit(opened(), page)
    const access = page.getByLabel('Access token lifetime', { exact: true })
    const unused = page.getByLabel('Refresh token lifetime, unused', { exact: true })
    await access.fill('2')
    await page.getByLabel('Unit of Access token').selectOption('hours')
    await unused.fill('soon')
    await page.getByRole('button', { name: 'Save limits' }).click()
    await page.getByRole('alert').getByText('1 field needs attention').waitFor()
    await unused.fill('7')
    await page.getByRole('button', { name: 'Save limits' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lower the limits of refresh tokens?' })
    await dialog.getByRole('button', { name: 'Save limits' }).click()
    await page.getByRole('alert').getByText('An access token may live').waitFor()
    await assertAccessible(page, 'the business unit with a fault')
    await access.fill('30')
    await page.getByLabel('Unit of Access token').selectOption('minutes')
    await page.getByRole('button', { name: 'Save limits' }).click()
    await dialog.getByRole('button', { name: 'Save limits' }).click()
    await page.getByText('The limits are saved.').waitFor()
    await page.getByRole('button', { name: 'Save limits' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'How long tokens may live' }).waitFor()
    assert.deepEqual([await access.inputValue(), await unused.inputValue()], ['30', '7'])
    await context.close()
  })

  test('who may not edit the business unit sees the limits and no form', async () => {
    const { page, context } = await signIn(opened(), 'supervisor@harbour.example')
    await openUnit(opened(), page)
    const card = page.getByRole('region', { name: 'How long tokens may live' })
    await card.getByText('At most 7 days').waitFor()
    assert.equal(await card.getByRole('textbox').count(), 0)
    await assertAccessible(page, 'the business unit, read only')
    await context.close()
  })

  test('a refresh token that was used twice is told on the page of the application and in its history', async () => {
    const { page, context } = await signIn(opened(), MANAGER)
    await openUnit(opened(), page)
    await page.getByLabel('After its successor was used it may come back').selectOption('Not at all')
    await page.getByText('Saved: when a refresh token may come back.').waitFor()
    const client = await stolenFrom(opened().url)
    await page.goto(`${opened().url}/admin/account-settings/api-applications/${client.id}`)
    const notice = page.getByRole('region', { name: 'Security: a refresh token was used twice' })
    await notice.getByText(`in a sign-in of ${AGENT}`).first().waitFor()
    await notice.getByText('Show the event').click()
    await notice.getByText('Token family').waitFor()
    await assertAccessible(page, 'an application with an alert')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('saw a refresh token used twice').waitFor()
    await context.close()
  })
})
