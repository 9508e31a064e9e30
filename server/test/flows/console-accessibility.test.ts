import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate(node => node.matches(':focus'))
}

describe('every screen of the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing and nothing scrolls sideways (${colorScheme}, ${width} px)`, async () => {
        const options = { colorScheme, viewport: { width, height: 844 } }
        const { page, context } = await signIn(screen, 'manager@harbour.example', options)
        await page.waitForURL(`**${LIST}`)
        await page.getByRole('link', { name: 'Shift Planner' }).click()
        await settled(page)
        const details = new URL(page.url()).pathname
        const paths = [
          LIST,
          `${LIST}?search=nothing-like-it`,
          `${LIST}/new`,
          details,
          `${details}?tab=secrets`,
          `${details}?tab=history`,
          `${details}?tab=refused`,
          `${details}/edit`,
          `${LIST}/app_00000000000000000000000000000000`,
          '/admin/account-settings/business-unit',
          '/admin/nowhere',
        ]
        for (const path of paths) {
          await page.goto(`${screen.url}${path}`)
          await settled(page)
          await assertAccessible(page, `${path}, ${colorScheme}, ${width}`)
          const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
          assert.ok(overflow <= 0, `${path} is ${overflow} px too wide at ${width}`)
        }
        await context.close()
      })
    }
  }

  test('the way from the list to a new application works with the keyboard alone', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.waitForURL(`**${LIST}`)
    await settled(page)
    const create = page.getByRole('link', { name: 'Create New' })
    for (let presses = 0; presses < 40 && !(await isFocused(create)); presses++) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(`**${LIST}/new`)
    const name = page.getByLabel('Vendor Name')
    await name.waitFor()
    for (let presses = 0; presses < 40 && !(await isFocused(name)); presses++) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('By keyboard')
    assert.equal(await name.inputValue(), 'By keyboard')
    await context.close()
  })
})
