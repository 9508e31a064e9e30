import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { textAt } from '../support/wire/answer.ts'
import { openBrowser, signIn as wireSignIn } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const LIST = '/admin/account-settings/api-applications'
const ALERTS = '/admin/account-settings/alerts'
const PLACE = 'https://forge.example/harbour/reports/.env#L3'

/** Registers an application, and reports its secret as somebody would who found it. Out: its id. */
async function leaked(url: string, name: string): Promise<string> {
  const manager = openBrowser(url)
  await wireSignIn(manager, MANAGER, PASSWORD)
  const body = { vendorName: 'Harbour', name, scopes: ['RealTimeApi'] }
  const made = (await call(manager, 'POST /applications', { body })).json()
  const report = [{ token: textAt(made, 'secret', 'value'), type: 'x', url: PLACE, source: 'commit' }]
  const answer = await fetch(`${url}/leaks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
  })
  assert.equal(answer.status, 202)
  return textAt(made, 'application', 'id')
}

async function isScrollingSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}

describe('alerts in the console', () => {
  let screen: Screen | undefined
  const opened = (): Screen => screen ?? assert.fail('The screen is not open.')
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen?.close())

  test('a manager chooses what becomes of a secret that was found', async () => {
    const { page, context } = await signIn(opened(), MANAGER)
    await page.waitForURL(/\/admin\//)
    await page.goto(`${opened().url}/admin/account-settings/business-unit`)
    const choices = page.getByRole('radiogroup', { name: 'What happens to it' })
    assert.ok(await choices.getByLabel('Revoke it at once, and raise an alert').isChecked())
    await choices.getByLabel('Only raise an alert').check()
    await page.getByText('Saved: what becomes of a secret that was found.').waitFor()
    await page.reload()
    await choices.waitFor()
    assert.ok(await choices.getByLabel('Only raise an alert').isChecked())
    await assertAccessible(page, 'the business unit')
    await choices.getByLabel('Revoke it at once, and raise an alert').check()
    await page.getByText('Saved: what becomes of a secret that was found.').first().waitFor()
    await context.close()
  })

  test('a leaked secret is seen in the header, in the list and on the page of its application, and acknowledged by keyboard', async () => {
    const id = await leaked(opened().url, 'Leaky reports')
    const { page, context } = await signIn(opened(), MANAGER)
    const mark = page.getByRole('link', { name: '1 open alert' })
    await mark.waitFor()
    const row = page.getByRole('row', { name: /Leaky reports/ })
    await row.getByText('1 alert').waitFor()
    await assertAccessible(page, 'the list with a mark')
    await page.goto(`${opened().url}${LIST}/${id}`)
    const notice = page.getByRole('region', { name: 'Security: a client secret was found' })
    await notice.getByText('It was revoked at once').first().waitFor()
    await notice.getByText('Show the event').click()
    await notice.getByText(PLACE).waitFor()
    assert.equal(await page.locator(`a[href*="forge.example"]`).count(), 0, 'a place is text and no link')
    await mark.click()
    await page.waitForURL(`**${ALERTS}`)
    const alert = page.getByRole('listitem').filter({ hasText: 'Leaky reports' })
    await alert.getByText(PLACE).waitFor()
    await assertAccessible(page, 'the page of alerts')
    await alert.getByRole('button', { name: /^Acknowledge of Leaky reports/ }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Acknowledge this alert?' })
    await dialog.getByLabel('What did you find?').waitFor()
    await assertAccessible(page, 'the dialog')
    await page.keyboard.type('Taken out, and replaced.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Nothing needs a look').waitFor()
    await page.locator('h1:focus').waitFor()
    await page.getByRole('link', { name: /open alert/ }).waitFor({ state: 'detached' })
    await page.getByLabel('Show').selectOption('acknowledged')
    await page.waitForURL(/state=acknowledged/)
    await page.getByText('Taken out, and replaced.').waitFor()
    await page.reload()
    await page.getByText(`by ${MANAGER}: Taken out, and replaced.`).waitFor()
    await context.close()
  })

  test('who may not edit sees the alerts and no button; somebody faster is named', async () => {
    await leaked(opened().url, 'Second leak')
    const supervisor = await signIn(opened(), 'supervisor@harbour.example', { path: ALERTS })
    await supervisor.page.getByText('Second leak').waitFor()
    await supervisor.page.getByText('Acknowledging needs the permission').waitFor()
    assert.equal(await supervisor.page.getByRole('button', { name: /Acknowledge/ }).count(), 0)
    await supervisor.context.close()
    const { page, context } = await signIn(opened(), MANAGER, { path: ALERTS })
    await page.getByRole('button', { name: /^Acknowledge of Second leak/ }).click()
    const other = openBrowser(opened().url)
    await wireSignIn(other, MANAGER, PASSWORD)
    const open = (await call(other, 'GET /alerts')).json()
    const acknowledged = await call(other, `POST /alerts/${textAt(open, 'items', 0, 'id')}/acknowledge`, {
      body: {},
    })
    assert.equal(acknowledged.status, 200)
    const dialog = page.getByRole('dialog', { name: 'Acknowledge this alert?' })
    await dialog.getByRole('button', { name: 'Acknowledge', exact: true }).click()
    await page.getByText('acknowledged this alert already').waitFor()
    await page.getByText('Nothing needs a look').waitFor()
    await context.close()
  })

  test('on a phone nothing is cut off', async () => {
    await leaked(opened().url, 'Third leak')
    const { page, context } = await signIn(opened(), MANAGER, {
      path: ALERTS,
      viewport: { width: 390, height: 844 },
    })
    await page.getByText('Third leak').waitFor()
    assert.equal(await isScrollingSideways(page), false)
    await page.getByRole('link', { name: /open alert/ }).waitFor()
    await assertAccessible(page, 'the page of alerts on a phone')
    await context.close()
  })
})
