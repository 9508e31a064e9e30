import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('the command palette and the keyboard shortcuts', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('Ctrl+K finds applications and pages by name, by keyboard alone, and is loaded only then', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    const scripts: string[] = []
    page.on('request', request => scripts.push(new URL(request.url()).pathname))
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Find a page, an action or an application' })
    await field.waitFor()
    assert.ok(
      scripts.some(path => path.includes('Palette')),
      scripts.join(),
    )
    await field.fill('planner')
    const option = page.getByRole('option', { name: /Shift Planner/ })
    await option.waitFor()
    assert.equal(await option.getAttribute('aria-selected'), 'true')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the palette, ${colorScheme}`)
    }
    await field.press('Enter')
    await page.getByRole('heading', { name: 'Shift Planner' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Its secrets: add, rotate, revoke' }).waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
    await page.waitForURL(/tab=secrets/)
    await page.keyboard.press('Control+k')
    await field.fill('no such thing at all')
    await page.getByText('Nothing of this name.').waitFor()
    await field.press('Escape')
    await field.waitFor({ state: 'detached' })
    await context.close()
  })

  test('g a jumps, but not while somebody types, and not once it is switched off, which is kept', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    const list = page.getByRole('heading', { name: 'API Applications', exact: true })
    await list.waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.getByRole('heading', { name: 'Business Unit', exact: true }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await list.waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('gb?')
    assert.equal(await page.locator('main input:focus').inputValue(), 'gb?')
    assert.ok(await list.isVisible())
    await page.locator('h1').focus()
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await dialog.waitFor()
    await assertAccessible(page, 'the keyboard shortcuts')
    await dialog.getByRole('switch', { name: 'Go to Business Unit' }).click({ force: true })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.reload()
    await list.waitFor()
    await page.locator('h1').focus()
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.keyboard.press('g')
    await page.keyboard.press('y')
    await page.waitForURL('**/account')
    await context.close()
  })
})
