import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY } from '../../lib/clock.ts'
import { canBeLookedAt, judgeUrl, type Looked, seemsUnused } from './url-health.ts'

const URL_HERE = 'https://app.example.com/callback'
const NOW = Date.parse('2026-11-22T09:00:00Z')
const LATER = NOW + 60 * DAY

const done = (
  status: number,
  location: string | null = null,
  certificateEnds: number | null = LATER,
): Looked => ({
  at: 'done',
  status,
  location,
  certificateEnds,
})

const CASES: readonly (readonly [what: string, looked: Looked, verdict: string, words: RegExp])[] = [
  ['an answer is well', done(200), 'well', /answers \(200\)/],
  ['a refusal of a request without a code is well', done(400), 'well', /400/],
  ['a page that is not there is worth a look', done(404), 'look', /no such page/],
  ['a fault of its own is broken', done(502), 'broken', /502/],
  ['a redirect within the site is well', done(302, '/sign-in'), 'well', /302/],
  [
    'a redirect elsewhere is worth a look',
    done(302, 'https://other.example/x?code=1'),
    'look',
    /another site/,
  ],
  ['a redirect to no URL is well', done(302, 'javascript:alert(1)'), 'well', /302/],
  ['a certificate that ends soon is worth a look', done(200, null, NOW + 5 * DAY), 'look', /ends soon/],
  ['an expired certificate is broken', { at: 'certificate', code: 'CERT_HAS_EXPIRED' }, 'broken', /expired/],
  [
    'an unknown fault of the certificate is broken',
    { at: 'certificate', code: 'X' },
    'broken',
    /browsers trust/,
  ],
  ['a name that leads nowhere is broken', { at: 'name' }, 'broken', /not found/],
  ['a closed door is broken', { at: 'connection' }, 'broken', /nobody takes/],
  ['silence is broken', { at: 'answer', certificateEnds: LATER }, 'broken', /no answer/],
  ['what was not asked is unknown', { at: 'turned-away' }, 'unknown', /Try again/],
]

describe('how a URL does', () => {
  for (const [what, looked, verdict, words] of CASES) {
    test(what, () => {
      const judged = judgeUrl(URL_HERE, looked, NOW)
      assert.equal(judged.verdict, verdict)
      assert.match(judged.words, words)
    })
  }

  test('of a redirect no query is told', () => {
    const judged = judgeUrl(URL_HERE, done(302, 'https://other.example/x?code=1#y'), NOW)
    assert.equal(judged.redirectsTo, 'https://other.example/x')
  })

  test('what leads to the machine of a user is not asked', () => {
    assert.deepEqual(
      [URL_HERE, 'http://localhost:3000/callback', 'https://127.0.0.1/x', 'com.example.app:/callback'].map(
        canBeLookedAt,
      ),
      [true, false, false, false],
    )
  })

  test('a URL seems unused after 90 days, counted from its last use or since uses are known', () => {
    assert.equal(seemsUnused(null, NOW - 89 * DAY, NOW), false)
    assert.equal(seemsUnused(null, NOW - 90 * DAY, NOW), true)
    assert.equal(seemsUnused(NOW - 10 * DAY, NOW - 300 * DAY, NOW), false)
    assert.equal(seemsUnused(NOW - 91 * DAY, NOW - 300 * DAY, NOW), true)
  })
})
