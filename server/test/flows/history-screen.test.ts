import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

describe('the history on the page of an application', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  async function openHistory(userName: string) {
    const { page, context } = await signIn(screen, userName)
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.locator('.lk-history-row').first().waitFor()
    return { page, context }
  }

  /** Edits the application as its page does, from within it. Out: the status of the answer. */
  async function edit(page: Page, body: object): Promise<number> {
    const path = `/api/v1/applications/${new URL(page.url()).pathname.split('/').at(-1)}`
    const answer = await page.request.get(`${screen.url}${path}`)
    const headers = { 'if-match': answer.headers()['etag'] ?? '', origin: screen.url }
    const edited = await page.request.patch(`${screen.url}${path}`, { headers, data: body })
    await page.reload()
    await page.locator('.lk-history-row').first().waitFor()
    return edited.status()
  }

  const search = (page: Page) => new URL(page.url()).searchParams

  test('is narrowed by what was done and by whom, in the address, and back again', async () => {
    const { page, context } = await openHistory('manager@harbour.example')
    await edit(page, { callbackUrls: ['https://planner.harbour.example/one'] })
    await page.getByLabel('What was done').selectOption('settings')
    await page.waitForURL(/group=settings/)
    await page.getByText('edited the application').first().waitFor()
    await page.getByRole('combobox', { name: 'By whom' }).fill('nobody@harbour.example')
    await page.keyboard.press('Enter')
    await page.getByText('No such changes').waitFor()
    assert.equal(search(page).get('actor'), 'nobody@harbour.example')
    await page.reload()
    await page.getByText('No such changes').waitFor()
    await page.getByRole('combobox', { name: 'By whom' }).fill('')
    await page.locator('.lk-history-row').first().waitFor()
    assert.deepEqual([search(page).get('actor'), search(page).get('group')], [null, 'settings'])
    await context.close()
  })

  test('has a link to each change, which shows that one alone and focused', async () => {
    const { page, context } = await openHistory('supervisor@harbour.example')
    await page
      .getByRole('link', { name: /^Link to this change/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'One change' }).waitFor()
    assert.match(search(page).get('entry') ?? '', /^aud_[0-9a-f]{32}$/)
    await page.reload()
    const row = page.locator('.lk-history-row')
    await row.waitFor()
    assert.deepEqual([await row.count(), await row.evaluate(node => node.matches(':focus'))], [1, true])
    assert.equal(await page.getByRole('button', { name: 'Revert' }).count(), 0)
    await page.getByRole('link', { name: 'Show all changes' }).click()
    await page.getByRole('heading', { name: 'Who changed what' }).waitFor()
    const address = new URL(page.url())
    address.searchParams.set('entry', 'aud_00000000000000000000000000000000')
    address.searchParams.set('tab', 'history')
    await page.goto(address.href)
    await page.getByText('No such change').waitFor()
    await context.close()
  })

  test('shows what came and went of a list, and reverts it against what stands now', async () => {
    const { page, context } = await openHistory('manager@harbour.example')
    const [one, two, three] = ['one', 'two', 'three'].map(name => `https://planner.harbour.example/${name}`)
    assert.equal(await edit(page, { callbackUrls: [one, two] }), 200)
    assert.equal(await edit(page, { callbackUrls: [two, three], lifetimes: { accessToken: 300 } }), 200)
    const row = page.locator('.lk-history-row').first()
    assert.equal(await row.locator('.lk-change-line[data-sign="−"]').count(), 1)
    await row.getByText(`removed: ${one}`).waitFor()
    await row.getByText(`added: ${three}`).waitFor()
    await row.getByRole('button', { name: 'Revert…' }).click()
    await row.getByRole('heading', { name: 'Reverting this changes' }).waitFor()
    await row.locator('.lk-revert').getByText(`added: ${one}`).waitFor()
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await assertAccessible(page, `a revert, ${colorScheme}, ${width}`)
      }
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      assert.ok(overflow <= 0, `a revert is ${overflow} px too wide at ${width}`)
    }
    await row.getByRole('button', { name: 'Revert', exact: true }).click()
    await page.getByText('The change is reverted.').waitFor()
    const latest = page.locator('.lk-history-row').first()
    await latest.getByText(`added: ${one}`).waitFor()
    await latest.getByText('default').waitFor()
    const before = page.locator('.lk-history-row').nth(1)
    await before.getByRole('button', { name: 'Revert…' }).click()
    await before.getByText('Nothing to do').waitFor()
    await context.close()
  })

  test('a revert on a version that somebody changed meanwhile saves nothing, and is shown anew', async () => {
    const { page, context } = await openHistory('manager@harbour.example')
    await edit(page, { callbackUrls: ['https://planner.harbour.example/a'] })
    await edit(page, { callbackUrls: ['https://planner.harbour.example/b'] })
    const row = page.locator('.lk-history-row').first()
    await row.getByRole('button', { name: 'Revert…' }).click()
    await row.locator('.lk-revert .lk-change').first().waitFor()
    const other = await openHistory('manager@harbour.example')
    await edit(other.page, { callbackUrls: ['https://planner.harbour.example/c'] })
    await row.getByRole('button', { name: 'Revert', exact: true }).click()
    await page.getByText('Somebody changed the application meanwhile').waitFor()
    await page.getByText('Changed again since then.').waitFor()
    await page.getByText('removed: https://planner.harbour.example/c', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Revert', exact: true }).click()
    await page.getByText('The change is reverted.').waitFor()
    await Promise.all([context.close(), other.context.close()])
  })

  test('a revert to what is not allowed any more says so at the entry, field by field', async () => {
    const { page, context } = await openHistory('manager@harbour.example')
    const setImplicit = (implicitAllowed: boolean) =>
      page.request.patch(`${screen.url}/api/v1/business-unit`, {
        headers: { origin: screen.url },
        data: { implicitAllowed },
      })
    assert.equal((await setImplicit(true)).status(), 200)
    await edit(page, { implicitAllowed: true })
    await edit(page, { implicitAllowed: false })
    assert.equal((await setImplicit(false)).status(), 200)
    const row = page.locator('.lk-history-row').first()
    await row.getByRole('button', { name: 'Revert…' }).click()
    await row.getByRole('button', { name: 'Revert', exact: true }).click()
    await row.getByText('not allowed any more').waitFor()
    await row.getByText('Implicit grant: The implicit grant is off').waitFor()
    await assertAccessible(page, 'a refused revert')
    await context.close()
  })
})
