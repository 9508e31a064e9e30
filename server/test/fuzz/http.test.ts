import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { everyRoute } from '../regressions/routes.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { faultsOf } from './answer-rules.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { type Case, form, headers, type Ingredients, json, path } from './grammar.ts'
import { gather } from './ingredients.ts'
import { isRegistration, registration } from './registration-grammar.ts'

const SEED = process.env['FUZZ_SEED'] ?? String(randomInt(1_000_000_000))
const CASES = Number(process.env['FUZZ_CASES'] ?? 10_000)
const ONLY = process.env['FUZZ_ONLY']
/** What was alive is spent, revoked and signed out along the way, so it is made anew after this many cases. */
const ROUND = 1_000
const FORM = 'application/x-www-form-urlencoded'
/** Of the applications made here, and of the sample’s own. */
const CALLBACKS = [
  'https://client.example/callback',
  ...['planner', 'desktop', 'dialler', 'review'].map(name => `https://${name}.harbour.example/callback`),
  'https://reminders.meadow.example/callback',
  'https://insights.tallis.example/callback',
  'https://scheduler.northwind.example/callback',
  'https://survey.quillmark.example/callback',
]

type Route = { readonly method: Case['method']; readonly path: string }

function makeCase(chance: Chance, from: Ingredients, route: Route): Case {
  if (isRegistration(route.path)) return registration(chance, from, route)
  const url = path(chance, from, route.path)
  const { method } = route
  if (method === 'GET') return { method, url, headers: headers(chance, from, null), payload: null }
  const isForm = !route.path.startsWith('/api/') !== chance.once(15)
  const payload = isForm ? form(chance, from) : json(chance, from)
  const type = isForm ? FORM : 'application/json'
  return { method, url, headers: headers(chance, from, type), payload }
}

/** Addresses of their own, so that slowing down one guesser does not make the rest of the cases shallow. */
function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
}

onInsideStage('fuzz of the door', stage => {
  test('no input makes an endpoint fail, tell of its insides, redirect elsewhere or forget its headers', async t => {
    t.diagnostic(`FUZZ_SEED=${SEED} FUZZ_CASES=${CASES}`)
    const routes = everyRoute(stage()).flatMap(route =>
      // Every method but POST and GET is answered alike there; cases are better spent elsewhere.
      route.method === 'OPTIONS' ||
      (route.path.startsWith('/oauth2/') && !isRegistration(route.path) && /^P[UA]|^D/.test(route.method))
        ? []
        : [{ method: route.method, path: route.path }],
    )
    const statuses = new Map<number, number>()
    let from = await gather(stage())
    for (let index = 0; index < CASES; index++) {
      if (ONLY !== undefined && index !== Number(ONLY)) continue
      if (index % ROUND === ROUND - 1) from = await gather(stage())
      const chance = chanceFrom(`${SEED} ${index}`)
      const made = makeCase(chance, from, chance.pick(routes))
      const { payload, ...request } = made
      const answer = await stage().app.inject({
        ...request,
        remoteAddress: addressOf(index),
        ...(payload === null ? {} : { payload }),
      })
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      const allowed = { origin: stage().url, callbackUrls: CALLBACKS }
      const faults = faultsOf(answer, made.url, allowed)
      if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) faults.push('prototype pollution')
      assert.deepEqual(
        faults,
        [],
        `FUZZ_SEED=${SEED} FUZZ_ONLY=${index}\n${JSON.stringify(made).slice(0, 2_000)}\n${answer.body.slice(0, 500)}`,
      )
    }
    const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
    t.diagnostic(`answers ${told.join(', ')}`)
    // Faults must stand in requests that are otherwise right, or nothing behind the first check is reached.
    if (ONLY === undefined && CASES >= 1_000) {
      for (const status of [200, 303, 400, 401, 403, 404]) assert.ok(statuses.has(status), `no ${status}`)
    }
  })

  test('every body and every count of parameters has a longest size, at every endpoint that takes one', async () => {
    const { app } = stage()
    const many = Array.from({ length: 201 }, (_, n) => `a${n}=1`).join('&')
    for (const route of everyRoute(stage())) {
      if (route.method === 'GET' || route.method === 'OPTIONS') continue
      const url = route.path.replaceAll(/:\w+/g, 'x')
      // A report of found secrets holds many of them.
      const large = 'a'.repeat((route.path === '/leaks' ? 256 : 64) * 1024 + 1)
      for (const type of [FORM, 'application/json']) {
        const request = { method: route.method, url, headers: { 'content-type': type } } as const
        const payload = type === FORM ? large : JSON.stringify(large)
        const answer = await app.inject({ ...request, payload })
        assert.ok([405, 413, 415].includes(answer.statusCode), `${route.method} ${url} ${answer.statusCode}`)
      }
      if (route.path.startsWith('/api/')) continue
      const headers = { 'content-type': FORM }
      const answer = await app.inject({ method: route.method, url, headers, payload: many })
      assert.ok(answer.statusCode < 500 && answer.headers.location === undefined, url)
    }
    assert.equal((await app.inject(`/oauth2/authorize?${many}`)).statusCode, 400)
    assert.equal((await app.inject(`/api/v1/applications/${'a'.repeat(20_000)}`)).statusCode, 401)
  })
})
