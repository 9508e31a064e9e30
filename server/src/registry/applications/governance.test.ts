import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isUserId, type UserId } from '../../lib/ids.ts'
import { checkOwners, checkTags, MOST_OWNERS } from './governance.ts'

function userId(number: number): UserId {
  const id = `usr_${number.toString(16).padStart(32, '0')}`
  if (!isUserId(id)) throw new Error(id)
  return id
}

function asked(number: number, active = true) {
  const id = userId(number)
  return { typed: id, user: { id, userName: `u${number}@harbour.example`, active } }
}

const faultsOf = (result: ReturnType<typeof checkOwners> | ReturnType<typeof checkTags>) =>
  result.ok ? [] : result.error.map(({ path, rule }) => `${path} ${rule}`)

describe('tags', () => {
  test('are kept once each, as they are spelled everywhere', () => {
    const tags = checkTags(['Night', 'night', 'Two Words'])
    assert.deepEqual(tags, { ok: true, value: ['night', 'two-words'] })
  })

  test('are ten at most, and every fault is told at once', () => {
    const many = Array.from({ length: 11 }, (_, index) => `t${index}`)
    assert.deepEqual(faultsOf(checkTags(many)), ['/tags too-many'])
    assert.deepEqual(faultsOf(checkTags(['a,b', 'fine', ''])), ['/tags/0 characters', '/tags/2 required'])
    assert.equal(checkTags(Array.from({ length: 40 }, () => 'same')).ok, true)
    assert.deepEqual(faultsOf(checkTags(Array.from({ length: 1000 }, () => 'same'))), ['/tags too-many'])
  })
})

describe('owners', () => {
  test('are users of the business unit, in the order asked for', () => {
    const owners = checkOwners({ owners: [] }, [asked(2), asked(1)])
    assert.deepEqual(owners, { ok: true, value: [userId(2), userId(1)] })
    assert.deepEqual(checkOwners({ owners: [userId(1)] }, []), { ok: true, value: [] })
  })

  test('who owns it may stay though inactive, and nobody inactive is added', () => {
    assert.equal(checkOwners({ owners: [userId(1)] }, [asked(1, false)]).ok, true)
    assert.deepEqual(faultsOf(checkOwners({ owners: [] }, [asked(1, false)])), ['/owners/0 inactive'])
  })

  test('nobody unknown, nobody twice and not too many, told at once', () => {
    const stranger = { typed: 'usr_of_another_unit', user: null }
    const twice = [asked(1), stranger, asked(1)]
    assert.deepEqual(faultsOf(checkOwners({ owners: [] }, twice)), [
      '/owners/1 unknown',
      '/owners/2 duplicate',
    ])
    const many = Array.from({ length: MOST_OWNERS + 1 }, (_, index) => asked(index))
    assert.deepEqual(faultsOf(checkOwners({ owners: [] }, many)), ['/owners too-many'])
  })
})
