import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY, MINUTE } from '../../../lib/clock.ts'
import { checkTokenRequest, type TokenRequest, tokenStatus, vendorOf } from './registration-token.ts'

const REQUEST = {
  label: 'Build server',
  scopes: ['RealTimeApi'],
  uses: 10,
  life: DAY,
  requirePkce: true,
  tokenEndpointAudienceAllowed: false,
}

function pathsOf(changes: Partial<TokenRequest>): readonly string[] {
  const checked = checkTokenRequest({ ...REQUEST, ...changes }, ['RealTimeApi', 'ReportingApi'])
  return checked.ok ? [] : checked.error.map(({ path }) => path)
}

describe('a registration token', () => {
  for (const [changes, faults] of [
    [{}, []],
    [{ scopes: [] }, []],
    [{ uses: 1 }, []],
    [{ uses: 1000 }, []],
    [{ life: MINUTE }, []],
    [{ life: 90 * DAY }, []],
    [{ label: 'x'.repeat(80) }, []],
    [{ uses: 0 }, ['/uses']],
    [{ uses: 1001 }, ['/uses']],
    [{ life: MINUTE - 1 }, ['/expiresInSeconds']],
    [{ life: 90 * DAY + 1 }, ['/expiresInSeconds']],
    [{ scopes: ['AdminApi'] }, ['/scopes/0']],
    [{ scopes: ['RealTimeApi', 'RealTimeApi'] }, ['/scopes/1']],
    [{ label: 'x'.repeat(81) }, ['/label']],
    [{ label: 'a:b', uses: -1 }, ['/label', '/uses']],
  ] as const) {
    test(`with ${JSON.stringify(changes).slice(0, 60)} has ${faults.length} faults`, () => {
      assert.deepEqual(pathsOf(changes), faults)
    })
  }

  test('without a label gets one, and what registers with it says so', () => {
    const checked = checkTokenRequest({ ...REQUEST, label: ' ' }, ['RealTimeApi'])
    assert.ok(checked.ok)
    assert.equal(vendorOf(checked.value), 'Registered with Registration token')
  })

  for (const [changes, status] of [
    [{}, 'active'],
    [{ usesLeft: 0 }, 'spent'],
    [{ expiresAt: 10 }, 'expired'],
    [{ revokedAt: 5 }, 'revoked'],
    [{ usesLeft: 0, expiresAt: 10, revokedAt: 5 }, 'revoked'],
  ] as const) {
    test(`is ${status} with ${JSON.stringify(changes)}`, () => {
      assert.equal(tokenStatus({ usesLeft: 1, expiresAt: 11, revokedAt: null, ...changes }, 10), status)
    })
  }
})
