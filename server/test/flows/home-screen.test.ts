import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const MANAGER = 'manager@harbour.example'
const DAY_MS = 86_400_000

/** Makes an application with a secret that ends within the month. Out: its id. */
async function registerEnding(page: Page, screen: Screen, name: string): Promise<void> {
  const { request } = page.context()
  const made = await request.post(`${screen.url}/api/v1/applications`, {
    data: {
      vendorName: 'Harbour',
      name,
      scopes: ['RealTimeApi'],
      callbackUrls: ['https://a.harbour.example/back'],
    },
  })
  assert.equal(made.status(), 201, await made.text())
  const { application } = await made.json()
  const added = await request.post(`${screen.url}/api/v1/applications/${application.id}/secrets`, {
    data: { label: 'Short', expiresAt: new Date(Date.now() + 20 * DAY_MS).toISOString() },
  })
  assert.equal(added.status(), 201, await added.text())
}

async function assertFits(page: Page, width: number): Promise<void> {
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'))
  assert.ok(wide <= width, `the page is ${wide} wide`)
}

describe('the first page', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('says calmly that nothing is wanted, and what was looked at', async () => {
    const { page, context } = await signIn(screen, 'manager@meadow.example', { path: '/' })
    await page.getByRole('heading', { name: 'Nothing needs you' }).waitFor()
    await page.getByText('No secret ends within 30 days').waitFor()
    await page.getByText('Every application has an owner').waitFor()
    assert.equal(await page.title(), 'What needs you · Latchkey')
    await context.close()
  })

  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    test(`leads by the keyboard to the list that has as many as it says (${colorScheme}, ${width} px)`, async () => {
      const viewport = { width, height: 900 }
      const { page, context } = await signIn(screen, MANAGER, { path: '/', colorScheme, viewport })
      await page.waitForURL('**/admin')
      await registerEnding(page, screen, `Ends at ${width}`)
      await page.reload()
      const row = page.getByRole('link', { name: /secrets? that ends within 30 days/ })
      const words = await row.innerText()
      await assertAccessible(page, `the first page, ${colorScheme}, ${width}`)
      await assertFits(page, width)
      await row.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${LIST}?status=active&secretEnds=30d`)
      const count = Number.parseInt(words, 10)
      await page.getByText(new RegExp(`^${count} API applications?$`)).waitFor()
      await page.goBack()
      await page.getByRole('heading', { level: 1, name: 'What needs you' }).waitFor()
      await context.close()
    })
  }

  test('counts what others offer and leads to it, and who was invited and has not answered', async () => {
    const giver = await signIn(screen, MANAGER)
    await giver.page.waitForURL('**/api-applications')
    await registerEnding(giver.page, screen, 'On its way')
    const api = `${screen.url}/api/v1`
    const found = await (
      await giver.context.request.get(`${api}/applications?search=${encodeURIComponent('On its way')}`)
    ).json()
    const offered = await giver.context.request.post(`${api}/applications/${found.items[0].id}/transfer`, {
      data: { name: 'On its way', to: '4598765' },
    })
    assert.equal(offered.status(), 201, await offered.text())
    await giver.context.close()
    const { page, context } = await signIn(screen, 'manager@meadow.example', { path: '/' })
    const row = page.getByRole('link', { name: '1 application is offered to you' })
    await row.waitFor()
    await page.getByText('No invitation is about to end').waitFor()
    await assertAccessible(page, 'the first page with an offer')
    await row.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${LIST}/transfers`)
    await page.getByRole('link', { name: 'On its way' }).click()
    await page.getByRole('button', { name: 'Accept' }).waitFor()
    await context.close()
  })

  test('is said in German to who reads it', async () => {
    const { page, context } = await signIn(screen, MANAGER, { path: '/', locale: 'de-DE' })
    await page.getByRole('heading', { level: 1, name: 'Was ansteht' }).waitFor()
    await page.getByText('Keine Anwendung nutzt den Implicit Grant').waitFor()
    await context.close()
  })

  test('is a place of the menu and of the palette, and two keys lead to it', async () => {
    const { page, context } = await signIn(screen, MANAGER)
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    const heading = page.getByRole('heading', { level: 1, name: 'What needs you' })
    await heading.waitFor()
    const entry = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'What needs you' })
    assert.equal(await entry.getAttribute('aria-current'), 'page')
    await page.getByRole('link', { name: 'API Applications' }).first().click()
    await page.getByRole('link', { name: 'Shift Planner' }).waitFor()
    assert.equal(await entry.getAttribute('aria-current'), null)
    await context.close()
  })

  test('of somebody who may not see applications says so, by its own address', async () => {
    const { page, context } = await signIn(screen, 'agent@harbour.example', { path: '/admin' })
    await page.getByText('Your security profile does not permit this').waitFor()
    assert.equal(await page.getByRole('link', { name: 'What needs you' }).count(), 0)
    await context.close()
  })
})

describe('a page that is loading', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  /** Layout shifts as they come, summed as Chromium reports them; what a person caused is not counted. */
  const WATCH = `window.shifted = 0; new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value
  }).observe({ type: 'layout-shift', buffered: true })`

  for (const width of [1280, 390]) {
    test(`does not move under the eyes of who reads it (${width} px)`, async () => {
      const viewport = { width, height: 844 }
      const { page, context } = await signIn(screen, MANAGER, { viewport })
      await page.getByRole('link', { name: 'Shift Planner' }).click()
      await page.getByRole('heading', { level: 1, name: 'Shift Planner' }).waitFor()
      const details = new URL(page.url()).pathname
      await page.addInitScript(WATCH)
      const moved: string[] = []
      for (const path of [
        '/admin',
        LIST,
        details,
        `${details}?tab=secrets`,
        `${details}?tab=history`,
        `${details}/edit`,
        `${LIST}/new`,
        '/admin/account-settings/alerts',
        '/admin/account-settings/business-unit',
        '/account',
      ]) {
        await page.goto(`${screen.url}${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        const shift = Number(await page.evaluate('window.shifted'))
        if (shift >= 0.05) moved.push(`${path} ${shift.toFixed(3)}`)
      }
      assert.deepEqual(moved, [])
      await context.close()
    })
  }
})
