import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const SUPERVISOR = 'supervisor@harbour.example'

describe('many applications in the list', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('are chosen by rows, previewed, changed, and the change undone, by keyboard alone', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByLabel('Select Agent Desktop').press('Space')
    await page.getByText('1 selected').waitFor()
    await page.getByLabel('Select all rows of this page').press('Space')
    await page.getByRole('button', { name: 'Clear selection' }).press('Enter')
    await page.getByLabel('Select Agent Desktop').press('Space')
    await page.getByLabel('Select Shift Planner').press('Space')
    await page.getByText('2 selected').waitFor()
    await assertAccessible(page, 'chosen rows')
    await page.getByRole('button', { name: 'Change…' }).press('Enter')
    await page.getByLabel('What to do').selectOption({ label: 'Add a tag' })
    await page.getByLabel('Tag').fill(' ')
    await page.keyboard.press('Enter')
    await page.getByText('A tag has at least one character.').waitFor()
    await assertAccessible(page, 'the question')
    await page.getByLabel('Tag').fill('Night')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Add the tag night' }).waitFor()
    await page.getByText('2 of 2 will change').waitFor()
    await assertAccessible(page, 'the preview')
    await page.getByRole('button', { name: 'Change 2 applications' }).press('Enter')
    await page.getByText('2 of 2 changed').waitFor()
    await assertAccessible(page, 'what was done')
    await page.getByRole('button', { name: 'Undo…' }).press('Enter')
    await page.getByRole('heading', { name: 'Undo: Add the tag night' }).waitFor()
    await page.getByRole('button', { name: 'Change 2 applications' }).press('Enter')
    await page.getByText('2 of 2 changed').waitFor()
    await page.getByRole('link', { name: 'Bulk changes', exact: true }).press('Enter')
    await page.getByText('Undone', { exact: true }).waitFor()
    await assertAccessible(page, 'the list of bulk changes')
    await context.close()
  })

  test('that match are chosen together, and a deactivation says beforehand what ends', async () => {
    const { page, context } = await signIn(screen, MANAGER, {
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
    })
    await page.getByLabel('Select Agent Desktop').check()
    await page.getByRole('button', { name: 'Select all that match' }).click()
    await page.getByText(/^All \d+ that match are selected$/).waitFor()
    await assertAccessible(page, 'all chosen, 390 px, dark')
    await page.getByRole('button', { name: 'Change…' }).click()
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('heading', { name: 'Who would notice' }).waitFor()
    await assertAccessible(page, 'the preview of a deactivation, 390 px, dark')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.equal(wide, 390)
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('heading', { name: 'API Applications' }).waitFor()
    await context.close()
  })

  test('are not to be chosen by who may change nothing, who still sees what was changed', async () => {
    const { page, context } = await signIn(screen, SUPERVISOR)
    await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
    assert.equal(await page.getByRole('checkbox').count(), 0)
    await page.goto(`${screen.url}${LIST}/bulk`)
    await page.getByRole('link', { name: 'Undo: Add the tag night' }).waitFor()
    await context.close()
  })
})
