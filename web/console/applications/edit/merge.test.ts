import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exampleApplication } from '@latchkey/contract/applications/applications.ts'
import { exampleMetadata } from '@latchkey/contract/applications/client-metadata.ts'
import { type EditValues, patchOf, valuesOf } from './edit-values.ts'
import { type Choice, differencesOf, firstChoices, isClash, markedLines, mergedValues } from './merge.ts'

const A = 'https://a.example/callback'
const B = 'https://b.example/callback'
const C = 'https://c.example/callback'

const BASE: EditValues = valuesOf({
  ...exampleApplication,
  type: 'internal',
  scopes: ['RealTimeApi', 'ReportingApi'],
  optionalScopes: ['ReportingApi'],
  callbackUrls: [A, B],
  rotateRefreshTokens: true,
  metadata: { ...exampleMetadata, backchannelLogoutUri: null, postLogoutRedirectUris: [] },
  lifetimes: { accessToken: 300, refreshIdle: null, refreshLongest: null },
})

function withMetadata(part: Partial<EditValues['metadata']>, from = BASE): EditValues {
  return { ...from, metadata: { ...from.metadata, ...part } }
}

function withLifetimes(part: Partial<EditValues['lifetimes']>): EditValues {
  return { ...BASE, lifetimes: { ...BASE.lifetimes, ...part } }
}

/** What would be sent after the merge, against what stands now. */
function sent(mine: EditValues, theirs: EditValues, choices: Readonly<Record<string, Choice>> = {}) {
  const merged = mergedValues({ base: BASE, mine, theirs }, new Map(Object.entries(choices)))
  return patchOf(theirs, merged)
}

describe('two edits of the same application', () => {
  test('of different fields are both kept, and only the own one is sent', () => {
    const mine = { ...BASE, rotateRefreshTokens: false }
    const theirs = withMetadata({ idTokenSignedResponseAlg: 'ES256' })
    assert.deepEqual(sent(mine, theirs), { rotateRefreshTokens: false })
    const differences = differencesOf({ base: BASE, mine, theirs })
    assert.deepEqual(
      differences.map(({ field, changedBy }) => [field, changedBy]),
      [
        ['metadata.idTokenSignedResponseAlg', 'them'],
        ['rotateRefreshTokens', 'you'],
      ],
    )
    assert.equal(differences.some(isClash), false)
  })

  test('of different fields of one group are both kept', () => {
    const mine = withLifetimes({ refreshIdle: { text: '7', unit: 'days' } })
    const theirs = withLifetimes({ accessToken: { text: '10', unit: 'minutes' } })
    assert.deepEqual(sent(mine, theirs), { lifetimes: { refreshIdle: 604_800 } })
    const alg = withMetadata({ userinfoSignedResponseAlg: 'ES256' })
    assert.deepEqual(sent(alg, withMetadata({ requirePkce: !BASE.metadata.requirePkce })), {
      metadata: { userinfoSignedResponseAlg: 'ES256' },
    })
  })

  test('of the same field to the same value are no difference', () => {
    const both = { ...BASE, rotateRefreshTokens: false }
    assert.deepEqual(differencesOf({ base: BASE, mine: both, theirs: both }), [])
    assert.deepEqual(sent(both, both), {})
  })

  test('of the same value to different ones are a choice, and without one what stands now is kept', () => {
    const mine = withLifetimes({ accessToken: { text: '10', unit: 'minutes' } })
    const theirs = withLifetimes({ accessToken: { text: '20', unit: 'minutes' } })
    const differences = differencesOf({ base: BASE, mine, theirs })
    assert.deepEqual(differences, [
      {
        field: 'lifetimes.accessToken',
        changedBy: 'both',
        base: ['5 minutes'],
        yours: ['10 minutes'],
        theirs: ['20 minutes'],
        both: null,
      },
    ])
    assert.deepEqual([...firstChoices(differences)], [])
    assert.deepEqual(sent(mine, theirs), {})
    assert.deepEqual(sent(mine, theirs, { 'lifetimes.accessToken': 'theirs' }), {})
    assert.deepEqual(sent(mine, theirs, { 'lifetimes.accessToken': 'yours' }), {
      lifetimes: { accessToken: 600 },
    })
  })

  test('without a change show nothing', () => {
    assert.deepEqual(differencesOf({ base: BASE, mine: BASE, theirs: BASE }), [])
  })
})

