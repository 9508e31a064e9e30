import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../src/lib/clock.ts'
import { tallyConsents } from '../../src/store/people/consent-tally.ts'
import { listConsentsTo, saveConsent, withdrawConsent } from '../../src/store/people/consents.ts'
import { tallyFamilies } from '../../src/store/tokens/family-tally.ts'
import { insertFamily, revokeFamily } from '../../src/store/tokens/token-families.ts'
import { onBothEngines } from './engines.ts'
import {
  addApplication,
  addBusinessUnit,
  consentTo,
  family,
  NOW,
  newApplicationId,
  newUserId,
} from './records.ts'

const exact = (count: number) => ({ count, more: false })

onBothEngines('tallies', engine => {
  test('sign-ins are counted by what they hold, and people once each', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id: applicationId } = await addApplication(scope)
    const [one, two] = [newUserId(), newUserId()]
    const begun = { applicationId, createdAt: NOW - 40 * DAY, endsAt: NOW + DAY }
    const ended = family(scope, { ...begun, userId: two, scopes: ['A'], usedAt: NOW - DAY, endsAt: NOW })
    const revoked = family(scope, { ...begun, userId: one, scopes: ['A'] })
    for (const each of [
      family(scope, { ...begun, userId: one, scopes: ['A', 'AB'] }),
      family(scope, { ...begun, userId: one, scopes: ['A'], usedAt: NOW - DAY }),
      family(scope, { ...begun, userId: two, scopes: ['AB', '%'] }),
      ended,
      revoked,
      family(scope, { ...begun, applicationId: newApplicationId(), userId: two, scopes: ['A'] }),
    ])
      await insertFamily(scope, each)
    await revokeFamily(scope, revoked.id, NOW, 'test')
    const asked = { scopes: ['A', 'AB', '%', '_B'], now: NOW, since: NOW - 30 * DAY }
    const tally = await tallyFamilies(scope, applicationId, asked)
    const shown = ({ signIns, people, recent }: typeof tally.all) => [signIns, people, recent]
    assert.deepEqual(shown(tally.all), [exact(3), exact(2), exact(2)])
    assert.deepEqual(
      asked.scopes.map(each => shown(tally.byScope.get(each) ?? assert.fail())),
      [
        [exact(2), exact(1), exact(2)],
        [exact(2), exact(2), exact(0)],
        [exact(1), exact(1), exact(0)],
        [exact(0), exact(0), exact(0)],
      ],
    )
  })

  test('consents are counted while they stand, by what and for which place', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    const people = [newUserId(), newUserId(), newUserId()]
    for (const [index, user] of people.entries()) {
      const redirectHosts = index === 0 ? [] : ['a.example', 'b.example'].slice(0, index)
      await saveConsent(scope, { ...consentTo(user, id, ['openid', `S${index}`]), redirectHosts })
    }
    const asked = { scopes: ['openid', 'S1', 'S'], places: ['a.example', 'b.example', 'example'] }
    const read = async () => {
      const tally = await tallyConsents(scope, id, asked)
      return [tally.all, ...tally.byScope.values(), ...tally.byPlace.values()].map(({ count }) => count)
    }
    assert.deepEqual(await read(), [3, 3, 1, 0, 2, 1, 0])
    await withdrawConsent(scope, people[1] ?? assert.fail(), id, NOW)
    assert.deepEqual(await read(), [2, 2, 0, 0, 1, 1, 0])
  })

  test('who consented is listed latest first, without gap or overlap where many did at once', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    const people = Array.from({ length: 7 }, () => newUserId())
    for (const [index, user] of people.entries())
      await saveConsent(scope, { ...consentTo(user, id, ['A']), grantedAt: NOW + (index > 4 ? 1 : 0) })
    await withdrawConsent(scope, people[0] ?? assert.fail(), id, NOW)
    const seen: string[] = []
    let after: { grantedAt: number; userId: string } | null = null
    for (;;) {
      const rows: Awaited<ReturnType<typeof listConsentsTo>> = await listConsentsTo(scope, id, {
        after,
        limit: 2,
      })
      seen.push(...rows.map(row => row.userId))
      const last = rows.at(-1)
      if (last === undefined) break
      after = { grantedAt: last.grantedAt, userId: last.userId }
    }
    assert.deepEqual(seen, people.slice(1).toReversed())
  })

  test('beyond a thousand is told as more', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id: applicationId } = await addApplication(scope)
    await engine.store().transact(async tx => {
      const within = { ...scope, ...tx }
      for (let each = 0; each < 1001; each++) {
        const userId = newUserId()
        await insertFamily(within, family(scope, { applicationId, userId, scopes: ['A'] }))
        if (each < 1000) await saveConsent(within, consentTo(userId, applicationId, ['A']))
      }
    })
    const { all } = await tallyFamilies(scope, applicationId, { scopes: [], now: NOW, since: 0 })
    assert.deepEqual(
      [all.signIns, all.people],
      [
        { count: 1000, more: true },
        { count: 1000, more: true },
      ],
    )
    const consents = await tallyConsents(scope, applicationId, { scopes: ['A'], places: [] })
    assert.deepEqual([consents.all, consents.byScope.get('A')], [exact(1000), exact(1000)])
  })
})
