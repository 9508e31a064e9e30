import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, textAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { clientCredentials } from '../support/wire/oauth.ts'
import { type EngineName, MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

async function asked(stage: InsideStage, operation: string, body?: unknown, by = MANAGER): Promise<Answer> {
  return call(await stage.person(by), operation, body === undefined ? {} : { body })
}

async function secretsOf(stage: InsideStage, { id }: Client): Promise<readonly unknown[]> {
  const secrets: unknown = at((await asked(stage, `GET /applications/${id}`)).json(), 'secrets')
  assert.ok(Array.isArray(secrets))
  return secrets
}

async function idOf(stage: InsideStage, client: Client, place = 0): Promise<string> {
  return textAt((await secretsOf(stage, client))[place], 'id')
}

async function rotate(stage: InsideStage, client: Client, overlap: number, place = 0): Promise<Answer> {
  const path = `/applications/${client.id}/secrets/${await idOf(stage, client, place)}/rotate`
  return asked(stage, `POST ${path}`, { overlap })
}

const inTime = (ms: number) => new Date(Date.now() + ms).toISOString()

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `a client secret (${engine})`,
    stage => {
      test('says when and from where it was last used, and only what opened something counts', async () => {
        const client = await register(stage())
        await clientCredentials(stage().url, { ...client, secret: 'lks_wrong' })
        await stage().deps.credentialUses.flush()
        assert.equal(at((await secretsOf(stage(), client))[0], 'lastUsedAt'), null)
        await clientCredentials(stage().url, client)
        await stage().deps.credentialUses.flush()
        const [used] = await secretsOf(stage(), client)
        assert.equal(at(used, 'lastUsedFrom'), '127.0.0.1')
        const first = Date.parse(textAt(used, 'lastUsedAt'))
        await clientCredentials(stage().url, client)
        await stage().deps.credentialUses.flush()
        assert.equal(Date.parse(textAt((await secretsOf(stage(), client))[0], 'lastUsedAt')), first)
        stage().advance(MINUTE)
        await clientCredentials(stage().url, client)
        await stage().deps.credentialUses.flush()
        assert.ok(Date.parse(textAt((await secretsOf(stage(), client))[0], 'lastUsedAt')) >= first + MINUTE)
      })

      test('is replaced at once, or goes on for as long as was chosen', async () => {
        for (const overlap of [0, 3600]) {
          const client = await register(stage())
          const made = await rotate(stage(), client, overlap)
          assert.equal(made.status, 201, made.text)
          const fresh = { ...client, secret: textAt(made.json(), 'secret', 'value') }
          assert.equal((await clientCredentials(stage().url, fresh)).status, 200)
          const old = await clientCredentials(stage().url, client)
          assert.equal(old.status, overlap === 0 ? 401 : 200)
          if (overlap === 0) continue
          stage().advance(HOUR)
          await stage().signInAgain(MANAGER)
          assert.equal(errorOf(await clientCredentials(stage().url, client)), 'invalid_client')
          assert.equal((await clientCredentials(stage().url, fresh)).status, 200)
          await stage().deps.refusals.flush()
          const refused = await asked(stage(), `GET /applications/${client.id}/refusals`)
          assert.equal(at(refused.json(), 'items', 0, 'reason'), 'client_secret_expired')
          assert.equal((await secretsOf(stage(), client)).length, 2, 'an expired one is still shown')
        }
      })

      test('ends when it was told to, and can be given a later end', async () => {
        const client = await register(stage())
        const path = `/applications/${client.id}/secrets/${await idOf(stage(), client)}`
        const end = new Date(stage().deps.clock() + DAY).toISOString()
        const edited = await asked(stage(), `PATCH ${path}`, { expiresAt: end, label: 'Old server' })
        assert.equal(edited.status, 200, edited.text)
        assert.equal(at(edited.json(), 'secrets', 0, 'expiresAt'), end)
        assert.equal(at(edited.json(), 'secrets', 0, 'label'), 'Old server')
        stage().advance(DAY)
        await stage().signInAgain(MANAGER)
        assert.equal(errorOf(await clientCredentials(stage().url, client)), 'invalid_client')
        assert.equal((await asked(stage(), `PATCH ${path}`, { expiresAt: null })).status, 200)
        assert.equal((await clientCredentials(stage().url, client)).status, 200)
        const history = await asked(stage(), `GET /applications/${client.id}/history`)
        assert.match(history.text, /secret\.edited.*secretExpiry/s)
      })

      test('never ends in the past or beyond five years, and has a label that can be shown', async () => {
        const client = await register(stage())
        const path = `/applications/${client.id}/secrets`
        const secret = `${path}/${await idOf(stage(), client)}`
        for (const expiresAt of [inTime(-DAY), inTime(6 * 366 * DAY), 'tomorrow', 5]) {
          assert.equal((await asked(stage(), `POST ${path}`, { expiresAt })).status, 400, String(expiresAt))
          assert.equal(
            (await asked(stage(), `PATCH ${secret}`, { expiresAt })).status,
            400,
            String(expiresAt),
          )
        }
        for (const overlap of [-1, 0.5, 2_592_001, '3600']) {
          assert.equal((await asked(stage(), `POST ${secret}/rotate`, { overlap })).status, 400)
        }
        assert.equal((await asked(stage(), `PATCH ${secret}`, {})).status, 400)
        assert.equal((await asked(stage(), `PATCH ${secret}`, { label: 'a:b' })).status, 400)
        assert.equal((await asked(stage(), `PATCH ${secret}`, { label: 'x' }, SUPERVISOR)).status, 403)
      })

      test('is replaced once where two do it at once, and five stay the most', async () => {
        const client = await register(stage())
        const path = `/applications/${client.id}/secrets/${await idOf(stage(), client)}/rotate`
        const once = await Promise.all([1, 2, 3].map(() => asked(stage(), `POST ${path}`, { overlap: 0 })))
        assert.deepEqual(
          once.map(({ status }) => status).toSorted((a, b) => a - b),
          [201, 404, 404],
        )
        for (let count = 0; count < 4; count++)
          await asked(stage(), `POST /applications/${client.id}/secrets`, {})
        assert.equal((await rotate(stage(), client, 3600)).status, 409)
        assert.equal((await rotate(stage(), client, 0)).status, 201)
        assert.equal((await secretsOf(stage(), client)).length, 5)
      })

      test('that has expired takes no place', async () => {
        const client = await register(stage())
        for (let count = 0; count < 4; count++)
          await asked(stage(), `POST /applications/${client.id}/secrets`, {})
        const path = `/applications/${client.id}/secrets`
        const end = new Date(stage().deps.clock() + HOUR).toISOString()
        await asked(stage(), `PATCH ${path}/${await idOf(stage(), client)}`, { expiresAt: end })
        assert.equal((await asked(stage(), `POST ${path}`, {})).status, 409)
        stage().advance(HOUR)
        await stage().signInAgain(MANAGER)
        assert.equal((await asked(stage(), `POST ${path}`, {})).status, 201)
      })
    },
    { engine },
  )
}
