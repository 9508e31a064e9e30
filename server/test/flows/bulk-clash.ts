import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, at, textAt } from '../support/wire/answer.ts'

type Ask = (operation: string, path: string, sent?: { readonly body: unknown }) => Promise<Answer>

/** A bulk change is undone once, whoever planned to. In: what calls an operation, and an application. */
export async function clashOfBulkChanges(ask: Ask, applicationId: string): Promise<void> {
  const plan = (body: object) => ask('planBulkChange', '/bulk-changes', { body })
  const start = (id: string) => ask('startBulkChange', `/bulk-changes/${id}/start`)
  const done = async (id: string) => {
    for (let tries = 0; tries < 100; tries++) {
      const now = await ask('getBulkChange', `/bulk-changes/${id}`)
      if (at(now.json(), 'state') === 'done') return
      await pause(100)
    }
    throw new Error('It does not end.')
  }
  const bulk = textAt((await plan({ action: 'add-tag', tag: 'x', ids: [applicationId] })).json(), 'id')
  assert.equal((await start(bulk)).status, 200)
  await done(bulk)
  const undo = { action: 'undo', undoOf: bulk }
  const [one, two] = [textAt((await plan(undo)).json(), 'id'), textAt((await plan(undo)).json(), 'id')]
  assert.deepEqual([(await start(one)).status, (await start(two)).status], [200, 409])
  await done(one)
  assert.equal((await plan(undo)).status, 409)
}
