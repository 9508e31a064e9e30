import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionWords, showsBefore, valueWords } from './history-words.ts'

test('an action that the page does not know is shown by its own word', () => {
  assert.equal(actionWords('application.deactivated'), 'deactivated the application')
  assert.equal(actionWords('consent.swept-away'), 'consent swept away')
})

test('values read as people say them', () => {
  for (const [field, value, words] of [
    ['scopes', null, 'none'],
    ['scopes', '', 'none'],
    ['scopes', 'RealTimeApi PatronApi', 'RealTimeApi, PatronApi'],
    ['callbackUrls', 'https://a.example/ https://b.example/', 'https://a.example/, https://b.example/'],
    ['rotateRefreshTokens', 'true', 'on'],
    ['rotateRefreshTokens', 'false', 'off'],
    ['lifetimes.accessToken', '300 s', '5 minutes'],
    ['lifetimes.refreshIdle', null, 'default'],
    ['metadata.backchannelLogoutUri', null, 'none'],
    ['metadata.userinfoSignedResponseAlg', null, 'Plain JSON'],
    ['metadata.subjectType', 'pairwise', 'Another one in each sector'],
    ['metadata.jwks', '{"keys":[{"kty":"RSA","kid":"a"},{"kty":"RSA"}]}', 'a (RSA), a key without kid (RSA)'],
    ['metadata.jwks', 'unreadable', 'unreadable'],
  ] as const) {
    assert.equal(valueWords(field, value), words, `${field} ${value}`)
  }
})

test('a field of a group shows that nothing stood there before; a registration has no before', () => {
  assert.equal(showsBefore({ field: 'scopes', before: null, after: 'RealTimeApi' }), false)
  assert.equal(showsBefore({ field: 'scopes', before: 'RealTimeApi', after: 'PatronApi' }), true)
  assert.equal(showsBefore({ field: 'lifetimes.accessToken', before: null, after: '300 s' }), true)
})
