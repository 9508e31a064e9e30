import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { HOUR } from '../../src/lib/clock.ts'
import type { FamilyId } from '../../src/lib/ids.ts'
import {
  editApplication,
  findApplication,
  insertApplication,
  setApplicationActive,
} from '../../src/store/applications/applications.ts'
import { insertVendor } from '../../src/store/applications/catalogue/vendors.ts'
import { insertSecret, listSecrets, revokeSecret } from '../../src/store/applications/credentials.ts'
import {
  consumeRegistrationToken,
  insertRegistrationToken,
} from '../../src/store/applications/registration-tokens.ts'
import { appendAudit, setSeal } from '../../src/store/audit/audit.ts'
import { claimDelivery, insertDelivery } from '../../src/store/audit/deliveries.ts'
import { claimKey } from '../../src/store/audit/idempotency.ts'
import {
  holdBusinessUnit,
  insertBusinessUnit,
  setBusinessUnitActive,
} from '../../src/store/business-units/business-units.ts'
import { type Handle, inBusinessUnit, type Scoped, type Store } from '../../src/store/handle.ts'
import { claimMail, insertMail } from '../../src/store/mail/mail.ts'
import { consumePasswordLink, insertPasswordLink } from '../../src/store/mail/password-links.ts'
import { saveConsent, withdrawConsent } from '../../src/store/people/consents.ts'
import { insertProfile, listProfiles } from '../../src/store/people/profiles/profiles.ts'
import { endSession, holdSession, insertSession } from '../../src/store/people/sessions.ts'
import { consumeSetupLink, insertSetupLink } from '../../src/store/people/setup-links.ts'
import { insertUser, replacePasswordHash, setUserActive } from '../../src/store/people/users.ts'
import { consumeCode, findCode, insertCode } from '../../src/store/tokens/codes.ts'
import {
  consumeRefreshToken,
  findRefreshToken,
  repeatRotation,
} from '../../src/store/tokens/refresh-tokens.ts'
import {
  bringForwardSigningKey,
  insertSigningKey,
  retireSigningKey,
} from '../../src/store/tokens/signing-keys.ts'
import { findFamily, revokeFamily, touchLiveFamily } from '../../src/store/tokens/token-families.ts'
import { consumeAssertion } from '../../src/store/tokens/used-assertions.ts'
import { onBothEngines } from './engines.ts'
import { auditEntry, mailOf, passwordLinkOf } from './entries.ts'
import {
  ACTOR,
  addApplication,
  addBusinessUnit,
  addFamily,
  addUser,
  businessUnit,
  code,
  consentTo,
  keysOf,
  NOW,
  newApplicationId,
  newFamilyId,
  newHash,
  newUserId,
  profile,
  refreshToken,
  registration,
  registrationToken,
  secret,
  session,
  user,
} from './records.ts'

const TIMES = 10

/** One try: a verb called in a transaction of its own. Out: whether this call won. */
type Try = (tx: Scoped, index: number) => Promise<boolean>

