import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judgeLogoutAnswer, logoutTokenClaims } from './logout-token.ts'

describe('a logout token', () => {
  test('holds what Back-Channel Logout section 2.4 asks for, and no nonce', () => {
    const claims = logoutTokenClaims({
      issuer: 'https://op.example',
      clientId: 'app_1',
      subject: 'usr_1',
      sid: 'ses_1',
      tokenId: 'dlv_1',
      now: 1_790_000_000_999,
    })
    assert.deepEqual(claims, {
      iss: 'https://op.example',
      aud: 'app_1',
      iat: 1_790_000_000,
      exp: 1_790_000_120,
      jti: 'dlv_1',
      sub: 'usr_1',
      sid: 'ses_1',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
  })

  test('has arrived with 200 or 204, is refused with 400, and anything else may pass', () => {
    assert.deepEqual([200, 204].map(judgeLogoutAnswer), ['delivered', 'delivered'])
    assert.equal(judgeLogoutAnswer(400), 'refused')
    for (const status of [201, 202, 206, 302, 401, 403, 404, 408, 429, 500, 501, 503]) {
      assert.equal(judgeLogoutAnswer(status), 'failed', String(status))
    }
  })
})
