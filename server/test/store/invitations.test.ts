import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../src/lib/clock.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import {
  consumeInvitation,
  countInvitations,
  findInvitation,
  findInvitationByLink,
  insertInvitation,
  invitedAmong,
  listInvitations,
  renewInvitation,
  usersAmong,
  withdrawInvitation,
} from '../../src/store/people/invitations.ts'
import { insertUser } from '../../src/store/people/users.ts'
import { onBothEngines } from './engines.ts'
import { invitationTo } from './entries.ts'
import { addBusinessUnit, NOW, newHash, user } from './records.ts'

onBothEngines('invitations', engine => {
  test('one is found as it was kept, by its id and by its link, until its time is up', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { hash, ...kept } = invitationTo(scope)
    assert.equal(await insertInvitation(scope, { ...kept, hash }), true)
    assert.deepEqual(await findInvitation(scope, kept.id), kept)
    assert.deepEqual(await findInvitationByLink(engine.store(), hash, NOW), kept)
    assert.equal(await findInvitationByLink(engine.store(), hash, kept.expiresAt), null)
    assert.equal(await consumeInvitation(scope, hash, kept.expiresAt), false)
    assert.equal(await findInvitationByLink(engine.store(), newHash(), NOW), null)
  })

  test('a name is invited once at a time by one business unit, and by others too', async () => {
    const [scope, other] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const first = invitationTo(scope)
    assert.equal(await insertInvitation(scope, first), true)
    const again = { ...invitationTo(scope), userName: first.userName }
    assert.equal(await insertInvitation(scope, again), false)
    assert.equal(await insertInvitation(other, { ...invitationTo(other), userName: first.userName }), true)
    assert.deepEqual(await invitedAmong(scope, [first.userName, 'x@y.example']), [first.userName])
    assert.equal(await withdrawInvitation(scope, first.id, NOW), true)
    assert.deepEqual(await invitedAmong(scope, [first.userName]), [])
    assert.equal(await insertInvitation(scope, again), true)
  })

  test('a new link ends the one before, and what is withdrawn or spent has none', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = invitationTo(scope)
    await insertInvitation(scope, kept)
    const link = { hash: newHash(), byMail: true, sentAt: NOW + HOUR, expiresAt: NOW + 9 * DAY }
    assert.equal(await renewInvitation(scope, kept.id, link), true)
    assert.equal(await consumeInvitation(scope, kept.hash, NOW), false)
    const renewed = await findInvitationByLink(engine.store(), link.hash, NOW)
    assert.deepEqual([renewed?.sentAt, renewed?.byMail], [NOW + HOUR, true])
    assert.equal(await withdrawInvitation(scope, kept.id, NOW), true)
    assert.equal(await withdrawInvitation(scope, kept.id, NOW), false)
    assert.equal(await consumeInvitation(scope, link.hash, NOW), false)
    assert.equal(await renewInvitation(scope, kept.id, link), false)
    assert.equal(await findInvitation(scope, kept.id), null)
  })

  test('of ten that spend one link at once one wins', async () => {
    const scope = await addBusinessUnit(engine.store())
    const kept = invitationTo(scope)
    await insertInvitation(scope, kept)
    const spent = await Promise.all(
      Array.from({ length: 10 }, () =>
        engine
          .store()
          .transact(tx => consumeInvitation(inBusinessUnit(tx, scope.businessUnitId), kept.hash, NOW)),
      ),
    )
    assert.equal(spent.filter(Boolean).length, 1)
  })

  test('those that wait are counted and listed newest first, page by page', async () => {
    const scope = await addBusinessUnit(engine.store())
    const ids = ['inv_1', 'inv_2', 'inv_3']
    for (const id of ids) await insertInvitation(scope, { ...invitationTo(scope), id })
    await withdrawInvitation(scope, 'inv_2', NOW)
    const page = async (before: string | null, limit: number) =>
      (await listInvitations(scope, { before, limit })).map(each => each.id)
    assert.deepEqual([await page(null, 9), await page('inv_3', 9)], [['inv_3', 'inv_1'], ['inv_1']])
    assert.deepEqual(await page(null, 1), ['inv_3'])
    assert.deepEqual([await countInvitations(scope, 9), await countInvitations(scope, 1)], [2, 1])
  })

  test('of names only those of the business unit’s own users are told', async () => {
    const [scope, other] = [await addBusinessUnit(engine.store()), await addBusinessUnit(engine.store())]
    const [mine, theirs] = [user(scope), user(other)]
    await insertUser(scope, mine)
    await insertUser(other, theirs)
    assert.deepEqual(await usersAmong(scope, [mine.nameKey, theirs.nameKey]), [mine.nameKey])
    assert.deepEqual([await usersAmong(scope, []), await invitedAmong(scope, [])], [[], []])
  })
})
