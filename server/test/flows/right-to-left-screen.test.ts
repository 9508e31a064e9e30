import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const ENTRY = 'app_01934f6a5b7c7000800000000000a001'

const WALKS = {
  'manager@harbour.example': [
    '/admin',
    LIST,
    `${LIST}/new`,
    `${LIST}/file`,
    `${LIST}/requests`,
    `${LIST}/deleted`,
    `${LIST}/bulk`,
    `${LIST}/transfers`,
    '/admin/account-settings/alerts',
    '/admin/account-settings/users',
    '/admin/account-settings/security-profiles',
    '/admin/account-settings/security-profiles/agent',
    '/admin/account-settings/business-unit',
    '/admin/account-settings/audit',
    '/admin/glossary',
    '/account',
  ],
  'operator@latchkey.example': [
    '/platform',
    '/platform/health',
    '/platform/apis',
    '/platform/catalogue',
    `/platform/catalogue/${ENTRY}`,
    '/platform/catalogue/new',
    '/platform/business-units',
    '/platform/business-units/4512345',
    '/platform/business-units/new',
    '/platform/signing-keys',
    '/platform/mail',
    '/platform/audit',
    '/admin/platform/requests',
  ],
} as const

/** Turns the page over as it stands, and looks for what is wider than the window or lies outside of it. */
async function assertHolds(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(`document.documentElement.dir = 'rtl'`)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width}, from right to left`)
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox()
    assert.ok(
      heading !== null && heading.x >= 0 && heading.x + heading.width <= width,
      `${what}: the heading`,
    )
  }
}

describe('the console from right to left', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  for (const [who, paths] of Object.entries(WALKS)) {
    test(`holds on every page of ${who}`, async () => {
      const { page, context } = await signIn(screen, who)
      await page.getByRole('heading', { level: 1 }).waitFor()
      for (const path of paths) {
        await page.goto(`${screen.url}${path}`)
        await assertHolds(page, path)
      }
      await context.close()
    })
  }

  test('begins where its language begins: the menu stands on the right, and names on the right of their rows', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example', {
      viewport: { width: 1280, height: 844 },
    })
    const link = page.getByRole('link', { name: 'Shift Planner' })
    await link.waitFor()
    await page.evaluate(`document.documentElement.dir = 'rtl'`)
    const [menu, row] = [
      await page.getByRole('link', { name: 'API Applications', exact: true }).first().boundingBox(),
      await link.boundingBox(),
    ]
    assert.ok((menu?.x ?? 0) > 1000, 'the menu')
    assert.ok((row?.x ?? 0) > 640, 'the name')
    await context.close()
  })
})