/** Each makes what is to be fought over, and returns the try that all ten make at once. Exactly one may win. */
const fights: Record<string, (scope: Scoped) => Promise<Try>> = {
  'using a client assertion': async () => {
    const hash = newHash()
    return tx => consumeAssertion(tx, hash, NOW + HOUR)
  },
  'using the last use of a registration token': async scope => {
    const ticket = registrationToken(scope, { usesLeft: 1 })
    await insertRegistrationToken(scope, ticket)
    return tx => consumeRegistrationToken(tx, ticket.hash, NOW)
  },
  'spending a code': async scope => {
    const kept = code(scope)
    await insertCode(scope, kept)
    return tx => consumeCode(tx, kept.hash, newFamilyId(), NOW)
  },
  'rotating a refresh token': async scope => {
    const { family, token } = await addFamily(scope)
    return tx =>
      consumeRefreshToken(tx, { hash: token.hash, successor: refreshToken(scope, family.id), now: NOW })
  },
  'spending a setup link': async scope => {
    const hash = newHash()
    await insertSetupLink(scope, { hash, createdAt: NOW, expiresAt: NOW + HOUR })
    return tx => consumeSetupLink(tx, hash, NOW)
  },
  'claiming an Idempotency-Key': async () => {
    const claim = { keyHash: newHash(), requestHash: newHash(), sealedResponse: 'sealed', createdAt: NOW }
    return tx => claimKey(tx, claim)
  },
  'taking the last place for a secret': async scope => {
    const { id } = await addApplication(scope)
    await insertSecret(scope, secret(id), 2)
    return tx => insertSecret(tx, secret(id), 2)
  },
  'revoking a secret': async scope => {
    const { id } = await addApplication(scope)
    const kept = secret(id)
    await insertSecret(scope, kept, 1)
    return tx => revokeSecret(tx, id, kept.id, NOW)
  },
  'editing a version': async scope => {
    const { id } = await addApplication(scope)
    return (tx, index) => editApplication(tx, { id: id, version: 1 }, { scopes: [`Scope${index}`] })
  },
  'deactivating an application': async scope => {
    const { id } = await addApplication(scope)
    return tx => setApplicationActive(tx, id, { active: false, at: NOW, by: ACTOR, reason: null })
  },
  'taking an alias': async scope => {
    const name = newHash()
    return async tx => {
      const record = registration(scope, { name })
      return (await insertApplication(tx, record, keysOf(record))) === 'inserted'
    }
  },
  'taking a user name': async scope => {
    const nameKey = newHash()
    return tx => insertUser(tx, user(scope, nameKey))
  },
  'taking the number of a business unit': async () => {
    const { number } = businessUnit()
    return tx => insertBusinessUnit(tx, { ...businessUnit(), number })
  },
  'taking the name of a vendor': async () => {
    const nameKey = newHash()
    return tx => insertVendor(tx, { id: newHash(), name: 'Vendor', nameKey, createdAt: NOW })
  },
  'looking first while holding the business unit': async () => async tx => {
    await holdBusinessUnit(tx)
    if ((await listProfiles(tx)).length > 1) return false
    const id = newHash()
    return insertProfile(tx, profile(id, id))
  },
  'deactivating a business unit': async () => tx => setBusinessUnitActive(tx, false, NOW),
  'deactivating a user': async scope => {
    const id = await addUser(scope)
    return tx => setUserActive(tx, id, false, NOW)
  },
  'changing a password': async scope => {
    const record = user(scope)
    await insertUser(scope, record)
    const before = record.passwordHash
    return (tx, index) => replacePasswordHash(tx, record.id, { before, after: `$argon2id$${index}` })
  },
  'ending a session': async scope => {
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    return tx => endSession(tx, kept.id, NOW)
  },
  'claiming a delivery': async scope => {
    const facts = { applicationId: newApplicationId(), subject: 'usr_1', sid: 'ses_1', createdAt: NOW }
    await insertDelivery(scope, { id: 'dlv_1', ...facts })
    return (tx, index) => claimDelivery(tx, { id: 'dlv_1', dueAt: NOW }, NOW + HOUR + index)
  },
  'claiming a letter': async scope => {
    const letter = mailOf(user(scope))
    await insertMail(scope, letter)
    return (tx, index) => claimMail(tx, { id: letter.id, nextAt: NOW }, NOW + HOUR + index)
  },
  'spending a link to a new password': async scope => {
    const link = passwordLinkOf(user(scope))
    await insertPasswordLink(scope, link)
    return tx => consumePasswordLink(tx, link.hash, NOW)
  },
  'withdrawing a consent': async scope => {
    const consent = consentTo(newUserId(), newApplicationId(), [])
    await saveConsent(scope, consent)
    return tx => withdrawConsent(tx, consent.userId, consent.applicationId, NOW)
  },
  'revoking a family': async scope => {
    const { family } = await addFamily(scope)
    return tx => revokeFamily(tx, family.id, NOW, 'reuse')
  },
  'sealing an entry': async scope => {
    const entry = auditEntry('app_1')
    await appendAudit(scope, entry)
    return (tx, index) => setSeal(tx, entry.id, index + 1, newHash())
  },
  'bringing a signing key forward': async scope => {
    const id = `key_${newHash()}`
    const halves = { publicJwk: '{}', sealedPrivateKey: 'sealed' }
    const times = { createdAt: NOW, activeFrom: NOW + 10, retiredAt: null }
    await insertSigningKey(scope, { id, algorithm: 'ES256', ...halves, ...times })
    return tx => bringForwardSigningKey(tx, id, NOW)
  },
  'retiring a signing key': async scope => {
    const id = `key_${newHash()}`
    const halves = { publicJwk: '{}', sealedPrivateKey: 'sealed' }
    await insertSigningKey(scope, {
      id,
      algorithm: 'ES256',
      ...halves,
      createdAt: NOW,
      activeFrom: NOW,
      retiredAt: null,
    })
    return tx => retireSigningKey(tx, id, NOW)
  },
}

