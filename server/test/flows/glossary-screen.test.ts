import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('the glossary', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('is reached from the user menu, by whoever is signed in, and finds a word by what it means', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example', { path: '/' })
    await page.getByRole('button', { name: /^User menu of/ }).click()
    await page.getByRole('link', { name: 'Glossary' }).click()
    await page.getByRole('heading', { level: 1, name: 'Glossary' }).waitFor()
    const terms = page.getByRole('main').locator('dt')
    assert.ok((await terms.count()) > 20)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `the glossary, ${colorScheme}`)
    }
    await page.getByLabel('Find a word').fill('all its successors')
    assert.deepEqual(await terms.allInnerTexts(), ['Token family'])
    await page.getByLabel('Find a word').fill('zzz')
    await page.getByText('No word like it').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
    assert.ok(wide <= 390, `the page is ${wide} wide`)
    await context.close()
  })

  test('says the same where a word is underlined, by the keyboard, and gives the focus back', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', {
      path: '/admin/account-settings/business-unit',
    })
    const word = page.getByRole('button', { name: 'Your security profile' })
    await word.press('Enter')
    await page.getByText('A named set of permissions.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('A named set of permissions.').waitFor({ state: 'detached' })
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Your security profile')
    await context.close()
  })

  test('is in German for who reads it, in the order of that alphabet', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', {
      path: '/admin/glossary',
      locale: 'de-DE',
    })
    await page.getByRole('heading', { level: 1, name: 'Glossar' }).waitFor()
    const words = await page.getByRole('main').locator('dt').allInnerTexts()
    assert.ok(words.includes('Token-Familie'))
    assert.deepEqual(
      words,
      words.toSorted((a, b) => a.localeCompare(b, 'de')),
    )
    await context.close()
  })
})
