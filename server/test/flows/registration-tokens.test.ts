import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { askToRegister, metadataOf } from '../support/wire/registration.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const PAGE = '/admin/account-settings/business-unit'

async function assertAccessibleInBoth(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await assertAccessible(page, `${what}, ${colorScheme}`)
  }
}

/** Opens the dialog, asks for a token of two uses and one scope, and takes its value. */
async function makeToken(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Label').fill('Night build')
  await dialog.getByRole('checkbox', { name: 'RealTimeApi' }).check()
  await dialog.getByLabel('Number of uses').fill('2')
  await dialog.getByLabel('Expires in days').fill('91')
  await dialog.getByRole('button', { name: 'Make token' }).click()
  await dialog.getByText('1 field needs attention').waitFor()
  assert.equal(await dialog.getByLabel('Expires in days').getAttribute('aria-invalid'), 'true')
  await dialog.getByText('For old software').click()
  await assertAccessibleInBoth(page, 'the dialog at fault, all open')
  await dialog.getByLabel('Expires in days').fill('7')
  await dialog.getByText('1 field needs attention').waitFor({ state: 'hidden' })
  await dialog.getByRole('button', { name: 'Make token' }).click()
  const value = await dialog.getByLabel('Registration token', { exact: true }).innerText()
  await assertAccessibleInBoth(page, 'the value, once')
  await dialog.getByLabel('I have saved it').check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return value
}

describe('registration tokens in the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('a manager lets programs register, makes a token, sees it used, and revokes it', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', { path: PAGE })
    assert.equal(await page.getByRole('button', { name: 'Make token' }).count(), 0)
    await page.getByRole('switch', { name: 'Let programs register themselves' }).click()
    await page.getByText('No tokens yet').waitFor()

    const value = await makeToken(page)
    const row = page.getByRole('listitem').filter({ hasText: 'Night build' })
    await row.getByText('2 of 2 uses left').waitFor()
    await row.getByText('API scopes: RealTimeApi').waitFor()
    await assertAccessibleInBoth(page, 'the list')
    assert.ok(!(await page.content()).includes(value), 'the value is shown once')

    const registered = await askToRegister(screen.url, value, metadataOf())
    assert.equal(registered.status, 201, registered.text)
    await page.reload()
    await row.getByText('1 of 2 uses left').waitFor()

    await row.getByRole('button', { name: 'Revoke Night build' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
    await row.getByText('Revoked', { exact: true }).waitFor()
    assert.equal(await row.getByRole('button').count(), 0)
    assert.equal((await askToRegister(screen.url, value, metadataOf())).status, 401)
    await context.close()
  })
})
