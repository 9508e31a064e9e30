import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { type Answer, at, isRecord, listAt, send, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import {
  clientCredentials,
  decodeJwt,
  isActive,
  ownToken,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, OPERATOR, onFreshStages, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256']
/** Rounds of load; each asks for a token and introspects it, or refreshes one. */
const ROUNDS = 120

async function keySet(url: string): Promise<JSONWebKeySet> {
  const answer = await send(`${url}/oauth2/jwks`)
  assert.match(answer.headers.get('cache-control') ?? '', /public, max-age=300/)
  const set = answer.json()
  const keys = listAt(set, 'keys').filter(isRecord)
  return { keys: keys.map(key => ({ ...key, kty: textAt(key, 'kty') })) }
}

const kidsIn = (set: JSONWebKeySet) => set.keys.map(key => String(key.kid))
const kidOf = (token: string) => textAt(decodeJwt(token).header, 'kid')

/** Whether a library that knows nothing of us takes the token with a key set it fetched at some time. */
async function assertVerifies(token: string, set: JSONWebKeySet): Promise<void> {
  await jwtVerify(token, createLocalJWKSet(set))
}

async function rotate(stage: Stage, body: unknown, userName = OPERATOR): Promise<Answer> {
  return call(await stage.person(userName), 'POST /signing-keys/rotate', { body })
}

function statusesOf(answer: Answer, algorithm: string): string[] {
  return listAt(answer.json(), 'items')
    .filter(key => textAt(key, 'algorithm') === algorithm)
    .map(key => textAt(key, 'status'))
}

/** Asks again until it is so; a second is what the other processes may take, the rest is for slow machines. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await isSo()) return
    await pause(50)
  }
  assert.fail('it did not become so')
}

onFreshStages('rotation of signing keys', stage => {
  test('L20 a new key is published before it signs, and a rotation under load rejects no token', async () => {
    const other = await stage().secondProcess()
    const places = [stage().url, other]
    const client = await register(stage())
    const started = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const before = await keySet(stage().url)
    const issued: string[] = []
    let refreshToken = started.refresh
    const load = async (lane: number) => {
      for (let round = 0; round < ROUNDS; round++) {
        const [here = '', there = ''] = (lane + round) % 2 === 0 ? places : places.toReversed()
        const answer = await clientCredentials(here, client)
        assert.equal(answer.status, 200, answer.text)
        const token = textAt(answer.json(), 'access_token')
        assert.equal(await isActive(there, client, token), true)
        issued.push(token)
      }
    }
    const refreshing = async () => {
      for (let round = 0; round < 20; round++) {
        const tokens = tokensIn(await refresh(places[round % 2] ?? '', client, refreshToken))
        refreshToken = tokens.refresh
        issued.push(tokens.access)
      }
    }
    const rotating = async () => {
      for (const algorithm of ALGORITHMS) {
        const answer = await rotate(stage(), { algorithm })
        assert.equal(answer.status, 200, answer.text)
        assert.deepEqual(statusesOf(answer, algorithm), ['upcoming', 'active'])
      }
    }
    await Promise.all([load(0), load(1), load(2), refreshing(), rotating()])
    assert.ok(issued.length >= 3 * ROUNDS)

    const after = await keySet(stage().url)
    assert.equal(after.keys.length, before.keys.length + ALGORITHMS.length)
    assert.equal(new Set(kidsIn(after)).size, after.keys.length)
    for (const kid of kidsIn(before)) assert.ok(kidsIn(after).includes(kid))
    const idToken = textAt(started.body, 'id_token')
    for (const set of [before, after]) {
      for (const token of [idToken, started.access, ...issued]) await assertVerifies(token, set)
    }
    await until(async () => (await keySet(other)).keys.length === after.keys.length)
    assert.deepEqual(await keySet(other), after)
  })

  test('L20 when its turn has come the new key signs, and what the old one signed stays good', async () => {
    const client = await register(stage())
    const scope = { scope: 'openid RealTimeApi' }
    const old = await tokensFor(stage(), client, scope)
    await rotate(stage(), {})
    const waiting = await keySet(stage().url)
    const later = await stage().secondProcess(11 * 60)
    const young = tokensIn(await refresh(later, client, old.refresh))
    assert.notEqual(kidOf(young.access), kidOf(old.access))
    const oldIdToken = textAt(old.body, 'id_token')
    for (const token of [old.access, young.access, oldIdToken]) await assertVerifies(token, waiting)
    for (const url of [stage().url, later]) {
      assert.equal(await isActive(url, client, old.access), true)
      assert.equal(await isActive(url, client, young.access), true)
    }
    for (const kid of kidsIn(waiting)) assert.ok(kidsIn(await keySet(later)).includes(kid))
  })

  test('Y01 in an emergency every token of the old keys is refused by every process within moments', async () => {
    const other = await stage().secondProcess()
    const client = await register(stage())
    const old = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const answer = await rotate(stage(), { algorithm: 'ES256', emergency: true })
    assert.equal(answer.status, 200, answer.text)
    assert.equal(await isActive(stage().url, client, old.access), false)
    assert.ok(!kidsIn(await keySet(stage().url)).includes(kidOf(old.access)))
    await until(async () => !(await isActive(other, client, old.access)))
    const young = tokensIn(await refresh(other, client, old.refresh))
    const own = await ownToken(stage(), client)
    const set = await keySet(stage().url)
    for (const token of [young.access, own, textAt(old.body, 'id_token')]) await assertVerifies(token, set)
    for (const url of [stage().url, other]) {
      assert.equal(await isActive(url, client, young.access), true)
      assert.equal(await isActive(url, client, own), true)
    }
  })

  test('L30 the key set holds public keys alone, with kids of their own, while keys are rotated', async () => {
    const { keys } = await keySet(stage().url)
    assert.deepEqual([...new Set(keys.map(key => String(key.alg)))].toSorted(), ALGORITHMS)
    for (const key of keys) {
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.equal(at(key, secret), undefined)
      assert.equal(key.use, 'sig')
    }
    assert.equal(new Set(keys.map(key => key.kid)).size, keys.length)
  })

  test('L20 only operators see and rotate signing keys', async () => {
    const before = await keySet(stage().url)
    for (const userName of [MANAGER, SUPERVISOR]) {
      const person = await stage().person(userName)
      assert.equal((await call(person, 'GET /signing-keys')).status, 403)
      for (const emergency of [false, true]) {
        const refused = await rotate(stage(), { emergency }, userName)
        assert.deepEqual([refused.status, textAt(refused.json(), 'type')], [403, '/problems/operators-only'])
      }
      const me = (await call(person, 'GET /me')).json()
      assert.ok(!listAt(me, 'permissions').includes('signing-keys:rotate'))
    }
    const stranger = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    assert.equal((await send(`${stage().url}/api/v1/signing-keys/rotate`, stranger)).status, 401)
    for (const body of [{ algorithm: 'none' }, { algorithm: 'HS256' }, { emergency: 'yes' }, { other: 1 }]) {
      assert.equal((await rotate(stage(), body)).status, 400)
    }
    assert.deepEqual(await keySet(stage().url), before)
  })
})

// On a stage of its own: the process whose clock is a day ahead retires keys for all.
onFreshStages('the end of signing keys', stage => {
  test('L20 the old key leaves the key set once the longest token it can have signed is over', async () => {
    await rotate(stage(), {})
    const waiting = await call(await stage().person(OPERATOR), 'GET /signing-keys')
    const replaced = listAt(waiting.json(), 'items')
      .filter(key => textAt(key, 'status') === 'active')
      .map(key => textAt(key, 'id'))
    assert.equal(replaced.length, ALGORITHMS.length)
    const almost = kidsIn(await keySet(await stage().secondProcess(24 * 3600)))
    const over = kidsIn(await keySet(await stage().secondProcess(26 * 3600)))
    for (const kid of replaced) {
      assert.ok(almost.includes(kid))
      assert.ok(!over.includes(kid))
    }
  })
})
