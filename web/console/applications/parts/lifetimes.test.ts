import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lifetimeHints, reasonWords } from './lifetimes.ts'

const NONE = { accessToken: null, refreshIdle: null, refreshLongest: null }

function living(set: number | null, inForce: number, type: 'internal' | 'external' = 'internal') {
  return {
    type,
    lifetimes: { ...NONE, accessToken: set },
    effectiveLifetimes: { accessToken: inForce, refreshIdle: 2_592_000, refreshLongest: 7_776_000 },
  }
}

describe('why an access token lives as long as it does', () => {
  for (const [application, words] of [
    [living(null, 900), 'by default'],
    [living(300, 300), 'set for this application'],
    [living(1800, 600), 'shortened from 30 minutes'],
    [living(null, 600), 'shortened from 15 minutes'],
    [living(null, 600, 'external'), 'as its vendor has it, within your limits'],
    [living(600, 600, 'external'), 'set for this application'],
    [living(900, 600, 'external'), 'shortened from 15 minutes'],
  ] as const) {
    test(`is told: ${words} (${application.type}, ${application.lifetimes.accessToken})`, () => {
      assert.equal(reasonWords(application, 'accessToken'), words)
    })
  }
})

describe('what to know when filling in a lifetime', () => {
  for (const [application, limit, hints] of [
    [living(null, 900), null, '1 minute to 1 hour. Empty: 15 minutes, the default.'],
    [living(300, 300), null, '1 minute to 1 hour. Empty: 15 minutes, the default.'],
    [
      living(null, 900),
      1800,
      '1 minute to 30 minutes, the limit of your business unit. Empty: 15 minutes, the default.',
    ],
    [living(null, 600), 600, '1 minute to 10 minutes, the limit of your business unit. Empty: that limit.'],
    [
      living(1800, 600),
      600,
      '1 minute to 10 minutes, the limit of your business unit. Empty: that limit. In force now: 10 minutes.',
    ],
    [
      living(null, 300, 'external'),
      null,
      '1 minute to 1 hour. Empty: as its vendor has it. In force now: 5 minutes.',
    ],
    [living(300, 300, 'external'), null, '1 minute to 1 hour. Empty: as its vendor has it.'],
  ] as const) {
    test(`is: ${hints} (${application.type}, ${application.lifetimes.accessToken})`, () => {
      assert.equal(lifetimeHints(application, { ...NONE, accessToken: limit }, 'accessToken'), hints)
    })
  }
})
