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

  test('in German', async () => {
    const options = { path: '/platform/apis', locale: 'de-DE', viewport: { width: 1280, height: 900 } }
    const { page, context } = await signIn(screen, OPERATOR, options)
    await page.getByRole('link', { name: 'AgentApi' }).click()
    await page.getByText('Eingeschaltet für').waitFor()
    await lookAround(page, 'an API in German')
    await context.close()
  })
})
