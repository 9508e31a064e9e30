import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'

describe('an administrator who mistyped a name and deletes what nobody needs', () => {
  let screen: Screen
  let page: Page

  before(async () => {
    screen = await openScreen()
    const signedIn = await signIn(screen, 'manager@harbour.example')
    page = signedIn.page
    await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  async function register(name: string): Promise<void> {
    const made = await page.request.post(`${screen.url}/api/v1/applications`, {
      data: { vendorName: 'Harbour Support', name, scopes: ['ReportingApi'] },
      headers: { origin: screen.url },
    })
    assert.equal(made.status(), 201, await made.text())
  }

  async function open(name: string): Promise<void> {
    await page.goto(`${screen.url}${LIST}?search=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  }

  test('changes the name, and is told who will see it', async () => {
    await register('Nite Reports')
    await register('Day Reports')
    await open('Nite Reports')
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    const name = page.getByLabel('Application Name')
    await name.fill('Day Reports')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('exists already in your business unit').first().waitFor()
    await name.fill('Night Reports')
    await page.getByText('users will see “Night Reports”').waitFor()
    await assertAccessible(page, 'the names')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Night Reports', exact: true }).waitFor()
  })

  test('deletes it once it is inactive and its name is typed, and finds it where it can be restored', async () => {
    await page.getByRole('button', { name: 'Deactivate this application' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await page.getByRole('button', { name: 'Delete this application' }).click()
    const dialog = page.getByRole('dialog')
    await assertAccessible(page, 'the dialog')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await dialog.getByText('Type Night Reports, as it stands above.').waitFor()
    await dialog.getByLabel('To confirm, type its name').fill('Night Reports')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/deleted')
    await page.getByText('· gone for good').waitFor()
    await assertAccessible(page, 'what was deleted')
  })

  test('restores it under another name where its own was taken meanwhile', async () => {
    await register('Night Reports')
    await page.getByRole('button', { name: 'Restore Night Reports' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
    await dialog.getByText('exists already in your business unit').waitFor()
    await dialog.getByLabel('Application Name').fill('Night Reports, old')
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Night Reports, old' }).waitFor()
    await page.goto(`${screen.url}${LIST}/deleted`)
    await page.getByText('Nothing was deleted in the last seven days').waitFor()
  })
})
