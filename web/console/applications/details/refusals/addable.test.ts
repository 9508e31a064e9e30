import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addable, newSite } from './addable.ts'
import { markAt } from './marked.ts'

const CB = 'https://app.example/cb'
const own = { type: 'internal', callbackUrls: [CB] } as const

test('a URL that keeps the rules can be added to an application of the business unit', () => {
  assert.deepEqual(addable(own, `${CB}/`), { ok: true })
})

test('what cannot be added is told why', () => {
  const full = { ...own, callbackUrls: [1, 2, 3, 4, 5].map(digit => `${CB}${digit}`) }
  for (const [application, url, why] of [
    [{ ...own, type: 'external', callbackUrls: [CB] }, `${CB}/`, /vendor/],
    [{ ...own, callbackUrls: [CB] }, CB, /registered by now/],
    [{ ...own, callbackUrls: [CB] }, 'http://app.example/cb', /Use https/],
    [{ ...own, callbackUrls: [CB] }, `${CB}#…`, /cannot be registered/],
    [{ ...own, callbackUrls: [CB] }, '', /cannot be registered/],
    [full, `${CB}/`, /5 callback URLs already/],
  ] as const) {
    const verdict = addable(application, url)
    assert.ok(!verdict.ok)
    assert.match(verdict.why, why)
  }
})

test('a site of which nothing is registered is told apart from one that is known', () => {
  const application = { ...own, callbackUrls: [CB, 'com.example.app:/cb'] }
  assert.equal(newSite(application, 'https://app.example:8443/other'), null)
  assert.equal(newSite(application, 'com.example.app:/other'), null)
  assert.equal(newSite(application, 'https://app.example.evil.test/cb'), 'app.example.evil.test')
  assert.equal(newSite(application, 'com.example.evil:/cb'), 'com.example.evil:')
})

test('a character is marked where it stands, whole, or not at all behind the end', () => {
  assert.deepEqual(markAt('a𝒳b', 1), { before: 'a', character: '𝒳', after: 'b' })
  assert.deepEqual(markAt('ab', 2), { before: 'ab', character: null, after: '' })
  assert.deepEqual(markAt('', 0), { before: '', character: null, after: '' })
})
