import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mendedCallbackUrl } from './callback-mend.ts'
import { checkCallbackUrl } from './callback-url.ts'

const MENDED: readonly (readonly [typed: string, meant: string | null])[] = [
  ['https://app.example.com/callback', null],
  ['com.example.app:/callback', null],
  ['', null],
  ['http://app.example.com/callback', 'https://app.example.com/callback'],
  ['app.example.com/callback', 'https://app.example.com/callback'],
  ['app.example.com:8443/callback', 'https://app.example.com:8443/callback'],
  ['//app.example.com/callback', 'https://app.example.com/callback'],
  ['https:/app.example.com/callback', 'https://app.example.com/callback'],
  ['localhost:3000/callback', 'http://localhost:3000/callback'],
  ['https://app.example.com/callback#done', 'https://app.example.com/callback'],
  ['https://me:secret@app.example.com/callback', 'https://app.example.com/callback'],
  ['HTTPS://App.Example.com/Callback', 'https://app.example.com/Callback'],
  ['https://app.example.com/a/../callback', 'https://app.example.com/callback'],
  [' "https://app.example.com/callback" ', 'https://app.example.com/callback'],
  ['https://bücher.example/zurück', 'https://xn--bcher-kva.example/zur%C3%BCck'],
  ['  <http://app.example.com/callback#x>', 'https://app.example.com/callback'],
  ['COM.EXAMPLE.APP:/callback', 'com.example.app:/callback'],
  ['https://*.example.com/callback', null],
  ['ftp://files.example.com/', null],
  ['javascript:alert(1)', null],
  ['callback', null],
  [`https://app.example.com/${'x'.repeat(2000)}`, null],
]

describe('the mend of a callback URL', () => {
  for (const [typed, meant] of MENDED) {
    test(`${typed.slice(0, 60) || '(empty)'} was meant to be ${meant ?? 'nothing that could be told'}`, () => {
      assert.equal(mendedCallbackUrl(typed), meant)
    })
  }

  test('whatever is typed, what is offered breaks no rule and is not what was typed', () => {
    const parts = [
      'https',
      'http',
      'HTTP',
      '://',
      ':',
      '/',
      '//',
      'a.example',
      'localhost',
      '@',
      'u:p',
      '#',
      '?',
      '*',
    ]
    const more = [
      '..',
      '%',
      'ü',
      ' ',
      '"',
      '\\',
      ':80',
      ':443',
      'callback',
      '\u0000',
      '[::1]',
      'x'.repeat(1995),
    ]
    const all = [...parts, ...more]
    let seed = 7
    const next = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % most
    }
    for (let round = 0; round < 5000; round += 1) {
      const text = Array.from({ length: 1 + next(7) }, () => all[next(all.length)] ?? '').join('')
      const mended = mendedCallbackUrl(text)
      if (mended === null) continue
      assert.notEqual(mended, text)
      assert.equal(checkCallbackUrl(mended).ok, true, `${text} → ${mended}`)
    }
  })
})
