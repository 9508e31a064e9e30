import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { assertAccessible } from './screen.ts'

/** Both themes and a phone, with axe, and nothing wider than the screen. In: the page as it stands, and what it shows. */
export async function lookAround(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours begin to change with the next frame; before it there is no animation to wait for.
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    await assertAccessible(page, `${what}, ${colorScheme}`)
    await picture(page, `${what} ${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await assertAccessible(page, `${what}, on a phone`)
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  assert.ok(Number(wide) <= 390, `${what} is ${String(wide)} wide`)
  await picture(page, `${what} phone`)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Keeps a picture where LATCHKEY_TEST_PICTURES names a folder, for whoever wants to see what a test saw. */
async function picture(page: Page, what: string): Promise<void> {
  const folder = process.env['LATCHKEY_TEST_PICTURES']
  if (folder === undefined || folder === '') return
  await page.screenshot({ path: `${folder}/${what.replaceAll(' ', '-')}.png`, fullPage: true })
}
