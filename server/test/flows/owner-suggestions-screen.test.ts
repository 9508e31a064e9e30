import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const AGENT = 'agent@harbour.example'
const SUPERVISOR = 'supervisor@harbour.example'
const SUGGESTIONS = '**/api/v1/users/suggestions*'

describe('whoever types an owner', () => {
  let screen: Screen
  let page: Page
  before(async () => {
    screen = await openScreen()
    page = (await signIn(screen, MANAGER)).page
    await page.waitForURL('**/api-applications')
  })
  after(() => screen.close())

  async function openOwners(): Promise<void> {
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('button', { name: 'Change owners and tags' }).click()
  }

  test('is suggested people by the keyboard alone, one after the other, and saves them', async () => {
    await openOwners()
    const field = page.getByRole('combobox', { name: 'Owners', exact: true })
    await field.fill(`${MANAGER}, harbour age`)
    const option = page.getByRole('option', { name: `Harbour Agent ${AGENT}` })
    await option.waitFor()
    await page.getByText('1 suggestion').waitFor()
    assert.equal(await field.getAttribute('aria-expanded'), 'true')
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `suggestions, ${colorScheme}`)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await assertAccessible(page, 'suggestions on a phone')
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
    assert.ok(wide <= 390, `the page is ${wide} wide`)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.keyboard.press('Escape')
    await option.waitFor({ state: 'hidden' })
    assert.equal(await field.inputValue(), `${MANAGER}, harbour age`, 'Escape closes the list alone')
    await page.keyboard.press('ArrowDown')
    await option.waitFor()
    await page.keyboard.press('ArrowDown')
    await option.and(page.locator('[data-combobox-selected]')).waitFor()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the suggestion that the keys stand on, ${colorScheme}`)
    }
    await page.keyboard.press('Enter')
    assert.equal(await field.inputValue(), `${MANAGER}, ${AGENT}`)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change owners and tags' }).waitFor()
    await page.getByText(AGENT).first().waitFor()
  })

  test('goes on without suggestions where they cannot be had', async () => {
    await page.route(SUGGESTIONS, route => route.abort())
    await openOwners()
    await page.getByRole('combobox', { name: 'Owners', exact: true }).fill(SUPERVISOR)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Change owners and tags' }).waitFor()
    await page.getByText(SUPERVISOR).first().waitFor()
    await page.unroute(SUGGESTIONS)
  })

  test('narrows the list by a suggested owner, whom a click chooses and the open filters survive', async () => {
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Owner', { exact: true }).selectOption('another')
    const field = page.getByRole('combobox', { name: 'User name of the owner' })
    await field.pressSequentially('super')
    const option = page.getByRole('option', { name: SUPERVISOR })
    await option.waitFor()
    await assertAccessible(page, 'suggestions in the filters')
    await option.click()
    assert.equal(await field.inputValue(), SUPERVISOR)
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText(`Owner: ${SUPERVISOR}`).waitFor()
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
  })

  test('gives many applications a suggested owner', async () => {
    await page.goto(`${screen.url}${LIST}?search=Shift`)
    await page.getByRole('checkbox', { name: 'Select Shift Planner' }).check()
    await page.getByRole('button', { name: 'Change…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What to do').selectOption('add-owner')
    await dialog.getByRole('combobox', { name: 'User name' }).pressSequentially('age')
    await dialog.getByRole('option', { name: AGENT }).waitFor()
    await assertAccessible(page, 'suggestions in a dialog')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    assert.equal(await dialog.getByRole('combobox', { name: 'User name' }).inputValue(), AGENT)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/bulk/*')
  })

  test('sees whose owners all left as without an active owner: in the list, its filter and on the page', async () => {
    const { request } = page.context()
    const api = `${screen.url}/api/v1`
    const found = await (await request.get(`${api}/applications?search=Campaign`)).json()
    const { id } = found.items[0]
    const stands = await request.get(`${api}/applications/${id}`)
    const owned = await request.patch(`${api}/applications/${id}`, {
      data: { owners: [AGENT] },
      headers: { 'if-match': stands.headers()['etag'] ?? '' },
    })
    assert.equal(owned.status(), 200, await owned.text())
    const users = await (await request.get(`${api}/users/suggestions?search=${AGENT}`)).json()
    const left = await request.post(`${api}/users/${users.items[0].id}/deactivate`)
    assert.equal(left.status(), 200, await left.text())
    await page.goto(`${screen.url}${LIST}?owner=none`)
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByLabel('Owners').check()
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /Campaign Dialler.*Nobody who is active/ }).waitFor()
    await assertAccessible(page, 'the list of what nobody owns')
    await page.getByRole('link', { name: 'Campaign Dialler' }).click()
    await page.getByText('Nobody who is active owns it').waitFor()
    await page.getByText('Nobody who is active', { exact: true }).waitFor()
  })

  test('is asked for nobody’s name where they may not see the users, and told of suggestions in German', async () => {
    const supervisor = await signIn(screen, SUPERVISOR)
    let asked = 0
    await supervisor.page.route(SUGGESTIONS, route => {
      asked += 1
      return route.continue()
    })
    await supervisor.page.getByRole('button', { name: 'Filters' }).click()
    await supervisor.page.getByLabel('Owner', { exact: true }).selectOption('another')
    await supervisor.page.getByRole('combobox', { name: 'User name of the owner' }).fill(MANAGER)
    await supervisor.page.getByRole('button', { name: 'Apply' }).click()
    await supervisor.page.getByText(`Owner: ${MANAGER}`).waitFor()
    assert.equal(asked, 0)
    await supervisor.context.close()
    const german = await signIn(screen, MANAGER, { locale: 'de-DE' })
    await german.page.getByRole('button', { name: 'Filter', exact: true }).click()
    await german.page.getByLabel('Eigentümer', { exact: true }).selectOption('another')
    await german.page.getByRole('combobox', { name: 'Benutzername des Eigentümers' }).fill('super')
    await german.page.getByText('1 Vorschlag').waitFor()
    await german.context.close()
  })
})
