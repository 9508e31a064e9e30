import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isApplicationId, isBusinessUnitId, isFamilyId, isSecretId, isUserId, timeOfId } from '../lib/ids.ts'
import { checkNewPassword } from './passwords.ts'
import {
  newApplicationId,
  newBusinessUnitId,
  newFamilyId,
  newOpaque,
  newPassword,
  newRecordId,
  newSecretId,
  newTokenId,
  newUserId,
} from './random.ts'

describe('ids', () => {
  const kinds = [
    { name: 'application', make: newApplicationId, is: isApplicationId },
    { name: 'business unit', make: newBusinessUnitId, is: isBusinessUnitId },
    { name: 'user', make: newUserId, is: isUserId },
    { name: 'secret', make: newSecretId, is: isSecretId },
    { name: 'token family', make: newFamilyId, is: isFamilyId },
  ]
  for (const kind of kinds) {
    test(`a new ${kind.name} id is of its own kind and of no other`, () => {
      const id = kind.make()
      assert.deepEqual(
        kinds.filter(other => other.is(id)).map(other => other.name),
        [kind.name],
      )
    })
  }

  test('a record id carries a version 7 UUID with the variant of RFC 9562', () => {
    assert.match(newRecordId('aud'), /^aud_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  })

  test('the first 48 bits of an id are the moment it was made', () => {
    const before = Date.now()
    const made = timeOfId(newRecordId('out')) ?? 0
    assert.ok(made >= before && made <= Date.now())
  })

  test('the id of a token has the time that it is given, to the millisecond', () => {
    for (const now of [1, 1_764_000_000_123, 2 ** 48 - 1]) {
      assert.match(newTokenId(now), /^tok_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
      assert.equal(timeOfId(newTokenId(now)), now)
    }
    assert.notEqual(newTokenId(1), newTokenId(1))
  })

  test('what is not an id has no time', () => {
    for (const text of ['', 'tok_', 'tok_x', `${newTokenId(1)}0`, newTokenId(1).toUpperCase()]) {
      assert.equal(timeOfId(text), null)
    }
  })

  test('ten thousand ids are all different', () => {
    assert.equal(new Set(Array.from({ length: 10_000 }, () => newRecordId('out'))).size, 10_000)
  })
})

describe('opaque values', () => {
  test('an opaque value has 256 bits in base64url unless told otherwise', () => {
    assert.match(newOpaque(), /^[A-Za-z0-9_-]{43}$/)
    assert.match(newOpaque(16), /^[A-Za-z0-9_-]{22}$/)
  })

  test('two opaque values differ', () => {
    assert.notEqual(newOpaque(), newOpaque())
  })

  for (const bytes of [0, 15, 16.5, Number.NaN]) {
    test(`${bytes} bytes are refused`, () => {
      assert.throws(() => newOpaque(bytes), RangeError)
    })
  }
})

describe('passwords', () => {
  test('a made-up password has 20 characters, none of which looks like another', () => {
    assert.match(newPassword(), /^[0-9a-hjkmnp-tv-z]{20}$/)
  })

  test('a made-up password may become one', () => {
    assert.equal(checkNewPassword(newPassword()), null)
  })

  test('all 32 characters come up', () => {
    const seen = new Set(Array.from({ length: 200 }, newPassword).join(''))
    assert.equal(seen.size, 32)
  })
})
