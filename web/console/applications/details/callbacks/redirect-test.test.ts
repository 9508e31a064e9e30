import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { expectedAt, redirectTest } from './redirect-test.ts'

const URL_HERE = 'https://app.example.com/callback?a=1&b=ü'.replace('ü', '%C3%BC')

describe('the test of a redirect', () => {
  test('asks for no more than who somebody is, at the URL as it is registered', () => {
    const asked = new URL(
      redirectTest('app_1', URL_HERE, size => randomBytes(size)),
      'https://here.example',
    )
    const { searchParams } = asked
    assert.equal(asked.pathname, '/oauth2/authorize')
    assert.equal(searchParams.get('redirect_uri'), URL_HERE)
    assert.equal(searchParams.get('scope'), 'openid')
    assert.match(searchParams.get('code_challenge') ?? '', /^[A-Za-z0-9_-]{43}$/)
    assert.equal(searchParams.get('code_challenge_method'), 'S256')
  })

  test('no two have the same state or challenge', () => {
    const all = Array.from({ length: 50 }, () => redirectTest('app_1', URL_HERE, size => randomBytes(size)))
    assert.equal(new Set(all).size, 50)
  })

  test('says what to expect by where the URL leads', () => {
    assert.match(expectedAt(URL_HERE), /does not know the state/)
    assert.match(expectedAt('http://127.0.0.1/cb'), /program on this machine/)
    assert.match(expectedAt('com.example.app:/cb'), /installed/)
  })
})
