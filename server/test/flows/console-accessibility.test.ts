import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Presses Tab until the element has the focus. Fails when it never gets it. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 60 && !(await isFocused(element)); presses++) {
    await page.keyboard.press('Tab')
  }
  assert.ok(await isFocused(element), 'the keyboard reaches it')
}

async function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate(node => node.matches(':focus'))
}

/** Looks at a page in both themes and at both widths, as it stands: loading it anew would show the same. */
async function assertGoodInEveryForm(page: Page, what: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
      await assertAccessible(page, `${what}, ${colorScheme}, ${width}`)
    }
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    assert.ok(overflow <= 0, `${what} is ${overflow} px too wide at ${width}`)
  }
}

describe('every screen of the console', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  test('axe finds nothing and nothing scrolls sideways, on every page', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
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
      `${details}?tab=notes`,
      `${details}?tab=history`,
      `${details}?tab=history&group=secrets&actor=nobody`,
      `${details}?tab=activity`,
      `${details}/edit`,
      `${LIST}/app_00000000000000000000000000000000`,
      '/admin/account-settings/business-unit',
      '/admin/account-settings/security-profiles',
      '/admin/account-settings/security-profiles/agent',
      '/account',
      '/admin/nowhere',
    ]
    for (const path of paths) {
      await page.goto(`${screen.url}${path}`)
      await settled(page)
      await assertGoodInEveryForm(page, path)
    }
    await context.close()
  })

  test('axe finds nothing where an edit is open, at fault, or asks', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await settled(page)
    await page.getByRole('button', { name: 'Consent for everybody' }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'openid' }).waitFor()
    await assertGoodInEveryForm(page, 'the consent for everybody')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await settled(page)
    await page.getByRole('link', { name: 'Advanced' }).click()
    await page.getByRole('radio', { name: 'Another one in each sector' }).check()
    await page.getByRole('radio', { name: 'Paste them' }).check()
    await page.getByLabel('JWK Set', { exact: true }).fill('{"kty": "EC"}')
    await page.getByLabel('Back-channel logout URL').fill('http://planner.harbour.example')
    await assertGoodInEveryForm(page, 'an edit with everything open')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('2 fields need attention').waitFor()
    await assertGoodInEveryForm(page, 'an edit with faults')
    await page.getByRole('button', { name: 'pairwise subject' }).click()
    await page.getByRole('button', { name: 'Close' }).waitFor()
    await assertGoodInEveryForm(page, 'a term explained')
    await context.close()
  })

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

  test('a choice of the advanced part of an edit is changed with the keyboard alone', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name: 'Shift Planner' }).click()
    await settled(page)
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await settled(page)
    await tabTo(page, page.getByRole('link', { name: 'Advanced' }))
    await page.keyboard.press('Enter')
    assert.ok(await isFocused(page.getByRole('heading', { name: 'Advanced' })))
    await tabTo(page, page.getByRole('radio', { name: 'The same for every application' }))
    await page.keyboard.press('ArrowDown')
    assert.ok(await page.getByRole('radio', { name: 'Another one in each sector' }).isChecked())
    await tabTo(page, page.getByRole('button', { name: 'Save changes' }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Shift Planner', exact: true }).waitFor()
    await page.getByText('Another one in each sector').waitFor()
    await context.close()
  })

  test('a hint comes with the focus, names what it is about, and goes with Escape', async () => {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    const time = page.locator('time').first()
    const hint = page.getByRole('tooltip')
    await tabTo(page, time)
    // Those of what was passed on the way fade out.
    for (let look = 0; look < 60 && (await hint.count()) !== 1; look++) await page.waitForTimeout(50)
    await hint.waitFor()
    assert.match((await hint.textContent()) ?? '', /\d{4} at \d/)
    const described = await time.getAttribute('aria-describedby')
    assert.equal(await page.locator(`[id="${described}"]`).textContent(), await hint.textContent())
    await assertAccessible(page, 'an open hint')
    await page.keyboard.press('Escape')
    await hint.waitFor({ state: 'detached' })
    assert.ok(await isFocused(time), 'the focus stays')
    await page
      .getByRole('button', { name: /^Copy Application ID/ })
      .first()
      .hover()
    await page.getByRole('tooltip', { name: /^Copy Application ID/ }).waitFor()
    await page.mouse.move(0, 0)
    await hint.waitFor({ state: 'detached' })
    await context.close()
  })
})
