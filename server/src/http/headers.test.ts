import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formTargetOf } from './headers.ts'

for (const [redirectUri, target] of [
  ['https://a.example/cb?x=1', 'https://a.example'],
  ['https://a.example:8443/cb', 'https://a.example:8443'],
  ['http://127.0.0.1:9/cb', 'http://127.0.0.1:9'],
  ['http://[::1]:9/cb', 'http:'],
  ['com.example.app:/cb', 'com.example.app:'],
] as const) {
  test(`a form on the way to ${redirectUri} may lead to ${target}`, () =>
    assert.equal(formTargetOf(redirectUri), target))
}
