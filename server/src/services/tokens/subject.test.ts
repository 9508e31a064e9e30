import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createSealer } from '../../keys/sealing.ts'
import { isApplicationId, isSessionId, isUserId } from '../../lib/ids.ts'
import { type ClientMetadata, DEFAULT_METADATA } from '../../registry/applications/client-metadata.ts'
import { sessionIdFor, subjectFor } from './subject.ts'

const [USER, OTHER] = [`usr_${'1'.repeat(32)}`, `usr_${'2'.repeat(32)}`]
const [SESSION, APPLICATION] = [`ses_${'3'.repeat(32)}`, `app_${'4'.repeat(32)}`]
assert.ok(isUserId(USER) && isUserId(OTHER) && isSessionId(SESSION) && isApplicationId(APPLICATION))
const [user, other, session, id] = [USER, OTHER, SESSION, APPLICATION]

const deps = { sealer: createSealer(Buffer.alloc(32, 7)) }

function owner(changes: Partial<ClientMetadata> = {}, callbackUrl = 'https://a.example/cb') {
  return { id, callbackUrls: [callbackUrl], metadata: { ...DEFAULT_METADATA, ...changes } }
}
const PAIRWISE = { subjectType: 'pairwise' } as const
const pairwise = (callbackUrl?: string) => owner(PAIRWISE, callbackUrl)

describe('the subject of a user', () => {
  test('is the id itself for an application with public subjects', () => {
    assert.equal(subjectFor(deps, user, owner()), user)
    assert.equal(sessionIdFor(deps, session, owner()), session)
  })

  test('stays what it was in earlier versions under the same sealing key, or every application would lose its users', () => {
    assert.equal(subjectFor(deps, user, pairwise()), 'YovD6dmXppOPD_oYW7ys_i3dGpsFz6ckjOBbmGfkqUk')
    assert.equal(sessionIdFor(deps, session, pairwise()), '9M9qJGeovRIx4PdOCP07KwP1Oarx0oeo2WWJphr3phg')
    assert.equal(
      subjectFor(deps, user, pairwise('com.example.app:/cb')),
      '1CisRsyG2QfxmjDLhmWX-lRaaWy77c6ZC7cYCiVAzF8',
    )
  })

  test('is another for each user, each sector, each sealing key, and what it names', () => {
    const elsewhere = { sealer: createSealer(Buffer.alloc(32, 8)) }
    const sector = { ...PAIRWISE, sectorIdentifierUri: 'https://b.example/sector.json' }
    const subjects = [
      subjectFor(deps, user, pairwise()),
      subjectFor(deps, other, pairwise()),
      subjectFor(deps, user, pairwise('https://b.a.example/cb')),
      subjectFor(deps, user, owner(sector)),
      subjectFor(elsewhere, user, pairwise()),
      sessionIdFor(deps, session, pairwise()),
    ]
    assert.equal(new Set(subjects).size, subjects.length)
    for (const subject of subjects) {
      assert.match(subject, /^[A-Za-z0-9_-]{43}$/)
      assert.equal(isUserId(subject), false)
    }
    assert.equal(subjectFor(deps, user, owner(sector, 'https://c.example/cb')), subjects[3])
    assert.equal(subjectFor(deps, user, pairwise('https://b.example/cb')), subjects[3])
  })
})
