import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, PASSWORD, type Screen, signIn } from './screen.ts'

const USERS = '/admin/account-settings/users'
const MANAGER = 'manager@harbour.example'

describe('the users of a business unit on screen', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('an administrator invites somebody, who accepts in their own browser and is deactivated later', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: USERS })
    await page.getByText('agent@harbour.example').waitFor()
    await page.getByRole('button', { name: 'Invite a user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByText('1 field needs attention').waitFor()
    await dialog.getByLabel('User name').fill('kim@harbour.example')
    await dialog.getByLabel('Full name').fill('Kim Quay')
    await dialog.getByLabel('Security profile').selectOption('Supervisor')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `inviting, ${colorScheme}`)
    }
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByText('No mail server is set.').waitFor()
    const [link = ''] =
      /https?:\S+\/invitation\?link=lkp_\w+/.exec(await page.getByRole('dialog').innerText()) ?? []
    await assertAccessible(page, 'a link to hand on')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('heading', { name: 'Invited' }).waitFor()
    await page.getByText('Waits for an answer').waitFor()

    const own = await screen.browser.newContext({ viewport: { width: 390, height: 844 } })
    const theirs = await own.newPage()
    await theirs.goto(link)
    await theirs.getByRole('heading', { name: 'Welcome to Harbour Support' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await theirs.emulateMedia({ colorScheme })
      await assertAccessible(theirs, `accepting, ${colorScheme}`)
    }
    await theirs.getByLabel('Password').fill(PASSWORD)
    await theirs.getByRole('button', { name: 'Accept and sign in' }).click()
    await theirs.waitForURL(url => url.pathname.startsWith('/admin'))
    await own.close()

    await page.reload()
    await page.getByText('kim@harbour.example').waitFor()
    assert.equal(await page.getByRole('heading', { name: 'Invited' }).count(), 0)
    await page.getByRole('button', { name: 'Deactivate Kim Quay' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await page.getByRole('button', { name: 'Activate Kim Quay' }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await assertAccessible(page, 'users on a phone')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.ok(Number(wide) <= 390, `the page is ${String(wide)} wide`)
    await context.close()
  })

  test('an invitation is sent again and withdrawn, and a file is looked over before it invites anybody', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: USERS, locale: 'en' })
    await page.getByRole('button', { name: 'Invite by file' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Look it over' }).click()
    await dialog.getByText('The first line must name the columns').waitFor()
    await dialog
      .getByLabel('People, one in each line')
      .fill('user name;security profile\nann@harbour.example;Agent\nagent@harbour.example;Agent\n')
    await assertAccessible(page, 'a file')
    await dialog.getByRole('button', { name: 'Look it over' }).click()
    await dialog.getByText('agent@harbour.example is a user of your business unit already.').waitFor()
    await assertAccessible(page, 'a file that was looked over')
    await dialog.getByRole('button', { name: 'Invite 1 person' }).click()
    await dialog.getByText('1 of 2 invited.').waitFor()
    await dialog.getByRole('button', { name: 'Copy links' }).waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Send again ann@harbour.example' }).click()
    await dialog.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('Invitation for ann@harbour.example').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Withdraw ann@harbour.example' }).click()
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('The invitation to ann@harbour.example is withdrawn.').waitFor()
    await page.getByRole('button', { name: 'Withdraw ann@harbour.example' }).waitFor({ state: 'detached' })
    await context.close()
  })

  test('an agent is told that it is not for them', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example', { path: USERS })
    await page.getByText('does not let you view users').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Users' }).count(), 0)
    await context.close()
  })
})
