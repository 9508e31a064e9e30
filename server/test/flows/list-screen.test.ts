import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const SUPERVISOR = 'supervisor@harbour.example'

async function namesIn(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle')
  return page.getByRole('rowheader').getByRole('link').allInnerTexts()
}

describe('the list of API applications', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('owners and tags are changed on the page of an application, and the list is narrowed by them', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Agent Desktop' }).click()
    const open = page.getByRole('button', { name: 'Change owners and tags' })
    await open.press('Enter')
    const owners = page.getByRole('combobox', { name: 'Owners' })
    await page.getByLabel('Owners', { exact: true }).and(page.locator(':focus')).waitFor()
    await owners.fill(`nobody@nowhere.example, ${MANAGER}`)
    await page.getByRole('textbox', { name: 'Tags' }).fill('Night Shift, desktop')
    await page.getByRole('button', { name: 'Save owners and tags' }).click()
    await page.getByText('is no user of this business unit').first().waitFor()
    await assertAccessible(page, 'a refused change of owners')
    await owners.fill(`${SUPERVISOR}, ${MANAGER}`)
    await page.keyboard.press('Enter')
    await page.getByText('night-shift', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Change owners and tags' }).and(page.locator(':focus')).waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Owners', { exact: true }).first().waitFor()
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('button', { name: 'Filters' }).press('Enter')
    await page.getByLabel('Tag', { exact: true }).fill('night shift')
    await assertAccessible(page, 'the filters')
    await page.keyboard.press('Enter')
    await page.waitForURL('**?tag=night*shift')
    await page.getByText('1 API application').waitFor()
    assert.deepEqual(await namesIn(page), ['Agent Desktop'])
    await page.getByRole('button', { name: 'Remove filter Tag: night shift' }).click()
    await page.waitForURL(`**${LIST}`)
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    assert.ok((await namesIn(page)).length > 3)
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByLabel('Owners').check()
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /Agent Desktop.*Harbour Supervisor \+1/ }).waitFor()
    await context.close()
  })

  test('who may not edit sees owners and tags and no way to change them', async () => {
    const { page, context } = await signIn(screen, SUPERVISOR)
    await page.getByRole('link', { name: 'Agent Desktop' }).click()
    await page.getByRole('heading', { name: 'Owners and tags' }).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Change owners and tags' }).count(), 0)
    await context.close()
  })

  test('what is filtered is exported as a file', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}?search=Shift`)
    await page.getByRole('button', { name: 'Export' }).press('Enter')
    await page.getByText('Exactly what the search and filters let through').waitFor()
    await assertAccessible(page, 'the export')
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV, for spreadsheets' }).press('Enter')
    const saved = await file
    assert.equal(saved.suggestedFilename(), 'api-applications-4512345.csv')
    const text = readFileSync(await saved.path(), 'utf8')
    assert.deepEqual(
      text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map(line => line.split(',')[3]),
      ['Shift Planner'],
    )
    await page.getByText('Exported. Your browser has the file.').waitFor()
    await context.close()
  })

  test('a view is saved, shown again, and shown at first to who comes anew', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    await page.goto(`${screen.url}${LIST}?status=inactive&columns=vendor.status`)
    await page.getByRole('button', { name: 'Views' }).press('Enter')
    await page.getByLabel('Save what is shown as').fill('Stopped ones')
    await page.keyboard.press('Enter')
    await page.getByLabel('Save what is shown as').waitFor({ state: 'detached' })
    await page.goto(`${screen.url}${LIST}`)
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    assert.ok((await namesIn(page)).length > 3)
    await page.getByRole('button', { name: 'Views' }).press('Enter')
    await page.getByRole('button', { name: /^Show at first\s*: Stopped ones$/ }).press('Enter')
    await page.getByText('Shown at first').waitFor()
    await assertAccessible(page, 'the views')
    await page.getByRole('button', { name: 'Stopped ones', exact: true }).press('Enter')
    await page.waitForURL('**status=inactive**')
    await page.getByText('1 API application', { exact: true }).waitFor()
    assert.deepEqual(await namesIn(page), ['Campaign Dialler'])
    await page.getByRole('button', { name: 'Remove filter Status: Inactive' }).click()
    await page.getByRole('link', { name: 'Agent Desktop' }).waitFor()
    await page.goto(`${screen.url}${LIST}`)
    await page.waitForURL('**status=inactive**')
    assert.equal(await page.getByRole('columnheader', { name: 'Created' }).count(), 0)
    await page.getByRole('button', { name: 'Views' }).press('Enter')
    await page.getByRole('button', { name: /^Delete\s*: Stopped ones$/ }).press('Enter')
    await page.getByText('A view keeps filters and columns').waitFor()
    await context.close()
  })

  test('every filter stands as a chip, survives a reload, and all go at once where nothing matches', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.waitForURL(`**${LIST}`)
    const query = 'status=active&scope=CustomApi&owner=none&idle=90d&secretEnds=7d&legacy=implicit'
    await page.goto(`${screen.url}${LIST}?${query}`)
    await page.getByText('No API application matches').waitFor()
    for (const chip of [
      'Status: Active',
      'API scope: CustomApi',
      'Without an active owner',
      'Not used for 90 days',
      'A secret ends within 7 days',
      'Uses the implicit grant (legacy)',
    ]) {
      await page.getByRole('button', { name: `Remove filter ${chip}` }).waitFor()
    }
    await page.reload()
    await page.getByText('Use is kept since').waitFor()
    await assertAccessible(page, 'a list without a match')
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await page.waitForURL(`**${LIST}`)
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    assert.ok((await namesIn(page)).length > 3)
    await context.close()
  })

  test('rows are compact where that is chosen, at once and when the browser comes back', async () => {
    const { page, context } = await signIn(screen, MANAGER, { viewport: { width: 1400, height: 900 } })
    const row = page.getByRole('row', { name: /Shift Planner/ })
    const height = async () => Math.round((await row.boundingBox())?.height ?? 0)
    await row.waitFor()
    assert.equal(await height(), 44)
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByLabel('Compact rows').check()
    assert.equal(await height(), 36)
    await page.reload()
    await row.waitFor()
    assert.equal(await height(), 36)
    await assertAccessible(page, 'compact rows')
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByLabel('Compact rows').uncheck()
    assert.equal(await height(), 44)
    await page.reload()
    await row.waitFor()
    assert.equal(await height(), 44)
    await context.close()
  })

  test('columns are chosen, stand in the address, and stay over a filter', async () => {
    const { page, context } = await signIn(screen, MANAGER, { viewport: { width: 1400, height: 900 } })
    await page.waitForURL(`**${LIST}`)
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    await page.getByLabel('Last used').check()
    await page.getByLabel('Created').uncheck()
    await assertAccessible(page, 'the choice of columns')
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: 'Last used' }).waitFor()
    assert.equal(await page.getByRole('columnheader', { name: 'Created' }).count(), 0)
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Active')
    await page.waitForURL('**status=active**')
    await page.reload()
    await page.getByRole('columnheader', { name: 'Last used' }).waitFor()
    await context.close()
  })
})
