import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AGENT, OPERATOR } from '../support/wire/stage.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const NEW = 'four words nobody joins'

describe('somebody who forgot their password, where no mail server is set', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('asks for a link, is handed it by an operator, and signs in with a new password', async () => {
    const context = await screen.browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${screen.url}/account`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('User name').fill(AGENT)
    await assertAccessible(page, 'the question')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await assertAccessible(page, 'the answer')

    const { page: theirs, context: operator } = await signIn(screen, OPERATOR, { path: '/platform/mail' })
    await theirs.getByRole('heading', { name: 'Mail', level: 1 }).waitFor()
    await assertAccessible(theirs, 'the letters')
    await theirs.getByRole('button', { name: `Open the letter to ${AGENT}` }).click()
    const link = await theirs.getByRole('region', { name: 'Choose a new password' }).innerText()
    await assertAccessible(theirs, 'a letter')
    await operator.close()

    await page.goto(link.trim())
    await page.getByText(AGENT).waitFor()
    await assertAccessible(page, 'the new password')
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 390)
    await page.getByLabel('New password').fill(NEW)
    await page.keyboard.press('Enter')
    await page.getByText('Your password is changed. Sign in with it.').waitFor()
    await page.getByLabel('Password').fill(NEW)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/account')
    await page.goto(link.trim())
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
    await context.close()
  })

  test('a manager finds no letters, and is told why', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path: '/platform/mail' })
    await page.getByText('Only operators of the platform have it.').waitFor()
    await context.close()
  })
})
