import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { type RunningServer, startExample, startLatchkey } from '../support/server-process.ts'

export const PASSWORD = 'correct horse battery'

/** A running Latchkey with its sample, the contact-centre example beside it, and a browser. */
export type Screen = {
  readonly url: string
  readonly exampleUrl: string
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** Starts all three. In: more settings of Latchkey, if any. Whatever fails, what was started is stopped. */
export async function openScreen(more: Readonly<Record<string, string>> = {}): Promise<Screen> {
  const sample = { LATCHKEY_SAMPLE: '1', LATCHKEY_SAMPLE_PASSWORD: PASSWORD }
  const env = { ...sample, LATCHKEY_LOG: 'warn', ...more }
  const examplePort = String(await freePort())
  const started: { close: () => Promise<void> }[] = []
  const close = async (): Promise<void> => {
    for (const each of started.reverse()) await each.close()
  }
  const keep = (server: RunningServer): RunningServer => {
    started.push({ close: () => server.stop() })
    return server
  }
  try {
    const server = keep(await startLatchkey({ env: { ...env, LATCHKEY_EXAMPLE_PORT: examplePort } }))
    const example = keep(
      await startExample({ issuer: server.url, env: { LATCHKEY_EXAMPLE_PORT: examplePort } }),
    )
    const browser = await launchBrowser()
    started.push(browser)
    return { url: server.url, exampleUrl: example.url, browser, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where a test begins unless told: the list of API applications. The first page of each person is asked for as `/`. */
const BEGINNING = '/admin/account-settings/api-applications'

/** Opens a page at an address in a fresh profile and signs in there. Console errors fail the test. */
export async function signIn(
  screen: Screen,
  userName: string,
  options: Parameters<Browser['newContext']>[0] & { readonly path?: string } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const { path = BEGINNING, ...rest } = options
  const context = await screen.browser.newContext(rest)
  const page = await context.newPage()
  page.on('pageerror', error => assert.fail(`the page threw: ${error.message}`))
  page.on('console', message => assert.doesNotMatch(message.text(), /Content Security Policy/))
  await page.goto(`${screen.url}${path}`)
  // By what the fields are, since the page speaks the language of the browser.
  await page.locator('input[name="userName"]').fill(userName)
  await page.locator('input[name="password"]').fill(PASSWORD)
  await page.locator('#sign-in').click()
  return { page, context }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A wait of the page that ends all the same where no frame comes: what is held up there would hold up the test for ever. */
function atMost(wait: string): string {
  return `Promise.race([${wait}, new Promise(done => setTimeout(done, 3000))]).then(() => null)`
}

/** Runs axe over the page as it stands, WCAG 2.2 AA. Fails with what it found, element by element. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  // What is shown before its style is there is never looked at.
  await page.waitForLoadState('load')
  // Another colour scheme is told to the page with its next frame, and fades in from then on.
  await page.evaluate(atMost('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))'))
  // What still fades in has less contrast than it will have. What turns while something is awaited never ends.
  const fading = `Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))`
  await page.evaluate(atMost(fading))
  // The page's own policy forbids foreign scripts, so this one comes through the debugger.
  await page.evaluate(axeSource)
  const found: unknown = await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  }).then(result => result.violations.map(each => each.id + ': ' + each.nodes.map(node => node.target.join(' ')).join(', ')))`)
  assert.deepEqual(found, [], `axe on ${what}`)
}
