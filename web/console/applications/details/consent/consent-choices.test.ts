import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentChoices, givenUp, stillThere } from './consent-choices.ts'

test('what there is to consent to is what the application may use, then what is about the person', () => {
  const application = { scopes: ['ReportingApi', 'OldApi'], optionalScopes: ['ReportingApi'] }
  const choices = consentChoices(application, [{ name: 'ReportingApi', description: 'See reports' }])
  assert.deepEqual(choices.slice(0, 2), [
    { scope: 'ReportingApi', words: 'See reports', optional: true },
    { scope: 'OldApi', words: 'OldApi', optional: false },
  ])
  assert.deepEqual(
    choices.slice(2).map(choice => choice.scope),
    ['openid', 'profile', 'email', 'phone', 'address', 'offline_access'],
  )
})

test('what is ticked no longer is given up, what is new is not', () => {
  assert.deepEqual(givenUp(['openid', 'ReportingApi'], ['openid', 'profile']), ['ReportingApi'])
})

test('a scope that the application has lost since cannot stay ticked', () => {
  assert.deepEqual(stillThere(['openid', 'OldApi', 'ReportingApi'], { scopes: ['ReportingApi'] }), [
    'openid',
    'ReportingApi',
  ])
})
