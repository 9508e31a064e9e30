import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../../src/lib/clock.ts'
import { remindOfSecrets } from '../../src/services/credentials/remind-of-secrets.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { type Client, call, register } from '../support/wire/management.ts'
import { clientCredentials } from '../support/wire/oauth.ts'
import { type EngineName, MANAGER } from '../support/wire/stage.ts'

async function asked(stage: InsideStage, operation: string, body?: unknown) {
  const answer = await call(await stage.signInAgain(MANAGER), operation, body === undefined ? {} : { body })
  assert.ok(answer.status < 300, `${operation} ${answer.status} ${answer.text}`)
  return answer.json()
}

async function secretsOf(stage: InsideStage, { id }: Client): Promise<readonly unknown[]> {
  return listAt(await asked(stage, `GET /applications/${id}`), 'secrets')
}

/** The reminders about one application, newest first, as their kind, days left and whether they are open. */
async function remindersOf(stage: InsideStage, { id }: Client): Promise<readonly unknown[]> {
  return listAt(await asked(stage, `GET /applications/${id}/alerts`), 'items').map(alert => [
    at(alert, 'kind'),
    at(alert, 'acknowledged') === null ? 'open' : at(alert, 'acknowledged', 'note'),
  ])
}

/** An application whose first secret ends in so many days. Out: it, and the path of the secret. */
async function ending(stage: InsideStage, days: number): Promise<{ client: Client; path: string }> {
  const client = await register(stage)
  const path = `/applications/${client.id}/secrets/${textAt((await secretsOf(stage, client))[0], 'id')}`
  const expiresAt = new Date(stage.deps.clock() + days * DAY).toISOString()
  await asked(stage, `PATCH ${path}`, { expiresAt })
  return { client, path }
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `reminders of secrets that end (${engine})`,
    stage => {
      const remind = () => Promise.all([1, 2, 3].map(() => remindOfSecrets(stage().deps)))
      const OPEN = ['secret-ending', 'open']

      test('come once at 30, 7 and 1 days, each in the place of the one before, and go out as messages', async () => {
        const { client } = await ending(stage(), 40)
        await remind()
        assert.deepEqual(await remindersOf(stage(), client), [])
        stage().advance(10 * DAY)
        await remind()
        await remind()
        assert.deepEqual(await remindersOf(stage(), client), [OPEN])
        for (const days of [23, 6]) {
          stage().advance(days * DAY)
          await remind()
        }
        const replaced = ['secret-ending', 'A newer reminder took its place.']
        assert.deepEqual(await remindersOf(stage(), client), [OPEN, replaced, replaced])
        stage().advance(2 * DAY)
        await remind()
        assert.equal((await remindersOf(stage(), client)).length, 3)
        const sent = await stage()
          .deps.store.db.selectFrom('outbox')
          .select('payload')
          .where('topic', '=', 'alert.secret-ending')
          .execute()
        const left = sent
          .map(({ payload }): unknown => JSON.parse(payload))
          .filter(message => at(message, 'target', 'id') === client.id)
          .map(message => listAt(message, 'changes').find(each => at(each, 'field') === 'daysLeft'))
        assert.deepEqual(new Set(left.map(change => at(change, 'after'))), new Set(['30', '7', '1']))
        assert.equal(left.length, 3)
      })

      test('after a pause of the jobs only the last one is told', async () => {
        const { client } = await ending(stage(), 40)
        stage().advance(39.5 * DAY)
        await remind()
        assert.deepEqual(await remindersOf(stage(), client), [OPEN])
      })

      test('are settled by what is done about the secret', async () => {
        const { client, path } = await ending(stage(), 20)
        stage().advance(13 * DAY)
        await remind()
        assert.deepEqual(await remindersOf(stage(), client), [OPEN])
        await asked(stage(), `POST ${path}/rotate`, { overlap: 86_400 })
        assert.deepEqual(await remindersOf(stage(), client), [['secret-ending', 'The secret was replaced.']])
        const later = await ending(stage(), 20)
        stage().advance(13 * DAY)
        await remind()
        const far = new Date(stage().deps.clock() + 200 * DAY).toISOString()
        await asked(stage(), `PATCH ${later.path}`, { expiresAt: far })
        assert.deepEqual(await remindersOf(stage(), later.client), [
          ['secret-ending', 'Its end was changed.'],
        ])
      })

      test('do not come for what was replaced, unless it is still in use; nor for an inactive application', async () => {
        const [quiet, used, idle] = [
          await ending(stage(), 8),
          await ending(stage(), 8),
          await ending(stage(), 8),
        ]
        for (const { client } of [quiet, used])
          await asked(stage(), `POST /applications/${client.id}/secrets`, { label: 'next' })
        await asked(stage(), `POST /applications/${idle.client.id}/deactivate`)
        stage().advance(DAY + HOUR)
        assert.equal((await clientCredentials(stage().url, used.client)).status, 200)
        await stage().deps.credentialUses.flush()
        await remind()
        assert.deepEqual(await remindersOf(stage(), quiet.client), [])
        assert.deepEqual(await remindersOf(stage(), used.client), [OPEN])
        assert.deepEqual(await remindersOf(stage(), idle.client), [])
      })
    },
    { engine },
  )
}
