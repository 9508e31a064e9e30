import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { makeTestDeps } from '../../test/support/test-deps.ts'
import { MINUTE } from '../lib/clock.ts'
import { startJobs } from './all-jobs.ts'

test('a job that fails is told of by its name, and stopping waits for all jobs', async t => {
  const { deps, close } = await makeTestDeps()
  // Every turn fails now: the store is gone.
  await close()
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const failed: string[] = []
  const jobs = startJobs(deps, (fault, job) => {
    assert.ok(fault instanceof Error)
    failed.push(job)
  })
  t.mock.timers.tick(MINUTE)
  await turnOfTheLoop()
  await jobs.stop()
  assert.deepEqual(failed.toSorted(), [
    'carry-out-bulk',
    'check-owners',
    'deliver-outbox',
    'erase-audit',
    'expire',
    'fetch-logos',
    'follow-changes',
    'publish-audit-heads',
    'remind-of-secrets',
    'report-health',
    'rotate-keys',
    'seal-audit',
    'write-letters',
  ])
})
