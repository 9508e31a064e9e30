import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { lookAround } from './look-around.ts'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const OPERATOR = 'operator@latchkey.example'
const PATH = '/platform/business-units'
const WIDE = { viewport: { width: 1280, height: 900 } }

describe('the screens on which a business unit is made', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  const linkOf = async (page: Page): Promise<string> => {
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Hand the link on yourself').waitFor()
    const link = await dialog.locator('pre').innerText()
    await dialog.getByRole('button', { name: 'Done' }).click()
    return link.trim()
  }

  test('an operator makes one, and whom they invited enters it and is shown the first step', async () => {
    const { page, context } = await signIn(screen, OPERATOR, { path: PATH, ...WIDE })
    await page.getByRole('link', { name: 'Make a business unit' }).click()
    await page.getByRole('heading', { level: 1, name: 'Make a business unit' }).waitFor()
    await lookAround(page, 'the form for a business unit')
    await page.getByRole('button', { name: 'Make a business unit' }).click()
    await page.getByText('2 fields need attention').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Harbour Supp0rt')
    await page.getByLabel('User name').fill('kim@quay.example')
    await page.keyboard.press('Enter')
    await page.getByText('It looks like the name of Harbour Support (4512345).').first().waitFor()
    await assertAccessible(page, 'the form with a fault')
    await page.getByLabel('Name', { exact: true }).fill('Quay Logistics')
    await page.getByLabel('Full name').fill('Kim Quay')
    await page.getByRole('button', { name: 'Make a business unit' }).click()
    const first = await linkOf(page)
    await page.getByText('Nobody has entered yet').waitFor()
    await page.getByText('kim@quay.example').waitFor()
    await lookAround(page, 'a business unit that nobody has entered')

    await page.getByRole('button', { name: 'Invite anew' }).click()
    await page.getByRole('dialog').getByText('The link that kim@quay.example has ends at once.').waitFor()
    await assertAccessible(page, 'the question whom to invite anew')
    await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click()
    const second = await linkOf(page)
    assert.notEqual(second, first)
    await context.close()

    const theirs = await screen.browser.newContext(WIDE)
    const entry = await theirs.newPage()
    await entry.goto(second)
    await entry.getByText('Welcome to Quay Logistics').waitFor()
    await entry.locator('input[name="password"]').fill(PASSWORD)
    await entry.getByRole('button', { name: 'Accept and sign in' }).click()
    await entry.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor()
    await entry.getByRole('link', { name: 'API Applications' }).first().click()
    await entry.getByRole('heading', { name: 'No API applications yet' }).waitFor()
    await entry.getByRole('main').getByRole('link', { name: 'Create New' }).first().waitFor()
    await assertAccessible(entry, 'the empty list of a new business unit')
    await theirs.close()
  })
})
