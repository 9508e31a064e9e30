import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { parseJson, textAt } from '../support/wire/answer.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const OPERATOR = 'operator@latchkey.example'
const LIST = '/platform/catalogue'

describe('the catalogue on the pages of operators', () => {
  let screen: Screen

  before(async () => {
    screen = await openScreen()
  })

  after(() => screen.close())

  test('an application is entered as a draft, said more of, published, and withdrawn with who uses it said before', async () => {
    const { page, context } = await signIn(screen, OPERATOR, { path: LIST })
    await page.getByRole('link', { name: 'Wallboard' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the catalogue, ${colorScheme}`)
    }
    await page.getByRole('link', { name: 'Enter an application' }).click()
    await page.getByRole('button', { name: 'Enter an application' }).click()
    await page.getByText('4 fields need attention').waitFor()
    await assertAccessible(page, 'an empty form for an entry')
    await page.getByLabel('Description').fill('Counts calls by colour.')
    await page.getByLabel('Vendor Name').fill('Brightline')
    await page.getByLabel('Application Name').fill('Colour Counter')
    await page.getByRole('checkbox', { name: /^RealTimeApi/ }).check()
    await page.getByRole('button', { name: 'Enter an application' }).click()
    await page.getByRole('heading', { name: 'Colour Counter is registered' }).waitFor()
    await page.getByLabel('I have saved it').check()
    await page.goto(`${screen.url}${LIST}?state=draft`)
    await page.getByRole('link', { name: 'Colour Counter' }).click()
    await page.getByText('No business unit uses it').waitFor()
    await page.getByLabel('Description').fill('Counts calls by colour and hour.')
    await page.getByRole('switch', { name: /The platform vouches for Brightline/ }).isChecked()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Colour Counter is saved.').waitFor()
    await assertAccessible(page, 'a draft')
    await page.getByRole('button', { name: /^Publish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Colour Counter is published.').waitFor()
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('link', { name: 'Colour Counter' }).click()
    await page.getByRole('button', { name: /^Withdraw/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('No business unit uses it.').waitFor()
    await dialog.getByLabel('Why').fill('Its vendor ended it.')
    await assertAccessible(page, 'the question before withdrawing')
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('Colour Counter is withdrawn.').waitFor()
    await page.getByText('Withdrawn').first().waitFor()
    await page.goto(`${screen.url}${LIST}?state=withdrawn`)
    await page.getByRole('link', { name: 'Colour Counter' }).waitFor()
    await context.close()
  })

  test('an entry is edited, and has its secrets and its history, on the pages of any application', async () => {
    const { page, context } = await signIn(screen, OPERATOR, { path: LIST })
    await page.getByRole('link', { name: 'Wallboard' }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.locator('#callbackUrls input').first().fill('https://wallboard.brightline.example/other')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('Wallboard is saved.').waitFor()
    await page.getByText('https://wallboard.brightline.example/other').first().waitFor()
    await page.getByText('Published in the catalogue').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Deactivate' }).count(), 0)
    assert.equal(await page.getByRole('tab', { name: 'Access' }).count(), 0)
    await assertAccessible(page, 'an entry as an application')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('published a new version of the application').waitFor()
    await page.getByRole('link', { name: 'Entry of the catalogue' }).click()
    await page.getByRole('heading', { name: 'What it asks for' }).waitFor()
    await context.close()
  })

  test('a business unit that let one in reads that it was withdrawn, and why', async () => {
    const operator = await signIn(screen, OPERATOR, { path: LIST })
    await operator.page.getByRole('link', { name: 'Survey Desk' }).click()
    await operator.page.getByRole('button', { name: /^Withdraw/ }).click()
    await operator.page.getByRole('dialog').getByLabel('Why').fill('Its vendor ended it.')
    await operator.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Withdraw/ })
      .click()
    await operator.page.getByText('Survey Desk is withdrawn.').waitFor()
    const made = await operator.page.request.get(
      `${screen.url}/api/v1/catalogue?state=withdrawn&search=survey`,
    )
    const id = textAt(parseJson(await made.text()), 'items', 0, 'id')
    const { page, context } = await signIn(screen, 'manager@meadow.example', {
      path: `/admin/account-settings/api-applications/${id}`,
    })
    await page.getByRole('heading', { name: 'Withdrawn by the platform' }).waitFor()
    await page.getByText('Because: Its vendor ended it.').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `what was withdrawn, ${colorScheme}`)
    }
    await operator.context.close()
    await context.close()
  })

  test('nobody else sees it', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path: LIST })
    await page.getByRole('heading', { name: 'Catalogue' }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'Wallboard' }).count(), 0)
    assert.equal(await page.getByRole('link', { name: 'Catalogue' }).count(), 0)
    await context.close()
  })
})
