import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../../src/lib/clock.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { makeProfile, setProfile } from '../support/inside/states.ts'
import { type Answer, at, listAt, textAt } from '../support/wire/answer.ts'
import { type Browser, openBrowser } from '../support/wire/browser.ts'
import { type Client, call, freshName, register } from '../support/wire/management.ts'
import { tokensFor } from '../support/wire/oauth.ts'
import { AGENT, type EngineName, MANAGER, PASSWORD } from '../support/wire/stage.ts'

const typeOf = (answer: Answer) => [answer.status, at(answer.json(), 'type')]
const NEEDED = [403, '/problems/proof-needed']

async function secretPath(manager: Browser, { id }: Client): Promise<string> {
  const whole = (await call(manager, `GET /applications/${id}`)).json()
  return `/applications/${id}/secrets/${textAt(listAt(whole, 'secrets')[0], 'id')}`
}

/** Every call that makes a secret, as somebody with a session or a token sends it. */
async function attempts(
  manager: Browser,
  client: Client,
  by: Browser,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly Answer[]> {
  const named = { vendorName: 'Wire Tests', name: freshName(), scopes: ['RealTimeApi'] }
  const token = { uses: 1, scopes: ['RealTimeApi'] }
  return [
    await call(by, `POST /applications/${client.id}/secrets`, { body: { label: 'next' }, headers }),
    await call(by, `POST ${await secretPath(manager, client)}/rotate`, { body: { overlap: 60 }, headers }),
    await call(by, 'POST /applications', { body: named, headers }),
    await call(by, 'POST /registration-tokens', { body: token, headers }),
  ]
}

function prove(browser: Browser, password: string): Promise<Answer> {
  return call(browser, 'POST /account/proof', { body: { password } })
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `a fresh proof of oneself (${engine})`,
    stage => {
      const begin = async (): Promise<{ manager: Browser; client: Client }> => {
        const manager = await stage().signInAgain(MANAGER)
        await call(manager, 'PATCH /business-unit', { body: { dynamicRegistrationAllowed: true } })
        return { manager, client: await register(stage(), { scopes: ['RealTimeApi', 'AdminApi'] }) }
      }
      const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status)

      test('is needed to make a secret once the sign-in is fifteen minutes old, and typing the password is one', async () => {
        const { manager, client } = await begin()
        stage().advance(14 * MINUTE)
        assert.deepEqual(statuses(await attempts(manager, client, manager)), [201, 201, 201, 201])
        stage().advance(MINUTE)
        const late = await attempts(manager, client, manager)
        assert.deepEqual(late.map(typeOf), [NEEDED, NEEDED, NEEDED, NEEDED])
        const proved = await prove(manager, PASSWORD)
        assert.equal(proved.status, 200)
        const until = Date.parse(textAt(proved.json(), 'provenUntil')) - stage().deps.clock()
        assert.ok(until > 14 * MINUTE && until <= 15 * MINUTE)
        stage().advance(14 * MINUTE)
        assert.deepEqual(statuses(await attempts(manager, client, manager)), [201, 201, 201, 201])
        stage().advance(MINUTE)
        assert.deepEqual((await attempts(manager, client, manager)).map(typeOf), [
          NEEDED,
          NEEDED,
          NEEDED,
          NEEDED,
        ])
      })

      test('of one session is none of another, and what needs none goes on', async () => {
        const { manager, client } = await begin()
        const other = await stage().newPerson(MANAGER)
        stage().advance(16 * MINUTE)
        assert.equal((await prove(other, PASSWORD)).status, 200)
        const [mine] = await attempts(manager, client, manager)
        assert.deepEqual(mine === undefined ? [] : typeOf(mine), NEEDED)
        const named = {
          vendorName: 'Wire Tests',
          name: freshName(),
          clientType: 'public',
          scopes: ['RealTimeApi'],
        }
        const body = { ...named, callbackUrls: ['http://127.0.0.1/callback'] }
        assert.equal((await call(manager, 'POST /applications', { body })).status, 201, 'no secret is made')
        const revoked = await call(manager, `DELETE ${await secretPath(manager, client)}`)
        assert.equal(revoked.status, 200, 'taking away is always possible')
      })

      test('is asked of nobody who comes with an access token', async () => {
        const { manager, client } = await begin()
        const { access } = await tokensFor(stage(), client, { scope: 'AdminApi' })
        stage().advance(14 * MINUTE)
        const headers = { authorization: `Bearer ${access}` }
        const answers = await attempts(manager, client, openBrowser(stage().url), headers)
        assert.deepEqual(statuses(answers), [201, 201, 201, 201])
        const body = { password: PASSWORD }
        const own = await call(openBrowser(stage().url), 'POST /account/proof', { body, headers })
        assert.deepEqual(typeOf(own), [403, '/problems/session-needed'])
      })

      test('comes after what is wrong with the request is said', async () => {
        const { manager, client } = await begin()
        stage().advance(16 * MINUTE)
        const body = { expiresAt: '2020-01-01T00:00:00.000Z' }
        assert.equal((await call(manager, `POST /applications/${client.id}/secrets`, { body })).status, 400)
      })

      test('is not guessed: a wrong password is told at its field, and attempts count like those of signing in', async () => {
        const { manager, client } = await begin()
        stage().advance(16 * MINUTE)
        const wrong = await prove(manager, 'not the one it is')
        assert.deepEqual([wrong.status, at(wrong.json(), 'errors', 0, 'path')], [400, '/password'])
        const more = []
        for (let count = 0; count < 11; count++) more.push((await prove(manager, `guess ${count}`)).status)
        assert.equal(more.at(-1), 429)
        assert.equal((await prove(manager, PASSWORD)).status, 429, 'the right one has to wait as well')
        const [still] = await attempts(manager, client, manager)
        assert.deepEqual(still === undefined ? [] : typeOf(still), NEEDED)
        stage().advance(6 * MINUTE)
        assert.equal((await prove(manager, PASSWORD)).status, 200)
      })
    },
    { engine },
  )
}

