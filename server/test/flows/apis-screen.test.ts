import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { lookAround } from './look-around.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const OPERATOR = 'operator@latchkey.example'

describe('the screens of the APIs', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an operator makes an API, and a finer scope within it', async () => {
    const options = { path: '/platform/health', viewport: { width: 1280, height: 900 } }
    const { page, context } = await signIn(screen, OPERATOR, options)
    await page.getByRole('link', { name: 'APIs', exact: true }).click()
    await page.getByRole('link', { name: 'AgentApi' }).waitFor()
    await lookAround(page, 'the APIs of the platform')
    await page.getByRole('button', { name: 'Make an API' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('BillingApi')
    await dialog.getByLabel('Audience').fill('urn:latchkey:api:AgentApi')
    await dialog.getByRole('button', { name: 'Make an API' }).click()
    await dialog.getByText('3 fields need attention').waitFor()
    await dialog.getByText('AgentApi is found by this already.').first().waitFor()
    await lookAround(page, 'the form for an API')
    await dialog.getByLabel('What it lets an application do').fill('See and send invoices')
    await dialog.getByLabel('Audience').fill('https://billing.example/api')
    await dialog.getByLabel('Base URL').fill('https://billing.example/api/v1')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'BillingApi' }).waitFor()
    await page.getByRole('button', { name: 'Make a finer scope' }).click()
    await dialog.getByLabel('Name').fill('invoices.read')
    await dialog.getByLabel('What it lets an application do').fill('See invoices')
    await dialog.getByLabel('The same in German').fill('Rechnungen sehen')
    await assertAccessible(page, 'the form for a scope')
    await dialog.getByRole('button', { name: 'Make the scope' }).click()
    await page.getByText('BillingApi:invoices.read').waitFor()
    await lookAround(page, 'an API with its scopes')

    await page.goto(`${screen.url}/platform/business-units/4598765`)
    await page.getByRole('button', { name: 'Choose APIs' }).click()
    await dialog.getByLabel('BillingApi').check()
    await dialog.getByLabel('PatronApi').uncheck()
    await dialog.getByText('PatronApi ends there at once, also for tokens already issued.').waitFor()
    await lookAround(page, 'the choice of APIs')
    await dialog.getByRole('button', { name: 'Choose', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('ReportingApi, BillingApi').waitFor()
    await context.close()
  })

  test('an operator edits a scope beside another operator, and nothing typed is lost', async () => {
    const options = { path: '/platform/apis/PatronApi', viewport: { width: 1280, height: 900 } }
    const { page, context } = await signIn(screen, OPERATOR, options)
    const other = await context.newPage()
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Edit the scope PatronApi' }).click()
    await dialog.getByLabel('What it lets an application do').fill('Mine')

    await other.goto(`${screen.url}/platform/apis/PatronApi`)
    await other.getByRole('button', { name: 'Edit the scope PatronApi' }).click()
    await other.getByRole('dialog').getByLabel('What it lets an application do').fill('Theirs')
    await other.getByRole('dialog').getByLabel('The same in German').fill('Ihres')
    await other.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await other.getByRole('dialog').waitFor({ state: 'hidden' })

    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('What it lets an application do is now: Theirs').waitFor()
    assert.equal(await dialog.getByLabel('What it lets an application do').inputValue(), 'Mine')
    assert.equal(await dialog.getByLabel('The same in German').inputValue(), 'Ihres')
    await lookAround(page, 'the form of a scope that somebody else edited')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Mine', { exact: true }).waitFor()
    await page.getByText('Ihres', { exact: true }).waitFor()
    await context.close()
  })

  test('an operator edits an API, deprecates it and takes the end back', async () => {
    const options = { path: '/platform/apis/AgentApi', viewport: { width: 1280, height: 900 } }
    const { page, context } = await signIn(screen, OPERATOR, options)
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Edit AgentApi' }).click()
    await dialog.getByLabel('Base URL').fill('http://plain.example/')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Use https. Plain http is allowed only on the same machine.').first().waitFor()
    await dialog.getByLabel('Base URL').fill('https://agents.example/v2')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('https://agents.example/v2/').waitFor()

    await page.getByRole('button', { name: 'Deprecate AgentApi' }).click()
    await dialog.getByText(/^\d+ applications?, \d+ business units?$/).waitFor()
    await dialog.getByRole('button', { name: 'Deprecate' }).click()
    await dialog.getByText('Choose a day.').waitFor()
    await dialog.getByLabel('Last day').fill('2001-01-01')
    await dialog.getByRole('button', { name: 'Deprecate' }).click()
    await dialog.getByText('Choose a moment in the future, within five years.').waitFor()
    await lookAround(page, 'the form that deprecates')
    const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    await dialog.getByLabel('Last day').fill(day)
    await dialog.getByRole('button', { name: 'Deprecate' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(/^Ends in/).waitFor()
    await lookAround(page, 'an API that ends')

    await page.getByRole('button', { name: 'Take the end back: AgentApi' }).click()
    await dialog.getByRole('button', { name: 'Take the end back' }).click()
    await page.getByRole('button', { name: 'Move the end: AgentApi' }).waitFor({ state: 'hidden' })
    await context.close()
  })

  test('in German', async () => {
    const options = { path: '/platform/apis', locale: 'de-DE', viewport: { width: 1280, height: 900 } }
    const { page, context } = await signIn(screen, OPERATOR, options)
    await page.getByRole('link', { name: 'AgentApi' }).click()
    await page.getByText('Eingeschaltet für').waitFor()
    await lookAround(page, 'an API in German')
    await context.close()
  })
})
