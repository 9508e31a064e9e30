import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertBusinessUnit, setBusinessUnitActive } from '../../src/store/business-units/business-units.ts'
import { countBusinessUnits, listBusinessUnits } from '../../src/store/business-units/unit-list.ts'
import { findUnitNamedLike, lookAlikeKey } from '../../src/store/business-units/unit-names.ts'
import { tallyUnit } from '../../src/store/business-units/unit-tally.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { endSession, insertSession } from '../../src/store/people/sessions.ts'
import { insertUser } from '../../src/store/people/users.ts'
import { onBothEngines } from './engines.ts'
import { addBusinessUnit, businessUnit, NOW, newUserId, session, user } from './records.ts'

onBothEngines('the list of business units', engine => {
  test('business units are found by what words of their names and numbers begin with, and by status', async () => {
    const store = await engine.freshStore()
    const named = async (name: string) => {
      const unit = { ...businessUnit(), name }
      assert.equal(await insertBusinessUnit(store, unit), true)
      return unit
    }
    const harbour = await named('Harbour Support')
    const strasse = await named('Straße & Söhne')
    const other = await named('Support of the Harbourmaster')
    await setBusinessUnitActive(inBusinessUnit(store, other.id), false, NOW, 'Moved.')
    const found = async (search: string | null, active: boolean | null = null) => {
      const filter = { search, active }
      const rows = await listBusinessUnits(store, filter, { after: null, limit: 10 })
      assert.equal(await countBusinessUnits(store, filter, 10), rows.length)
      assert.equal(await countBusinessUnits(store, filter, 1), Math.min(1, rows.length))
      return rows.map(({ id }) => id)
    }
    assert.deepEqual(await found('HARB'), [harbour.id, other.id])
    assert.deepEqual(await found('support harbourm'), [other.id])
    assert.deepEqual(await found('strass SÖH'), [strasse.id])
    assert.deepEqual(await found(strasse.number), [strasse.id])
    assert.deepEqual(await found('harb', true), [harbour.id])
    assert.deepEqual(await found(null, false), [other.id])
    for (const none of ['arbour', '%', '_', '', '\u0000', "'", '\u{10ffff}', 'harbour nobody']) {
      assert.deepEqual(await found(none), [], none)
    }
  })

  test('names that look alike are found as the one that came first', async () => {
    const store = await engine.freshStore()
    const first = { ...businessUnit(), name: 'Straße & Söhne 10' }
    const twin = { ...businessUnit(), name: 'STRASSE-söhne lo' }
    for (const unit of [first, twin]) assert.equal(await insertBusinessUnit(store, unit), true)
    for (const name of [first.name, twin.name, 'straßesöhne1o', 'Strаssе Söhnе 10']) {
      assert.equal(await findUnitNamedLike(store, name), first.id, name)
    }
    for (const name of ['Strasse Sohne 10', 'Straße & Söhne 11', '', '&', 'x\ud800']) {
      assert.equal(await findUnitNamedLike(store, name), null, name)
    }
    assert.equal(lookAlikeKey('– & –'), '')
  })

  test('what a business unit has is counted, and no other counts for it', async () => {
    const store = await engine.freshStore()
    const [scope, other] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    for (const each of [scope, scope, other]) await insertUser(each, user(each))
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    await insertSession(other, session(other, newUserId()))
    const none = { count: 0, more: false }
    const one = { count: 1, more: false }
    assert.deepEqual(await tallyUnit(scope, NOW), {
      users: { count: 2, more: false },
      applications: none,
      authorizations: none,
      sessions: one,
      signIns: none,
    })
    await endSession(scope, kept.id, NOW)
    assert.deepEqual((await tallyUnit(scope, NOW)).sessions, none)
  })
})