onInsideStage('the permission to replace secrets', stage => {
  async function withProfile(
    inside: InsideStage,
    permissions: Parameters<typeof makeProfile>[3],
  ): Promise<Browser> {
    await setProfile(inside, AGENT, await makeProfile(inside, AGENT, [], permissions))
    return inside.signInAgain(AGENT)
  }

  test('lets its holder replace a secret, and do nothing else to it', async () => {
    const client = await register(stage())
    const manager = await stage().person(MANAGER)
    const agent = await withProfile(stage(), ['api-applications:view', 'api-applications:rotate'])
    const path = await secretPath(manager, client)
    const add = await call(agent, `POST /applications/${client.id}/secrets`, { body: {} })
    const edit = await call(agent, `PATCH ${path}`, { body: { label: 'mine' } })
    const revoke = await call(agent, `DELETE ${path}`)
    assert.deepEqual([add.status, edit.status, revoke.status], [403, 403, 403])
    assert.match(add.text, /api-applications:edit/)
    const rotated = await call(agent, `POST ${path}/rotate`, { body: { overlap: 3600 } })
    assert.equal(rotated.status, 201)
    const me = (await call(agent, 'GET /me')).json()
    assert.deepEqual(at(me, 'permissions'), ['api-applications:view', 'api-applications:rotate'])
  })

  test('is held by whoever may edit, also by a profile of before it was there', async () => {
    const client = await register(stage())
    const agent = await withProfile(stage(), ['api-applications:view', 'api-applications:edit'])
    const path = await secretPath(agent, client)
    assert.equal((await call(agent, `POST ${path}/rotate`, { body: { overlap: 0 } })).status, 201)
    const viewer = await withProfile(stage(), ['api-applications:view'])
    const other = await secretPath(viewer, client)
    const refused = await call(viewer, `POST ${other}/rotate`, { body: { overlap: 0 } })
    assert.equal(refused.status, 403)
    assert.match(refused.text, /api-applications:rotate/)
  })
})
