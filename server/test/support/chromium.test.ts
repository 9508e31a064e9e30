import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findChromium, launchBrowser } from './chromium.ts'

test('Chromium opens a page and runs its script', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Hello</h1><script>document.querySelector("h1").append(" there")</script>')
    assert.equal(await page.textContent('h1'), 'Hello there')
  } finally {
    await browser.close()
  }
})

test('a Chromium that is named but not there is not replaced by another', t => {
  const before = process.env['LATCHKEY_TEST_CHROMIUM']
  t.after(() => {
    if (before === undefined) delete process.env['LATCHKEY_TEST_CHROMIUM']
    else process.env['LATCHKEY_TEST_CHROMIUM'] = before
  })
  process.env['LATCHKEY_TEST_CHROMIUM'] = '/no/such/chromium'
  assert.equal(findChromium(), null)
})
