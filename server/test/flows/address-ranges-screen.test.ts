import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { textAt } from '../support/wire/answer.ts'
import { openBrowser, signIn as wireSignIn } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const LIST = '/admin/account-settings/api-applications'

describe('address ranges in the console', () => {
  let screen: Screen | undefined
  const opened = (): Screen => screen ?? assert.fail('The screen is not open.')
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen?.close())

  async function newApplication(name: string): Promise<string> {
    const manager = openBrowser(opened().url)
    await wireSignIn(manager, MANAGER, PASSWORD)
    const body = { vendorName: 'Harbour', name, scopes: ['RealTimeApi'] }
    return textAt((await call(manager, 'POST /applications', { body })).json(), 'application', 'id')
  }

  test('a manager adds the address at hand, sees what is wrong with a line, and saves', async () => {
    const id = await newApplication('Bound to its place')
    const { page, context } = await signIn(opened(), MANAGER, { path: `${LIST}/${id}?tab=secrets` })
    const card = page.getByRole('region', { name: 'From where it may ask' })
    const lines = card.getByLabel('Addresses and ranges, one per line')
    await card.getByText('Your address now is').waitFor()
    await card.getByRole('button', { name: 'Add it' }).click()
    assert.match(await lines.inputValue(), /^(127\.0\.0\.1|::1)$/)
    await lines.fill(`${await lines.inputValue()}\nthe office`)
    await card.getByRole('button', { name: 'Save addresses' }).click()
    await card.getByText('the office: Write an address or a range').waitFor()
    await assertAccessible(page, 'the secrets with a fault')
    await lines.fill('127.0.0.1\n203.0.113.9/24')
    await card.getByRole('button', { name: 'Save addresses' }).click()
    await page.getByText('Saved: from where the application may ask.').waitFor()
    await card.getByRole('button', { name: 'Save addresses' }).waitFor({ state: 'detached' })
    await page.reload()
    await lines.waitFor()
    assert.equal(await lines.inputValue(), '127.0.0.1/32\n203.0.113.0/24')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('changed from where the application may ask').waitFor()
    await context.close()
  })

  test('who may not edit sees the ranges, also on a phone', async () => {
    const id = await newApplication('Anywhere')
    const { page, context } = await signIn(opened(), 'supervisor@harbour.example', {
      path: `${LIST}/${id}?tab=secrets`,
      viewport: { width: 390, height: 844 },
    })
    await page.getByText('From everywhere.').waitFor()
    assert.equal(await page.getByLabel('Addresses and ranges, one per line').count(), 0)
    await assertAccessible(page, 'the ranges, read only')
    await context.close()
  })
})
