import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { ENGLISH } from '@latchkey/contract/words/words.ts'
import { SUBMIT_SCRIPT_HASH } from '../headers.ts'
import { formPostPage, SUBMIT_SCRIPT } from './form-post-page.ts'

function pageOf(text: string): string {
  return formPostPage({ words: ENGLISH, action: text, fields: [['state', text]], application: text })
}

test('the policy names the hash of the script that stands in the page, and of no other', () => {
  const scripts = [...pageOf('x').matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  assert.deepEqual(
    scripts.map(([, attributes, script]) => [attributes, script]),
    [['', SUBMIT_SCRIPT]],
  )
  assert.equal(SUBMIT_SCRIPT_HASH, `sha256-${createHash('sha256').update(SUBMIT_SCRIPT).digest('base64')}`)
})

test('whatever the values hold, the page has one form, one script and one button', () => {
  const plain = pageOf('x')
  for (const text of [
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)",
    '</form><form action=//evil.example>',
    '&quot;&#34;',
  ]) {
    const page = pageOf(text)
    for (const pattern of [/</g, />/g, /"/g, /'/g]) {
      assert.equal([...page.matchAll(pattern)].length, [...plain.matchAll(pattern)].length, text)
    }
  }
  assert.match(plain, /<button class="primary" id="continue" type="submit">Continue<\/button>/)
})

test('is in the language of the person', () => {
  const words = { ...ENGLISH, language: 'de', say: () => 'gesagt' } as const
  const page = formPostPage({ words, action: 'x', fields: [], application: 'x' })
  assert.match(page, /<html lang="de">/)
  assert.doesNotMatch(page.replace(/<script>.*<\/script>|<[^>]*>/g, ''), /application|Continue/)
})