onBothEngines('ten at once', engine => {
  /** Ten stores on PostgreSQL, so ten connections; SQLite is one connection by its nature. */
  let stores: Store[] = []
  before(async () => {
    const one = engine.store()
    stores = Array.from({ length: TIMES }, () => one)
    if (engine.name === 'sqlite') return
    const place = await engine.emptyPlace()
    stores = await Promise.all(stores.map(() => engine.open(place)))
  })

  const first = () => stores[0] ?? engine.store()

  /** All ten transactions are open before any begins to write, where the engine allows more than one. */
  async function atOnce(scope: Scoped, attempt: Try): Promise<number> {
    const gate = Promise.withResolvers<void>()
    let waiting = 0
    const outcomes = stores.map((store, index) =>
      store.transact(async tx => {
        await findFamily(inBusinessUnit(tx, scope.businessUnitId), newFamilyId())
        waiting += 1
        if (engine.name === 'sqlite' || waiting === TIMES) gate.resolve()
        await gate.promise
        return attempt(inBusinessUnit(tx, scope.businessUnitId), index)
      }),
    )
    return (await Promise.all(outcomes)).filter(won => won).length
  }

  for (const [name, fight] of Object.entries(fights)) {
    test(`${name} has exactly one winner`, async () => {
      for (let round = 0; round < 3; round++) {
        const scope = await addBusinessUnit(first())
        assert.equal(await atOnce(scope, await fight(scope)), 1)
      }
    })
  }

  test('without a transaction of the caller there is one winner all the same', async () => {
    const scope = await addBusinessUnit(first())
    const { family, token } = await addFamily(scope)
    const { id } = await addApplication(scope)
    const scopes = stores.map(store => inBusinessUnit(store, scope.businessUnitId))
    const rotations = scopes.map(each =>
      consumeRefreshToken(each, { hash: token.hash, successor: refreshToken(scope, family.id), now: NOW }),
    )
    assert.equal((await Promise.all(rotations)).filter(won => won).length, 1)
    const additions = scopes.map(each => insertSecret(each, secret(id), 3))
    assert.equal((await Promise.all(additions)).filter(won => won).length, 3)
    assert.equal((await listSecrets(scope, id)).length, 3)
    assert.equal((await findApplication(scope, id))?.version, 4)
  })

  test('after ten rotations and replacements a family has one live leaf', async () => {
    const scope = await addBusinessUnit(first())
    const { family, token } = await addFamily(scope)
    let leaf = token.hash
    for (let round = 0; round < 4; round++) {
      const used = leaf
      await atOnce(scope, tx =>
        consumeRefreshToken(tx, { hash: used, successor: refreshToken(scope, family.id), now: NOW }),
      )
      assert.equal(await liveLeaves(scope, family.id), 1)
      leaf = (await findRefreshToken(scope, used))?.successorHash ?? ''
    }
  })

  test('a rotation racing the revocation of its family leaves no usable leaf', async () => {
    for (let round = 0; round < 8; round++) {
      const scope = await addBusinessUnit(first())
      const { family, token } = await addFamily(scope)
      const successor = refreshToken(scope, family.id)
      const rotations = await atOnce(scope, (tx, index) =>
        index === round
          ? revokeFamily(tx, family.id, NOW, 'reuse').then(() => false)
          : consumeRefreshToken(tx, {
              hash: token.hash,
              successor: { ...successor, hash: newHash() },
              now: NOW,
            }),
      )
      assert.ok(rotations <= 1)
      const leaf = (await findRefreshToken(scope, token.hash))?.successorHash ?? token.hash
      const next = { hash: leaf, successor, now: NOW }
      assert.equal(await consumeRefreshToken(scope, next), false)
      const again = { familyId: family.id, hash: token.hash, graceSince: 0, now: NOW }
      assert.equal(await repeatRotation(scope, again), false)
      assert.equal((await findFamily(scope, family.id))?.revokedAt, NOW)
    }
  })

  test('a proof that a family is live holds until the end of the transaction that asked for it', async () => {
    const scope = await addBusinessUnit(first())
    const { family } = await addFamily(scope)
    const order: string[] = []
    const proven = Promise.withResolvers<void>()
    const holding = first().transact(async tx => {
      assert.equal(await touchLiveFamily(inBusinessUnit(tx, scope.businessUnitId), family.id, NOW), true)
      proven.resolve()
      await untilSomebodyWaits(tx, () => order.length > 0)
      order.push('token issued')
    })
    await proven.promise
    const second = inBusinessUnit(stores[1] ?? first(), scope.businessUnitId)
    const revoking = revokeFamily(second, family.id, NOW, 'reuse').then(won => {
      order.push('family revoked')
      return won
    })
    await holding
    assert.equal(await revoking, true)
    assert.deepEqual(order, ['token issued', 'family revoked'])
  })

  test('a session that is held ends only after the transaction that holds it', async () => {
    const scope = await addBusinessUnit(first())
    const kept = session(scope, newUserId())
    await insertSession(scope, kept)
    const order: string[] = []
    const held = Promise.withResolvers<void>()
    const holding = first().transact(async tx => {
      assert.equal(await holdSession(inBusinessUnit(tx, scope.businessUnitId), kept.id, NOW), true)
      held.resolve()
      await untilSomebodyWaits(tx, () => order.length > 0)
      order.push('code issued')
    })
    await held.promise
    const second = inBusinessUnit(stores[1] ?? first(), scope.businessUnitId)
    const ending = endSession(second, kept.id, NOW).then(won => {
      order.push('session ended')
      return won
    })
    await holding
    assert.equal(await ending, true)
    assert.deepEqual(order, ['code issued', 'session ended'])
    assert.equal(await holdSession(second, kept.id, NOW), false)
  })

  test('a redemption that fails after its code was spent leaves the code unspent', async () => {
    const scope = await addBusinessUnit(first())
    const kept = code(scope)
    await insertCode(scope, kept)
    const failing = first().transact(async tx => {
      assert.equal(
        await consumeCode(inBusinessUnit(tx, scope.businessUnitId), kept.hash, newFamilyId(), NOW),
        true,
      )
      throw new Error('no token was minted')
    })
    await assert.rejects(failing, /no token was minted/)
    assert.deepEqual(await findCode(first(), kept.hash), kept)
  })

  /** On PostgreSQL, until another connection waits for a lock or got through; on SQLite none can even begin. */
  async function untilSomebodyWaits(tx: Handle, tooLate: () => boolean): Promise<void> {
    if (engine.name === 'sqlite') return
    while (!tooLate()) {
      const waiting = await tx.db
        .withTables<{ pg_locks: { granted: boolean } }>()
        .selectFrom('pg_locks')
        .select('granted')
        .where('granted', '=', false)
        .executeTakeFirst()
      if (waiting) return
    }
  }

  async function liveLeaves(scope: Scoped, familyId: FamilyId): Promise<number> {
    const rows = await scope.db
      .selectFrom('refresh_tokens')
      .select('hash')
      .where('family_id', '=', familyId)
      .where('replaced_at', 'is', null)
      .execute()
    return rows.length
  }
})
