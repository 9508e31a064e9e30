import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('an administrator who asks what an application can reach', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`sees it scope by scope, and for whom they ask, also from the address (${colorScheme})`, async () => {
      const { page, context } = await signIn(screen, 'manager@harbour.example', { colorScheme })
      await page.waitForURL('**/api-applications')
      await page.getByRole('link', { name: 'Agent Desktop' }).click()
      await page.getByRole('tab', { name: 'Access' }).click()
      await page.getByText('A public application cannot act for itself').waitFor()
      await page.getByText('1 sign-in of 1 person', { exact: true }).waitFor()
      await page.getByText('Show who consented').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('rowheader', { name: 'agent@harbour.example' }).waitFor()
      await assertAccessible(page, 'who consented')
      await page.getByLabel('User name').fill('nobody@harbour.example')
      await page.keyboard.press('Enter')
      await page.getByText('Nobody of Harbour Support has this user name.').waitFor()
      await page.getByLabel('User name').fill('agent@harbour.example')
      await page.keyboard.press('Enter')
      await page.getByText('who has the security profile Agent').waitFor()
      await page.getByText('The user did not consent to email.').waitFor()
      await assertAccessible(page, 'the access')
      await page.reload()
      await page.getByText('who has the security profile Agent').waitFor()
      await context.close()
    })
  }
})