describe('two edits of the same list', () => {
  const mine = { ...BASE, callbackUrls: [B, '', C] }
  const theirs = { ...BASE, callbackUrls: [A, B, 'https://d.example/'] }

  test('make together what either added, without what either took away, and that is chosen first', () => {
    const differences = differencesOf({ base: BASE, mine, theirs })
    assert.deepEqual(differences[0]?.both, [B, 'https://d.example/', C])
    assert.deepEqual([...firstChoices(differences)], [['callbackUrls', 'both']])
    assert.deepEqual(sent(mine, theirs, { callbackUrls: 'both' }), {
      callbackUrls: [B, 'https://d.example/', C],
    })
  })

  test('can be settled for one side too', () => {
    assert.deepEqual(sent(mine, theirs, { callbackUrls: 'yours' }), { callbackUrls: [B, C] })
    assert.deepEqual(sent(mine, theirs, { callbackUrls: 'theirs' }), {})
  })

  test('of scopes go with what is optional of them', () => {
    const fewer = { ...BASE, scopes: ['RealTimeApi'], optionalScopes: [] }
    const more = {
      ...BASE,
      scopes: [...BASE.scopes, 'AdminApi'],
      optionalScopes: ['ReportingApi', 'AdminApi'],
    }
    const [difference, ...others] = differencesOf({ base: BASE, mine: fewer, theirs: more })
    assert.deepEqual(others, [])
    assert.deepEqual(difference?.theirs, [
      'AdminApi (users may leave it out)',
      'RealTimeApi',
      'ReportingApi (users may leave it out)',
    ])
    assert.deepEqual(difference?.both, ['AdminApi (users may leave it out)', 'RealTimeApi'])
    assert.deepEqual(sent(fewer, more, { scopes: 'both' }), {
      scopes: ['RealTimeApi', 'AdminApi'],
      optionalScopes: ['AdminApi'],
    })
    assert.deepEqual(sent(fewer, more, { scopes: 'theirs' }), {})
  })
})

describe('fields that mean nothing without each other', () => {
  test('are taken from one side together: keys that were pasted and keys that are read from a URL', () => {
    const mine = withMetadata({ keySource: 'keys', jwks: '{"keys":[{"kty":"EC"}]}' })
    const theirs = withMetadata({ keySource: 'url', jwksUri: 'https://a.example/keys' })
    const [difference, ...others] = differencesOf({ base: BASE, mine, theirs })
    assert.deepEqual([difference?.field, difference?.changedBy, others], ['metadata.keySource', 'both', []])
    assert.equal(difference?.both, null)
    assert.deepEqual(sent(mine, theirs, { 'metadata.keySource': 'yours' }), {
      metadata: { jwks: '{"keys":[{"kty":"EC"}]}', jwksUri: null },
    })
  })

  test('are taken from one side together: the kind of identifier and its sector', () => {
    const sectorIdentifierUri = 'https://a.example/sector.json'
    const pairwise = withMetadata({ subjectType: 'pairwise' })
    const states = {
      base: pairwise,
      mine: withMetadata({ sectorIdentifierUri }, pairwise),
      theirs: withMetadata({ subjectType: 'public' }, pairwise),
    }
    assert.deepEqual(differencesOf(states).map(isClash), [true])
    assert.equal(mergedValues(states, new Map()).metadata.subjectType, 'public')
    const merged = mergedValues(states, new Map([['metadata.subjectType', 'yours']]))
    assert.deepEqual(patchOf(states.theirs, merged), {
      metadata: { subjectType: 'pairwise', sectorIdentifierUri },
    })
  })
})

test('lines are marked by what a change did to them', () => {
  assert.deepEqual(markedLines([A, B], [B, C]), [
    { mark: '', line: B },
    { mark: '+', line: C },
    { mark: '−', line: A },
  ])
})
