import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const MANAGER = 'manager@harbour.example'
const USERS = '/admin/account-settings/users'

describe('the page of a user', () => {
  let screen: Screen

  before(async () => {
    screen = await openScreen()
  })

  after(() => screen.close())

  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    test(`says what hangs on them, and is found from the list (${width} px, ${colorScheme})`, async () => {
      const { page, context } = await signIn(screen, MANAGER, {
        path: USERS,
        viewport: { width, height: 860 },
        colorScheme,
      })
      await page.getByRole('link', { name: 'Harbour Supervisor' }).click()
      await page.getByRole('heading', { level: 1, name: 'Harbour Supervisor' }).waitFor()
      await page.getByText('Last signed in').waitFor()
      await page.getByRole('heading', { name: 'Where they are signed in' }).waitFor()
      await assertAccessible(page, `the page of a user, ${width}`)
      await context.close()
    })
  }

  test('signs them out everywhere, and says what ends before they are deactivated', async () => {
    const supervisor = await signIn(screen, 'supervisor@harbour.example')
    const { page, context } = await signIn(screen, MANAGER, { path: USERS })
    await page.getByRole('link', { name: 'Harbour Supervisor' }).click()
    await page.getByRole('button', { name: /^Sign out everywhere/ }).click()
    await page.getByRole('dialog').getByText('can sign in again at once').waitFor()
    await assertAccessible(page, 'the question before signing out')
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await page.getByText('Nowhere now.').waitFor()
    await supervisor.page.reload()
    await supervisor.page.getByLabel('Password').waitFor()
    await page.getByRole('button', { name: /^Deactivate/ }).click()
    await page.getByRole('dialog').getByText('0 browsers are signed out').waitFor()
    await assertAccessible(page, 'the question before deactivating a user')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('link', { name: 'In the audit log' }).click()
    await page.getByRole('heading', { name: 'Audit' }).waitFor()
    await page
      .getByText(/signed out/)
      .first()
      .waitFor()
    await supervisor.context.close()
    await context.close()
  })

  test('is found among others by beginnings of words, status and profile, which stand in the address', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: USERS })
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('harb sup')
    await page.getByText('1 user', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Harbour Supervisor' }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'Harbour Agent' }).count(), 0)
    await page.waitForURL('**search=harb**')
    await page.reload()
    await page.getByText('1 user', { exact: true }).waitFor()
    await page.getByLabel('Status', { exact: true }).selectOption('inactive')
    await page.getByText('Nobody fits').waitFor()
    await assertAccessible(page, 'a list of nobody')
    await page.getByLabel('Status', { exact: true }).selectOption('')
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('')
    await page.getByLabel('Security profile', { exact: true }).selectOption({ label: 'Agent' })
    await page.getByRole('link', { name: 'Harbour Agent' }).waitFor()
    await page.getByRole('link', { name: 'Harbour Manager' }).waitFor({ state: 'detached' })
    await context.close()
  })

  test('of oneself offers nothing that would lock one out, and an unknown one is not found', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: USERS })
    await page.getByRole('link', { name: 'Harbour Manager' }).click()
    await page.getByText('That is you.').waitFor()
    assert.equal(await page.getByRole('button', { name: /^Deactivate/ }).count(), 0)
    await page.goto(`${screen.url}${USERS}/usr_nobody`)
    await page.getByRole('heading', { name: /not found|does not exist|no such/i }).waitFor()
    await context.close()
  })
})
