import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { listAt, send, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import { clientCredentials, decodeJwt, isActive } from '../support/wire/oauth.ts'

const MINUTE = 60_000
const kidOf = (token: string) => textAt(decodeJwt(token).header, 'kid')

onInsideStage('the turn of a signing key', stage => {
  test('comes while tokens are asked for and introspected, and not one is refused', async () => {
    const { url } = stage()
    const client = await register(stage())
    const operator = await stage().person('operator@latchkey.example')
    assert.equal((await call(operator, 'POST /signing-keys/rotate', { body: {} })).status, 200)
    const published = listAt((await send(`${url}/oauth2/jwks`)).json(), 'keys').map(key => textAt(key, 'kid'))
    const rounds = 100
    const issued: string[] = []
    let done = 0
    const load = async () => {
      for (let round = 0; round < rounds; round++) {
        const answer = await clientCredentials(url, client)
        assert.equal(answer.status, 200, answer.text)
        const token = textAt(answer.json(), 'access_token')
        issued.push(token)
        // An old one too: it crosses the turn however the lanes are timed.
        for (const each of [token, issued[0] ?? token]) assert.equal(await isActive(url, client, each), true)
        done += 1
        // Both keys are used, whichever lane comes first: half of the rounds lie before the turn.
        if (done === rounds) stage().advance(10 * MINUTE)
      }
    }
    await Promise.all([load(), load()])
    assert.equal(issued.length, 2 * rounds)
    const kids = [...new Set(issued.map(kidOf))]
    assert.equal(kids.length, 2)
    for (const kid of kids) assert.ok(published.includes(kid), 'it was published before the turn')
    assert.notEqual(kidOf(issued[0] ?? ''), kidOf(issued.at(-1) ?? ''))
  })
})
