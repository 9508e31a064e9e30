import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '../../lib/clock.ts'
import { isSessionId, type SessionId } from '../../lib/ids.ts'
import {
  DEFAULT_LIFETIMES,
  type EffectiveLifetimes,
  effectiveLifetimes,
  familyEnd,
  IMPLICIT_LIFETIMES,
  idleEnd,
  LIFETIME_BOUNDS,
  type Lifetimes,
  lifeWithin,
  NO_LIFETIMES,
} from './lifetimes.ts'

const SEED = 6749
const NOW = 1_790_000_000_000

function sessionId(): SessionId {
  const id = `ses_${'1'.repeat(32)}`
  assert.ok(isSessionId(id))
  return id
}

type Said = Partial<Lifetimes>

/** What holds when the owner, the authorization (null: it is internal) and the business unit say this. */
function effective(
  owner: Said,
  authorization: Said | null,
  limits: Said,
  defaults: EffectiveLifetimes = DEFAULT_LIFETIMES,
) {
  return effectiveLifetimes(
    {
      owner: { lifetimes: { ...NO_LIFETIMES, ...owner } },
      authorization: authorization === null ? null : { lifetimes: { ...NO_LIFETIMES, ...authorization } },
      businessUnit: { limits: { ...NO_LIFETIMES, ...limits } },
    },
    defaults,
  )
}

describe('tokens live', () => {
  const cases: readonly (readonly [string, Said, Said | null, Said, Said])[] = [
    ['as the default says when nobody says anything', {}, null, {}, DEFAULT_LIFETIMES],
    ['as the owner wishes, longer', { accessToken: HOUR }, null, {}, { accessToken: HOUR }],
    ['as the owner wishes, shorter', { refreshIdle: DAY }, null, {}, { refreshIdle: DAY }],
    [
      'no longer than the unit allows',
      { accessToken: HOUR },
      null,
      { accessToken: MINUTE },
      { accessToken: MINUTE },
    ],
    [
      'no longer than the unit allows, by default',
      {},
      null,
      { refreshLongest: DAY },
      { refreshLongest: DAY },
    ],
    ['no longer because the unit allows more', {}, null, { accessToken: HOUR }, { accessToken: 15 * MINUTE }],
    [
      'no longer than the authorization says',
      { accessToken: HOUR },
      { accessToken: MINUTE },
      {},
      { accessToken: MINUTE },
    ],
    [
      'no longer because the authorization allows more',
      {},
      { accessToken: HOUR },
      {},
      { accessToken: 15 * MINUTE },
    ],
    [
      'as the strictest of three says',
      { accessToken: 20 * MINUTE, refreshIdle: 3 * DAY, refreshLongest: 9 * DAY },
      { accessToken: 30 * MINUTE, refreshIdle: 2 * DAY, refreshLongest: 10 * DAY },
      { accessToken: 10 * MINUTE, refreshIdle: 4 * DAY, refreshLongest: 8 * DAY },
      { accessToken: 10 * MINUTE, refreshIdle: 2 * DAY, refreshLongest: 8 * DAY },
    ],
    ['never unused for longer than their family', {}, null, { refreshLongest: HOUR }, { refreshIdle: HOUR }],
    [
      'within the bounds, whatever was kept',
      { accessToken: 1 },
      { refreshIdle: 1 },
      {},
      { accessToken: MINUTE, refreshIdle: 5 * MINUTE },
    ],
    [
      'within the bounds, whatever was kept, above too',
      { refreshLongest: 9000 * DAY },
      null,
      {},
      { refreshLongest: 730 * DAY },
    ],
  ]
  for (const [how, owner, authorization, limits, expected] of cases) {
    test(how, () => {
      const { accessToken, refreshIdle, refreshLongest } = effective(owner, authorization, limits)
      const all = { accessToken, refreshIdle, refreshLongest }
      assert.deepEqual({ ...all, ...expected }, all)
    })
  }

  test('an hour by default when they come without a code, and no longer than was said', () => {
    assert.equal(effective({}, null, {}, IMPLICIT_LIFETIMES).accessToken, HOUR)
    assert.equal(effective({ accessToken: MINUTE }, null, {}, IMPLICIT_LIFETIMES).accessToken, MINUTE)
    assert.equal(effective({}, {}, { accessToken: MINUTE }, IMPLICIT_LIFETIMES).accessToken, MINUTE)
  })

  test(`within the bounds and within what everybody said, whoever says what (seed ${SEED})`, () => {
    const FIELDS = ['accessToken', 'refreshIdle', 'refreshLongest'] as const
    const said = fc.option(fc.integer({ min: 0, max: 1000 * DAY }))
    const voice = fc.record({ accessToken: said, refreshIdle: said, refreshLongest: said })
    fc.assert(
      fc.property(voice, fc.option(voice), voice, (owner, authorization, limits) => {
        const result = effective(owner, authorization, limits)
        for (const field of FIELDS) {
          const { least, most } = LIFETIME_BOUNDS[field]
          assert.ok(result[field] >= least && result[field] <= most)
          for (const bound of [owner[field], authorization?.[field] ?? null, limits[field]]) {
            if (bound !== null) assert.ok(result[field] <= Math.max(bound, least))
          }
        }
        assert.ok(result.refreshIdle <= result.refreshLongest)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})

describe('what began earlier', () => {
  const family = { createdAt: NOW, endsAt: NOW + 90 * DAY }
  const token = { issuedAt: NOW, expiresAt: NOW + 30 * DAY }
  const unused = { usedAt: null, sessionId: sessionId() }

  test('ends earlier when less holds now', () => {
    assert.equal(familyEnd(family, { refreshLongest: DAY }), NOW + DAY)
    assert.equal(idleEnd(token, unused, { refreshIdle: HOUR }), NOW + HOUR)
  })

  test('does not end later when more holds now', () => {
    assert.equal(familyEnd(family, { refreshLongest: 365 * DAY }), family.endsAt)
    assert.equal(idleEnd(token, unused, { refreshIdle: 365 * DAY }), token.expiresAt)
  })

  test('is idle since its last use, whether it was replaced by that or kept', () => {
    const kept = { ...unused, usedAt: NOW + 2 * DAY }
    const replaced = { usedAt: NOW - DAY, sessionId: sessionId() }
    assert.equal(idleEnd(token, kept, { refreshIdle: HOUR }), NOW + 2 * DAY + HOUR)
    assert.equal(idleEnd(token, replaced, { refreshIdle: HOUR }), NOW + HOUR)
  })

  test('was last used a month before its end when that is all that was kept', () => {
    const old = { usedAt: null, sessionId: null }
    const used = { issuedAt: NOW - 60 * DAY, expiresAt: NOW + 20 * DAY }
    assert.equal(idleEnd(used, old, { refreshIdle: 30 * DAY }), used.expiresAt)
    assert.equal(idleEnd(used, old, { refreshIdle: 11 * DAY }), NOW + DAY)
  })
})

describe('an access token of a family', () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['lives its own life while the family has longer', HOUR, 15 * MINUTE],
    ['lives as long as the family has left', 5 * MINUTE, 5 * MINUTE],
    ['lives whole seconds', 5 * MINUTE + 999, 5 * MINUTE],
    ['lives a second at least', 300, SECOND],
    ['lives a second at least, even of a family that just ended', -300, SECOND],
  ]
  for (const [how, left, expected] of cases) {
    test(how, () => assert.equal(lifeWithin(15 * MINUTE, NOW + left, NOW), expected))
  }
})
