import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestDeps, makeTestNodes } from '../../../test/support/test-deps.ts'
import { newRecordId } from '../../keys/random.ts'
import { MINUTE } from '../../lib/clock.ts'
import { recordChange } from '../../store/audit/changes.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { sweepExpired } from '../../store/sweep.ts'
import { ensurePlatform } from '../bootstrap.ts'
import type { Deps } from '../deps.ts'
import { changesFollower } from './follow-changes.ts'

/** A node that writes down what it is told to forget. */
function listener(deps: Deps) {
  const heard: string[] = []
  const known: Deps['known'] = {
    ...deps.known,
    forget: (kind, ref) => void heard.push(`${kind} ${ref}`),
    forgetAll: () => void heard.push('everything'),
  }
  return { heard, follow: changesFollower({ ...deps, known }) }
}

async function platformOf(deps: Deps) {
  return (await ensurePlatform(deps, { exampleBaseUrl: 'http://127.0.0.1:9' })).id
}

test('nodes whose clocks are ten minutes apart hear of each change once, whoever made it', async t => {
  const nodes = await makeTestNodes(t, 3)
  const [first] = nodes
  assert.ok(first !== undefined)
  const unit = await platformOf(first)
  const skews = [10 * MINUTE, -10 * MINUTE, 0]
  const listeners = nodes.map(listener)
  const turn = () => Promise.all(listeners.map(({ follow }) => follow()))
  await turn()
  const expected = ['everything']
  for (let round = 0; round < 6; round++) {
    const node = nodes[round % 3] ?? first
    const at = Date.now() + (skews[round % 3] ?? 0)
    const change = { id: newRecordId('chg'), at, kind: 'application', ref: `app_${round}` }
    await node.store.transact(tx => recordChange(inBusinessUnit(tx, unit), change))
    expected.push(`application app_${round}`)
    await turn()
  }
  await turn()
  for (const { heard } of listeners) assert.deepEqual(heard, expected)
})

test('a node that slept while changes were swept forgets everything', async t => {
  const { deps, close } = await makeTestDeps()
  t.after(close)
  const unit = await platformOf(deps)
  const [awake, asleep] = [listener(deps), listener(deps)]
  for (const each of [awake, asleep]) await each.follow()
  const change = async (ref: string, at: number) => {
    const id = newRecordId('chg')
    await deps.store.transact(tx =>
      recordChange(inBusinessUnit(tx, unit), { id, at, kind: 'application', ref }),
    )
    await awake.follow()
  }
  const now = deps.clock()
  await change('old', now - 60 * MINUTE)
  await change('young', now)
  await sweepExpired(deps.store, now, 100)
  await asleep.follow()
  assert.deepEqual(awake.heard.slice(1), ['application old', 'application young'])
  assert.deepEqual(asleep.heard.slice(1), ['everything', 'application young'])
  await change('last', now - 60 * MINUTE)
  await sweepExpired(deps.store, now, 100)
  await asleep.follow()
  await asleep.follow()
  assert.deepEqual(asleep.heard.slice(3), ['everything'])
})
