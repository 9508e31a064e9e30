import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { editApplication } from '../applications/applications.ts'
import {
  APPLICATION_KINDS,
  ClientMetadata,
  GRANT_TYPES,
  Lifetimes,
  NEEDABLE_SCOPES,
} from '../applications/client-metadata.ts'
import { type ChangeValue, changeText, isListField, readChangeText } from './change-text.ts'

/** The same numbers in every run, so that a failure can be looked at again. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >>> 8) % below
  }
}

const dice = createDice(20_261_128)
const pick = <T>(from: readonly [T, ...T[]]): T => from[dice(from.length)] ?? from[0]
const some = (one: () => string): string[] => Array.from({ length: dice(5) }, one)
const url = (): string => `${pick(['https://a.example/', 'com.example.app:/', 'http://[::1]:8/'])}${word()}`
const word = (): string =>
  Array.from({ length: 1 + dice(8) }, () => String.fromCharCode(0x21 + dice(94))).join('')
const flag = (): boolean => dice(2) === 0
const orNull =
  <T>(one: () => T) =>
  (): T | null =>
    dice(3) === 0 ? null : one()
const algorithm = () => pick(['RS256', 'ES256', 'PS256', 'EdDSA'])
const among = (all: readonly string[]) => (): string[] => all.filter(flag)

/** A random value of every field that an edit can change. */
const values: Readonly<Record<string, () => ChangeValue>> = {
  vendorName: () => `Harbour ${word()}`,
  name: () => `Night ${word()}`,
  scopes: () => some(word),
  optionalScopes: () => some(word),
  callbackUrls: () => some(url),
  implicitAllowed: flag,
  rotateRefreshTokens: flag,
  tags: () => some(word),
  owners: () => some(word),
  'metadata.idTokenSignedResponseAlg': algorithm,
  'metadata.userinfoSignedResponseAlg': orNull(algorithm),
  'metadata.subjectType': () => pick(['public', 'pairwise']),
  'metadata.sectorIdentifierUri': orNull(url),
  'metadata.postLogoutRedirectUris': () => some(url),
  'metadata.backchannelLogoutUri': orNull(url),
  'metadata.backchannelLogoutSessionRequired': flag,
  'metadata.requestUris': () => some(url),
  'metadata.requestObjectSigningAlg': orNull(() => pick(['none', 'RS256', 'EdDSA'])),
  'metadata.requireSignedRequestObject': flag,
  'metadata.requirePkce': flag,
  'metadata.scopeClaimsInIdToken': flag,
  'metadata.jwks': orNull(() =>
    JSON.stringify({ keys: [{ kty: 'EC', kid: word(), x: ` ${word()}\n` }] }, null, dice(3)),
  ),
  'metadata.jwksUri': orNull(url),
  'metadata.tokenEndpointAuthMethod': orNull(() => pick(['client_secret_basic', 'private_key_jwt'])),
  'metadata.tokenEndpointAuthSigningAlg': orNull(algorithm),
  'metadata.tokenEndpointAudienceAllowed': flag,
  'metadata.defaultAcrValues': () => some(word),
  'metadata.grantTypes': among(GRANT_TYPES),
  'metadata.neededOpenidScopes': among(NEEDABLE_SCOPES),
  'metadata.kind': orNull(() => pick(APPLICATION_KINDS)),
  'metadata.scopeReason': orNull(word),
  'metadata.clientUri': orNull(url),
  'metadata.logoUri': orNull(url),
  'metadata.policyUri': orNull(url),
  'metadata.tosUri': orNull(url),
  'metadata.supportEmail': orNull(() => `${word()}@harbour.example`),
  'lifetimes.accessToken': orNull(() => dice(4000)),
  'lifetimes.refreshIdle': orNull(() => dice(40_000_000)),
  'lifetimes.refreshLongest': orNull(() => dice(70_000_000)),
}

/** A body that changes this field alone. */
function bodyOf(field: string, value: unknown): object {
  const [group = '', name] = field.split('.')
  return name === undefined ? { [field]: value } : { [group]: { [name]: value } }
}

test('every field that an edit can change is among those tried below', () => {
  const { metadata: _metadata, lifetimes: _lifetimes, ...plain } = editApplication.body.properties
  const fields = [
    ...Object.keys(plain),
    ...Object.keys(ClientMetadata.properties).map(name => `metadata.${name}`),
    ...Object.keys(Lifetimes.properties).map(name => `lifetimes.${name}`),
  ]
  assert.deepEqual(Object.keys(values).toSorted(), fields.toSorted())
})

test('whatever an edit can set is read back from the text of the history as it was, and an edit takes it', () => {
  for (const [field, valueOf] of Object.entries(values)) {
    for (let round = 0; round < 300; round++) {
      const value = valueOf()
      const text = changeText(value)
      const read = readChangeText(field, text)
      assert.deepEqual(read, value, `${field} ${text}`)
      assert.ok(Check(editApplication.body, bodyOf(field, read)), `${field} ${text}`)
      assert.equal(isListField(field), Array.isArray(value), field)
    }
  }
})

test('what no edit can change, or nobody wrote, is not read back', () => {
  for (const [field, text] of [
    ['status', 'active'],
    ['secret', 'First secret'],
    ['registered.logoUri', 'https://a.example'],
    ['constructor', 'x'],
    ['scopes', null],
    ['implicitAllowed', 'true'],
    ['implicitAllowed', null],
    ['lifetimes.accessToken', '300'],
    ['lifetimes.accessToken', '5 minutes'],
    ['lifetimes.accessToken', '99999999999 s'],
  ] as const) {
    assert.equal(readChangeText(field, text), undefined, `${field} ${text}`)
  }
})
