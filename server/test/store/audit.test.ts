import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts'
import { insertBulkChange } from '../../src/store/applications/bulk/bulk-changes.ts'
import { addBulkItems } from '../../src/store/applications/bulk/bulk-items.ts'
import { noteCallbackUse } from '../../src/store/applications/callback-uses.ts'
import { insertRegistrationToken } from '../../src/store/applications/registration-tokens.ts'
import { insertTransfer } from '../../src/store/applications/transfers/transfers.ts'
import {
  appendAudit,
  businessUnitsWithUnsealed,
  lastSealed,
  listAuditOfTarget,
  listSealed,
  listUnsealed,
  setSeal,
} from '../../src/store/audit/audit.ts'
import {
  hasUnplaced,
  lastPlace,
  listChangesAfter,
  placeChanges,
  recordChange,
} from '../../src/store/audit/changes.ts'
import { insertDelivery } from '../../src/store/audit/deliveries.ts'
import { claimKey, findKey } from '../../src/store/audit/idempotency.ts'
import { enqueue } from '../../src/store/audit/outbox.ts'
import { findRefusal, insertRefusals, listRefusals } from '../../src/store/audit/refusals.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import { addLetterItem } from '../../src/store/mail/letter-items.ts'
import { insertMail } from '../../src/store/mail/mail.ts'
import { insertPasswordLink } from '../../src/store/mail/password-links.ts'
import { insertInvitation } from '../../src/store/people/invitations.ts'
import { addSessionApplication } from '../../src/store/people/session-applications.ts'
import { insertSession } from '../../src/store/people/sessions.ts'
import { insertSetupLink } from '../../src/store/people/setup-links.ts'
import { writeHealth } from '../../src/store/platform/health.ts'
import { sweepExpired } from '../../src/store/sweep.ts'
import { insertCode } from '../../src/store/tokens/codes.ts'
import { insertRefreshToken } from '../../src/store/tokens/refresh-tokens.ts'
import { revokeToken } from '../../src/store/tokens/revoked-tokens.ts'
import { insertSigningKey } from '../../src/store/tokens/signing-keys.ts'
import { insertFamily } from '../../src/store/tokens/token-families.ts'
import { consumeAssertion } from '../../src/store/tokens/used-assertions.ts'
import { bulk, item } from './bulk-record.ts'
import { onBothEngines } from './engines.ts'
import {
  auditEntry,
  invitationTo,
  mailOf,
  passwordLinkOf,
  processOf,
  refusalEntry,
  runOf,
} from './entries.ts'
import {
  addBusinessUnit,
  code,
  family,
  NOW,
  newApplicationId,
  newFamilyId,
  newHash,
  newSessionId,
  newUserId,
  refreshToken,
  registration,
  registrationToken,
  session,
  user,
} from './records.ts'
import { transferOf } from './transfer-record.ts'

