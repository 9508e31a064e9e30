import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countUsers, listUsers, type UserFilter } from '../../src/store/people/user-list.ts'
import { insertUser, setUserActive } from '../../src/store/people/users.ts'
import { onBothEngines } from './engines.ts'
import { addBusinessUnit, NOW, user } from './records.ts'

const ALL: UserFilter = { search: null, active: null, profileId: null }

onBothEngines('the list of users', engine => {
  test('is narrowed by beginnings of words, status and security profile, all of which must hold', async () => {
    const scope = await addBusinessUnit(engine.store())
    const other = await addBusinessUnit(engine.store())
    const made = [
      { fullName: 'Ada Lovelace', securityProfileId: 'manager' },
      { fullName: 'Adam Straße', securityProfileId: 'agent' },
      { fullName: 'Grace Hopper', securityProfileId: 'agent' },
    ].map(more => ({ ...user(scope), ...more }))
    for (const each of made) await insertUser(scope, each)
    await insertUser(other, { ...user(other), fullName: 'Ada Elsewhere' })
    await setUserActive(scope, made[1]?.id ?? assert.fail(), false, NOW)
    const named = async (filter: Partial<UserFilter>) => {
      const found = await listUsers(scope, { ...ALL, ...filter }, { after: null, limit: 9 })
      const total = await countUsers(scope, { ...ALL, ...filter })
      assert.deepEqual(total, { count: found.length, more: false })
      return found.map(({ fullName }) => fullName).toSorted()
    }
    assert.equal((await named({})).length, 3)
    assert.deepEqual(await named({ search: 'ada' }), ['Ada Lovelace', 'Adam Straße'])
    assert.deepEqual(await named({ search: 'love ada' }), ['Ada Lovelace'])
    assert.deepEqual(await named({ search: 'STRASS' }), ['Adam Straße'])
    assert.deepEqual(await named({ search: 'ada', active: true }), ['Ada Lovelace'])
    assert.deepEqual(await named({ active: false }), ['Adam Straße'])
    assert.deepEqual(await named({ profileId: 'agent', active: true }), ['Grace Hopper'])
    assert.deepEqual(await named({ search: made[2]?.userName.toUpperCase() ?? '' }), ['Grace Hopper'])
    for (const search of ['elsewhere', '%', '_', '\u0000', ' @ ', "' or 1=1 --"]) {
      assert.deepEqual(await named({ search }), [], search)
    }
  })

  test('goes on after the last of the page before, whatever it is narrowed by', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (let index = 0; index < 5; index++)
      await insertUser(scope, { ...user(scope), fullName: `Ada ${index}` })
    const filter = { ...ALL, search: 'ada' }
    const first = await listUsers(scope, filter, { after: null, limit: 3 })
    const rest = await listUsers(scope, filter, { after: first.at(-1)?.id ?? '', limit: 3 })
    assert.deepEqual([first.length, rest.length], [3, 2])
    assert.equal(new Set([...first, ...rest].map(({ id }) => id)).size, 5)
  })
})
