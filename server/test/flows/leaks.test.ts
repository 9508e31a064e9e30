import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newToken } from '../../src/keys/secret-format.ts'
import { type Answer, at, listAt, send, textAt } from '../support/wire/answer.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import { clientCredentials, isActive, refresh, tokensFor } from '../support/wire/oauth.ts'
import {
  askToRegister,
  makeRegistrationToken,
  manage,
  metadataOf,
  registerDynamically,
} from '../support/wire/registration.ts'
import { MANAGER, OTHER_MANAGER, onBothStages, type Stage, SUPERVISOR } from '../support/wire/stage.ts'

const PLACE = 'https://forge.example/harbour/reports/blob/1f3a/.env#L3'

function report(url: string, body: unknown): Promise<Answer> {
  return send(`${url}/leaks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** The alerts about one application that nobody acknowledged. */
async function alertsOf(stage: Stage, id: string | null, by = MANAGER): Promise<readonly unknown[]> {
  const answer = await call(await stage.person(by), 'GET /alerts')
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items').filter(each => (at(each, 'application', 'id') ?? null) === id)
}

async function setPolicy(stage: Stage, leakPolicy: string): Promise<void> {
  const answer = await call(await stage.person(MANAGER), 'PATCH /business-unit', { body: { leakPolicy } })
  assert.equal(answer.status, 200, answer.text)
  assert.equal(at(answer.json(), 'leakPolicy'), leakPolicy)
}

async function worksAt(url: string, client: Client): Promise<boolean> {
  return (await clientCredentials(url, client)).status === 200
}

onBothStages('leaks', stage => {
  test('a client secret that was found stops working on every node within a second, and its owner is told where', async () => {
    const client = await register(stage())
    const other = await stage().secondProcess()
    assert.ok((await worksAt(stage().url, client)) && (await worksAt(other, client)))
    const github = [
      { token: client.secret, type: 'latchkey_secret', url: PLACE, source: 'commit' },
      { token: newToken('lks'), type: 'latchkey_secret', url: PLACE, source: 'commit' },
    ]
    const answer = await report(stage().url, github)
    assert.deepEqual([answer.status, answer.text], [202, ''])
    const reported = Date.now()
    assert.equal(await worksAt(stage().url, client), false)
    while (await worksAt(other, client)) assert.ok(Date.now() - reported < 1000, 'it still works there')
    const [alert, ...more] = await alertsOf(stage(), client.id)
    assert.deepEqual(more, [])
    assert.deepEqual(
      ['kind', 'foundAt', 'foundIn', 'revoked', 'acknowledged'].map(name => at(alert, name)),
      ['secret-leaked', PLACE, 'commit', true, null],
    )
    assert.match(textAt(alert, 'secret'), new RegExp(`…${client.secret?.slice(-4)}$`))
    const shown = await call(await stage().person(MANAGER), `GET /applications/${client.id}/history`)
    const actions = listAt(shown.json(), 'items').map(entry => at(entry, 'action'))
    assert.deepEqual(new Set(actions.slice(0, 2)), new Set(['alert.secret-leaked', 'secret.revoked']))
    assert.ok(!shown.text.includes(String(client.secret)), 'the secret itself is written down nowhere')
    assert.deepEqual(await alertsOf(stage(), client.id, OTHER_MANAGER), [])
  })

  test('what is found again, ten times at once, is told once', async () => {
    const client = await register(stage())
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => report(stage().url, { secret: client.secret, url: PLACE })),
    )
    assert.ok(answers.every(({ status }) => status === 202))
    await report(stage().url, { secret: client.secret })
    assert.equal((await alertsOf(stage(), client.id)).length, 1)
  })

  test('where the business unit only wants to be told, the secret goes on working, and is told once', async () => {
    await setPolicy(stage(), 'alert')
    const client = await register(stage())
    await report(stage().url, { secret: client.secret })
    await report(stage().url, { secret: client.secret, url: PLACE })
    assert.equal(await worksAt(stage().url, client), true)
    const alerts = await alertsOf(stage(), client.id)
    assert.deepEqual(
      alerts.map(alert => [at(alert, 'revoked'), at(alert, 'foundAt')]),
      [[false, null]],
    )
    await setPolicy(stage(), 'revoke')
  })

  test('a refresh token that was found ends its family, the access tokens with it', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    const tokens = await tokensFor(stage(), client)
    await report(stage().url, [{ secret: tokens.refresh, url: PLACE }])
    assert.equal((await refresh(stage().url, client, tokens.refresh)).status, 400)
    assert.equal(await isActive(stage().url, client, tokens.access), false)
    const [alert, ...more] = await alertsOf(stage(), client.id)
    assert.deepEqual(more, [])
    assert.deepEqual(
      ['kind', 'foundAt', 'userName'].map(name => at(alert, name)),
      ['refresh-token-leaked', PLACE, MANAGER],
    )
  })

  test('registration tokens that were found register and manage nothing any more', async () => {
    const token = await makeRegistrationToken(stage())
    const client = await registerDynamically(stage(), token.value)
    await report(stage().url, [{ secret: client.token }, { secret: token.value, url: PLACE }])
    assert.equal((await manage(client, 'GET')).status, 401)
    assert.equal((await askToRegister(stage().url, token.value, metadataOf())).status, 401)
    assert.deepEqual(
      (await alertsOf(stage(), client.id)).map(alert => at(alert, 'kind')),
      ['registration-token-leaked'],
    )
    const [unitWide] = await alertsOf(stage(), null)
    assert.equal(at(unitWide, 'foundAt'), PLACE)
    assert.equal(at(unitWide, 'kind'), 'registration-token-leaked')
  })

  test('answers are alike, and take as long, whatever was reported', async () => {
    const client = await register(stage())
    const typo = `${client.secret?.slice(0, -1)}${client.secret?.endsWith('x') ? 'y' : 'x'}`
    const bodies = [
      { secret: client.secret },
      { secret: client.secret },
      { secret: newToken('lks') },
      { secret: newToken('lkc') },
      { secret: typo },
      { secret: 'not one of ours' },
      [],
    ]
    const seen = new Set<string>()
    for (const body of bodies) {
      const began = performance.now()
      const answer = await report(stage().url, body)
      const took = performance.now() - began
      assert.ok(took >= 240, `${JSON.stringify(body)} was answered after ${took} ms`)
      seen.add(JSON.stringify([answer.status, answer.text, [...answer.headers.keys()].toSorted()]))
    }
    assert.equal(seen.size, 1, [...seen].join('\n'))
    assert.equal(await worksAt(stage().url, { ...client, secret: typo }), false)
  })

  test('what is no report is refused, and so is one without an end', async () => {
    const type = (answer: Answer) => [answer.status, at(answer.json(), 'type')]
    for (const body of ['{', '"lks"', 'null', '{}', '[1]', '{"secret":7}']) {
      assert.equal((await report(stage().url, body)).status, 400, body)
    }
    const many = Array.from({ length: 501 }, (_, index) => ({ secret: `s${index}` }))
    assert.deepEqual(type(await report(stage().url, many)), [413, '/problems/leak-report-too-large'])
    const million = `[${'{"secret":"lks_1"},'.repeat(1_000_000)}{"secret":"lks_1"}]`
    const huge = await report(stage().url, million)
    assert.equal(huge.status, 413)
    assert.match(textAt(huge.json(), 'detail'), /256 kB/)
    const form = await send(`${stage().url}/leaks`, {
      method: 'POST',
      body: new URLSearchParams({ secret: 'x' }),
    })
    assert.equal(form.status, 415)
    const asked = await send(`${stage().url}/leaks`)
    assert.deepEqual([asked.status, asked.headers.get('allow')], [405, 'POST'])
  })
})

onBothStages('alerts of a business unit', stage => {
  test('are counted, listed, marked in the list of applications, and acknowledged once with a note', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage(), { name: 'Leaky' })
    const count = async () => at((await call(manager, 'GET /alerts/count')).json(), 'open')
    const marked = async () =>
      listAt((await call(manager, 'GET /applications?search=Leaky')).json(), 'items').map(item =>
        at(item, 'openAlerts'),
      )
    const before = Number(await count())
    assert.deepEqual(await marked(), [0])
    await report(stage().url, { secret: client.secret })
    assert.equal(await count(), before + 1)
    assert.deepEqual(await marked(), [1])
    const [alert] = await alertsOf(stage(), client.id)
    const path = `POST /alerts/${textAt(alert, 'id')}/acknowledge`
    const note = 'Taken out of the repository, and replaced.'
    const by = (who: string, body: unknown) =>
      stage()
        .person(who)
        .then(browser => call(browser, path, { body }))
    assert.equal((await by(SUPERVISOR, { note })).status, 403)
    assert.equal((await by(OTHER_MANAGER, { note })).status, 404)
    assert.equal((await by(MANAGER, { note: 'x'.repeat(1001) })).status, 400)
    const both = await Promise.all([by(MANAGER, { note: ` ${note} ` }), by(MANAGER, { note })])
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([200, 409]))
    const late = both.find(({ status }) => status === 409) ?? assert.fail()
    assert.match(textAt(late.json(), 'detail'), /manager@harbour\.example acknowledged this alert already/)
    assert.deepEqual([await count(), await marked()], [before, [0]])
    assert.deepEqual(await alertsOf(stage(), client.id), [])
    const done = listAt((await call(manager, 'GET /alerts?state=acknowledged')).json(), 'items')
    const kept = done.find(each => at(each, 'id') === at(alert, 'id'))
    assert.deepEqual(
      [at(kept, 'acknowledged', 'note'), at(kept, 'acknowledged', 'by', 'name')],
      [note, MANAGER],
    )
    const history = await call(manager, `GET /applications/${client.id}/history?group=alerts`)
    assert.equal(at(listAt(history.json(), 'items')[0], 'action'), 'alert.acknowledged')
  })

  test('come page by page, and a cursor is good for its own list alone', async () => {
    const manager = await stage().person(MANAGER)
    const ids: string[] = []
    for (let round = 0; round < 3; round++) {
      const clients = await Promise.all(Array.from({ length: 20 }, () => register(stage())))
      ids.push(...clients.map(({ id }) => id))
      await report(
        stage().url,
        clients.map(({ secret }) => ({ secret })),
      )
    }
    const first = await call(manager, 'GET /alerts')
    const cursor = encodeURIComponent(textAt(first.json(), 'nextCursor'))
    const second = await call(manager, `GET /alerts?cursor=${cursor}`)
    const seen = [first, second].flatMap(page =>
      listAt(page.json(), 'items').map(item => textAt(item, 'application', 'id')),
    )
    assert.deepEqual(
      ids.filter(id => !seen.includes(id)),
      [],
    )
    assert.equal((await call(manager, `GET /alerts?state=acknowledged&cursor=${cursor}`)).status, 400)
    const other = await stage().person(OTHER_MANAGER)
    assert.equal((await call(other, `GET /alerts?cursor=${cursor}`)).status, 400)
  })
})
