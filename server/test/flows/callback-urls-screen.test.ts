import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startListening } from '../support/listening.ts'
import { assertAccessible, openScreen, type Screen, signIn } from './screen.ts'

const A = 'https://a.harbour.example/callback'
const B = 'https://b.harbour.example/callback'

describe('callback URLs on the screen', () => {
  let screen: Screen
  before(async () => {
    screen = await openScreen()
  })
  after(() => screen.close())

  const rows = (page: Page) => page.locator('#callbackUrls input')

  async function openEdit(name: string) {
    const { page, context } = await signIn(screen, 'manager@harbour.example')
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await rows(page).first().waitFor()
    return { page, context }
  }

  async function paste(page: Page, text: string): Promise<void> {
    await rows(page).last().focus()
    await page.evaluate(`(() => {
      const data = new DataTransfer()
      data.setData('text', ${JSON.stringify(text)})
      document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })()`)
  }

  test('many are pasted at once, what was merged is told, and the mend of what breaks a rule is a button', async () => {
    const { page, context } = await openEdit('Shift Planner')
    const before = await rows(page).count()
    await page.getByRole('button', { name: 'Add callback URL' }).click()
    await paste(page, `${A}, ${A}\nhttp://b.harbour.example/callback`)
    await page.getByText('3 URLs pasted; 1 was there already and is merged; 1 row breaks a rule.').waitFor()
    assert.equal(await rows(page).count(), before + 2)
    await page.getByRole('button', { name: `Use ${B}` }).click()
    assert.equal(await rows(page).last().inputValue(), B)
    assert.equal(await page.getByRole('button', { name: /^Use / }).count(), 0)
    assert.equal(await page.locator('#callbackUrls input:focus').inputValue(), B)
    await assertAccessible(page, 'the edit page after a paste')
    await context.close()
  })

  test('a redirect is tested by a real round trip to the registered URL, with a code that nobody can redeem', async () => {
    const came: URL[] = []
    const listening = await startListening(
      createServer((request, response) => {
        came.push(new URL(request.url ?? '', 'http://127.0.0.1'))
        response.writeHead(200, { 'content-type': 'text/plain' }).end('I did not ask for this.')
      }),
    )
    try {
      const { page, context } = await openEdit('Shift Planner')
      const url = `http://127.0.0.1:${listening.port}/callback`
      await page.getByRole('button', { name: 'Add callback URL' }).click()
      await rows(page).last().fill(url)
      await page.getByRole('button', { name: 'Save changes' }).click()
      await page.getByRole('button', { name: `Test this redirect: ${url}` }).click()
      await page.getByText('it is bound to a proof that does not exist').waitFor()
      await assertAccessible(page, 'the question before a redirect is tested')
      const opening = context.waitForEvent('page')
      await page.getByRole('link', { name: 'Open the test in a new tab' }).click()
      const tab = await opening
      const allow = tab.getByRole('button', { name: 'Allow' })
      await allow.or(tab.getByText('I did not ask for this.')).waitFor()
      if (await allow.isVisible()) await allow.click()
      await tab.getByText('I did not ask for this.').waitFor()
      const answer = came.find(each => each.pathname === '/callback')
      assert.match(answer?.searchParams.get('code') ?? '', /^lkc_/)
      assert.match(answer?.searchParams.get('state') ?? '', /^redirect-test-/)
      await context.close()
    } finally {
      await listening.stop()
    }
  })

  test('how they do is told on request; what leads to the machine of a user is not asked', async () => {
    const { page, context } = await openEdit('Shift Planner')
    await page.getByRole('button', { name: 'Add callback URL' }).click()
    await rows(page).last().fill('https://nowhere.invalid/callback')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('button', { name: 'Check how they do' }).click()
    await page.getByText('Its host is not found on the public internet').first().waitFor()
    await page.getByText('Only that machine can tell whether it works.').first().waitFor()
    await page.getByRole('button', { name: 'Check again' }).waitFor()
    await assertAccessible(page, 'the callback URLs with how they do')
    await context.close()
  })
})