onBothEngines('history, outbox and sweeping', engine => {
  test('the changes of one thing are listed newest first, page by page, without refused attempts', async () => {
    const scope = await addBusinessUnit(engine.store())
    const entries = [auditEntry('app_1'), auditEntry('app_1'), auditEntry('app_1', { changes: [] })]
    for (const entry of entries) await appendAudit(scope, entry)
    await appendAudit(scope, auditEntry('app_1', { class: 'B' }))
    await appendAudit(scope, auditEntry('app_2'))
    const list = (before: string | null) => listAuditOfTarget(scope, 'app_1', { before, limit: 2 })
    const first = await list(null)
    assert.deepEqual(first, [entries[2], entries[1]])
    assert.deepEqual(await list(first[1]?.id ?? ''), [entries[0]])
    assert.deepEqual(await list(entries[0]?.id ?? ''), [])
  })

  test('an attempt is recorded whatever it names', async () => {
    const scope = await addBusinessUnit(engine.store())
    const odd = 'a\0b\n"\\\u{1F511}\u202E'
    const changes = [{ field: 'name', before: odd, after: null }]
    const entry = auditEntry(odd, { class: 'B', actor: { kind: 'system', id: odd, name: odd }, changes })
    await appendAudit(scope, entry)
    const [found] = await listUnsealed(scope, 10)
    const kept = odd.replace('\0', '\uFFFD')
    assert.deepEqual(found, { ...entry, targetId: kept, actor: { kind: 'system', id: kept, name: kept } })
  })

  test('entries are sealed once each, and the chain has one end and no place twice', async () => {
    const store = await engine.freshStore()
    const [scope, other] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    const entries = [auditEntry('app_1'), auditEntry('app_2', { class: 'B' }), auditEntry('app_3')]
    for (const entry of entries) await appendAudit(scope, entry)
    await appendAudit(other, auditEntry('app_1'))
    const [one, two, three] = entries.map(entry => entry.id)
    assert.deepEqual(await businessUnitsWithUnsealed(store, 10), [scope.businessUnitId, other.businessUnitId])
    assert.deepEqual(await businessUnitsWithUnsealed(store, 1), [scope.businessUnitId])
    assert.deepEqual(await businessUnitsWithUnsealed(store, 9, scope.businessUnitId), [other.businessUnitId])
    assert.deepEqual(await listUnsealed(scope, 2), entries.slice(0, 2))
    assert.equal(await lastSealed(scope), null)
    assert.equal(await setSeal(scope, one ?? '', 1, 'h1'), true)
    assert.equal(await setSeal(scope, one ?? '', 9, 'h9'), false)
    assert.equal(await setSeal(scope, 'aud_none', 9, 'h9'), false)
    await assert.rejects(setSeal(scope, two ?? '', 1, 'h1'), /unique/i)
    assert.equal(await setSeal(scope, two ?? '', 2, 'h2'), true)
    assert.deepEqual(await lastSealed(scope), { seq: 2, hash: 'h2' })
    const sealed = entries
      .slice(0, 2)
      .map((entry, place) => ({ ...entry, seq: place + 1, hash: `h${place + 1}` }))
    assert.deepEqual(await listSealed(scope, 0, 10), sealed)
    assert.deepEqual(await listSealed(scope, 0, 1), sealed.slice(0, 1))
    assert.deepEqual(await listSealed(scope, 1, 10), sealed.slice(1))
    assert.deepEqual(await listUnsealed(scope, 10), entries.slice(2))
    assert.equal(await setSeal(scope, three ?? '', 3, 'h3'), true)
    assert.deepEqual(await businessUnitsWithUnsealed(store, 10), [other.businessUnitId])
    assert.deepEqual(await lastSealed(other), null)
  })

  test('an entry whose changes cannot be read is an error, not an empty history', async () => {
    const scope = await addBusinessUnit(engine.store())
    for (const changes of ['{}', '[{"field":"a","before":1,"after":null}]', '[null]']) {
      const entry = auditEntry(`app_${newHash()}`)
      await appendAudit(scope, entry)
      await scope.db.updateTable('audit_entries').set({ changes }).where('id', '=', entry.id).execute()
      const list = listAuditOfTarget(scope, entry.targetId, { before: null, limit: 1 })
      await assert.rejects(list, /not a list of changes/)
    }
  })

  test('changes get one order without gaps, whatever their times say, and a reader gets what is new alone', async () => {
    const store = await engine.freshStore()
    const [one, two] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    const change = (id: string, at: number) => ({ id, at, kind: 'application', ref: 'app_1' })
    const places = async (after: number, limit = 10) =>
      (await listChangesAfter(store, after, limit)).map(({ id, place }) => `${id} ${place}`)
    assert.deepEqual([await lastPlace(store), await hasUnplaced(store)], [0, false])
    await recordChange(two, change('chg_b', NOW + 10 * MINUTE))
    await recordChange(one, change('chg_c', NOW))
    assert.deepEqual([await places(0), await hasUnplaced(store)], [[], true])
    assert.equal(await store.transact(tx => placeChanges(tx, 10)), 2)
    await recordChange(one, change('chg_a', NOW - 10 * MINUTE))
    assert.equal(await store.transact(tx => placeChanges(tx, 10)), 1)
    assert.equal(await store.transact(tx => placeChanges(tx, 10)), 0)
    assert.deepEqual(await places(0), ['chg_b 1', 'chg_c 2', 'chg_a 3'])
    assert.deepEqual(await places(2), ['chg_a 3'])
    assert.deepEqual(await places(0, 1), ['chg_b 1'])
    assert.deepEqual([await places(3), await lastPlace(store), await hasUnplaced(store)], [[], 3, false])
  })

  test('a change that is committed late, and in another order, is passed over by no reader', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    const { businessUnitId } = scope
    let seen = 0
    const heard: string[] = []
    const follow = async () => {
      await store.transact(tx => placeChanges(tx, 100))
      for (const { id, place } of await listChangesAfter(store, seen, 100)) {
        assert.equal(place, seen + 1)
        seen = place
        heard.push(id)
      }
    }
    const late = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    // On SQLite there is one writer: nobody commits while it is open.
    const open = engine.name === 'postgres'
    const slow = store.transact(async tx => {
      await recordChange(inBusinessUnit(tx, businessUnitId), { id: 'chg_0', at: NOW, kind: 'apis', ref: '' })
      begun.resolve()
      if (open) await late.promise
    })
    await begun.promise
    for (let index = 1; index <= 5; index++) {
      const id = `chg_${index}`
      await store.transact(tx =>
        recordChange(inBusinessUnit(tx, businessUnitId), { id, at: NOW + index, kind: 'apis', ref: '' }),
      )
      await follow()
    }
    late.resolve()
    await slow
    await Promise.all([follow(), store.transact(tx => placeChanges(tx, 100))])
    await follow()
    assert.deepEqual(heard.toSorted(), ['chg_0', 'chg_1', 'chg_2', 'chg_3', 'chg_4', 'chg_5'])
    if (open) assert.equal(heard.at(-1), 'chg_0')
  })

  test('refusals are listed newest first, page by page, and only those of the application', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [mine, other] = [newApplicationId(), newApplicationId()]
    const ids = ['aud_1', 'aud_2', 'aud_3']
    await insertRefusals(scope, [refusalEntry(other), ...ids.map(id => refusalEntry(mine, { id }))])
    await insertRefusals(scope, [])
    const page = async (before: string | null) =>
      (await listRefusals(scope, mine, { before, limit: 2, reasons: null })).map(entry => entry.id)
    assert.deepEqual(await page(null), ['aud_3', 'aud_2'])
    assert.deepEqual(await page('aud_2'), ['aud_1'])
  })

  test('refusals are listed by reason, and found by the id that the answer carried, the last of it', async () => {
    const scope = await addBusinessUnit(engine.store())
    const mine = newApplicationId()
    const requestId = `req_${newHash()}`
    const entries = ['code_spent', 'scope_ignored', 'code_expired'].map((reason, index) =>
      refusalEntry(mine, { id: `aud_${index}`, reason, requestId }),
    )
    await insertRefusals(scope, entries)
    const reasonsOf = async (reasons: { is: string | null } | { isNot: string[] }) =>
      (await listRefusals(scope, mine, { before: null, limit: 9, reasons })).map(entry => entry.reason)
    assert.deepEqual(await reasonsOf({ is: 'scope_ignored' }), ['scope_ignored'])
    assert.deepEqual(await reasonsOf({ is: null }), [])
    assert.deepEqual(await reasonsOf({ is: '\0' }), [])
    assert.deepEqual(await reasonsOf({ isNot: ['scope_ignored'] }), ['code_expired', 'code_spent'])
    assert.deepEqual(await reasonsOf({ isNot: ['scope_ignored', 'code_spent'] }), ['code_expired'])
    assert.deepEqual(await findRefusal(scope, requestId), entries[2])
    for (const other of ['', 'req_1', `${requestId}0`, '\0', '%']) {
      assert.equal(await findRefusal(scope, other), null)
    }
  })

  test('what a refused request asked for comes back as it was, whatever characters it held', async () => {
    const scope = await addBusinessUnit(engine.store())
    const mine = newApplicationId()
    const requestId = `req_${newHash()}`
    const inputs = ['', '\0', '\ud800', '"\\', '\u202e', '𝒳é'].map(value => ({ name: 'scope', value }))
    await insertRefusals(scope, [refusalEntry(mine, { requestId, inputs })])
    assert.deepEqual((await findRefusal(scope, requestId))?.inputs, inputs)
    await scope.db.updateTable('refusals').set({ inputs: null }).where('request_id', '=', requestId).execute()
    assert.deepEqual((await findRefusal(scope, requestId))?.inputs, [])
  })

  test('a message in the outbox is there with the change it tells of, or not at all', async () => {
    const scope = await addBusinessUnit(engine.store())
    const message = { id: `out_${newHash()}`, topic: 'application.created', payload: '{}', createdAt: NOW }
    const rows = () => scope.db.selectFrom('outbox').selectAll().where('id', '=', message.id).execute()
    const failing = engine.store().transact(async tx => {
      await enqueue({ ...scope, ...tx }, message)
      throw new Error('the change failed')
    })
    await assert.rejects(failing, /the change failed/)
    assert.deepEqual(await rows(), [])
    await engine.store().transact(tx => enqueue({ ...scope, ...tx }, message))
    assert.deepEqual(
      (await rows()).map(row => [row.business_unit_id, row.topic, row.payload, row.created_at]),
      [[scope.businessUnitId, 'application.created', '{}', NOW]],
    )
  })

  test('an Idempotency-Key is claimed once and keeps the first answer', async () => {
    const scope = await addBusinessUnit(engine.store())
    const keyHash = newHash()
    const answer = { requestHash: newHash(), sealedResponse: 'sealed', createdAt: NOW }
    assert.equal(await findKey(scope, keyHash), null)
    assert.equal(await claimKey(scope, { keyHash, ...answer }), true)
    assert.equal(await claimKey(scope, { keyHash, ...answer, sealedResponse: 'other' }), false)
    assert.deepEqual(await findKey(scope, keyHash), answer)
  })

  /** One row of each table that is swept, all born so that `now` is the first moment at which each is too old. */
  async function addOneOfEach(scope: Scoped, now: number): Promise<void> {
    const id = `row_${newHash()}`
    await insertCode(scope, code(scope, { expiresAt: now - DAY }))
    await insertSession(scope, { ...session(scope, newUserId()), endsAt: now })
    await insertFamily(scope, family(scope, { endsAt: now - DAY }))
    await insertRefreshToken(scope, { ...refreshToken(scope, newFamilyId()), expiresAt: now - DAY })
    await revokeToken(scope, id, now)
    const answer = { requestHash: newHash(), sealedResponse: 'sealed', createdAt: now - DAY }
    await claimKey(scope, { keyHash: newHash(), ...answer })
    await recordChange(scope, { id, at: now - 10 * MINUTE, kind: 'application', ref: 'app_1' })
    await placeChanges(scope, 10)
    const person = user(scope)
    await insertPasswordLink(scope, { ...passwordLinkOf(person), expiresAt: now })
    await insertInvitation(scope, { ...invitationTo(scope), expiresAt: now - 30 * DAY })
    await insertMail(scope, { ...mailOf(person), createdAt: now - 7 * DAY })
    await addLetterItem(
      scope,
      { userId: person.id, topic: 'alert' },
      { subject: id, detail: '' },
      now - 7 * DAY,
    )
    await insertSetupLink(scope, { hash: newHash(), createdAt: now - HOUR, expiresAt: now })
    await insertRefusals(scope, [refusalEntry(newApplicationId(), { at: now - 30 * DAY })])
    const halves = { publicJwk: '{}', sealedPrivateKey: '' }
    const times = { createdAt: now - 90 * DAY, activeFrom: now - 90 * DAY, retiredAt: now - 30 * DAY }
    await insertSigningKey(scope, { id, algorithm: 'ES256', ...halves, ...times })
    await enqueue(scope, { id, topic: 'application.created', payload: '{}', createdAt: now - 7 * DAY })
    const applicationId = newApplicationId()
    await addSessionApplication(scope, { sessionId: newSessionId(), applicationId, endsAt: now })
    const facts = { applicationId, subject: 'usr_1', sid: 'ses_1' }
    await insertDelivery(scope, { id, ...facts, createdAt: now - 7 * DAY })
    await consumeAssertion(scope, newHash(), now)
    await insertRegistrationToken(scope, registrationToken(scope, { expiresAt: now - 30 * DAY }))
    await noteCallbackUse(scope, applicationId, { urlHash: newHash(), at: now - 400 * DAY })
    const offer = transferOf(registration(scope, { id: applicationId }), scope.businessUnitId)
    await insertTransfer(scope, { ...offer, id: `trf_${newHash()}`, endsAt: now - 400 * DAY })
    await insertBulkChange(scope, { ...bulk(id), createdAt: now - 30 * DAY }, 0)
    await addBulkItems(scope, id, [item(applicationId)], now - 30 * DAY)
    await writeHealth(scope, { ...processOf(id), seenAt: now - DAY }, [runOf('expire')])
  }

  const counts = (count: number) => ({
    codes: count,
    sessions: count,
    refresh_tokens: count,
    token_families: count,
    revoked_tokens: count,
    idempotency: count,
    changes: count,
    setup_links: count,
    password_links: count,
    invitations: count,
    mail: count,
    letter_items: count,
    signing_keys: count,
    refusals: count,
    outbox: count,
    session_applications: count,
    deliveries: count,
    used_assertions: count,
    registration_tokens: count,
    application_transfers: count,
    callback_uses: count,
    bulk_items: count,
    bulk_changes: count,
    processes: count,
    job_runs: count,
  })

  test('rows are swept when their time has come, not before', async () => {
    const store = await engine.freshStore()
    const scope = await addBusinessUnit(store)
    await addOneOfEach(scope, NOW)
    assert.deepEqual(await sweepExpired(store, NOW - 1, 100), counts(0))
    assert.deepEqual(await sweepExpired(store, NOW, 100), counts(1))
    assert.deepEqual(await sweepExpired(store, NOW, 100), counts(0))
  })

  test('sweeping goes in batches, the oldest first, and leaves the same id of another business unit', async () => {
    const store = await engine.freshStore()
    const [one, two] = [await addBusinessUnit(store), await addBusinessUnit(store)]
    for (const at of [NOW - 2, NOW - 1, NOW]) await addOneOfEach(one, at)
    const young = { id: 'chg_same', at: NOW + HOUR, kind: 'application', ref: 'app_1' }
    await recordChange(one, { ...young, at: NOW - DAY })
    await recordChange(two, young)
    await store.transact(tx => placeChanges(tx, 10))
    await recordChange(two, { ...young, id: 'chg_untold', at: NOW - DAY })
    assert.deepEqual(await sweepExpired(store, NOW, 2), counts(2))
    assert.deepEqual(await sweepExpired(store, NOW, 2), { ...counts(1), changes: 2 })
    const left = await listChangesAfter(store, 0, 10)
    assert.deepEqual(
      left.map(change => [change.businessUnitId, change.id]),
      [[two.businessUnitId, 'chg_same']],
    )
  })
})
