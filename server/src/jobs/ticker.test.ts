import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { startTicker } from './ticker.ts'

/** A job whose every turn lasts until the test ends it. */
function heldJob() {
  const faults: unknown[] = []
  let running = 0
  let begun = 0
  let turn = Promise.withResolvers<void>()
  return {
    faults,
    every: 100,
    begun: () => begun,
    running: () => running,
    onError: (fault: unknown) => void faults.push(fault),
    async run() {
      begun += 1
      running += 1
      turn = Promise.withResolvers<void>()
      try {
        await turn.promise
      } finally {
        running -= 1
      }
    },
    async end() {
      turn.resolve()
      await turnOfTheLoop()
    },
    async fail(fault: Error) {
      turn.reject(fault)
      await turnOfTheLoop()
    },
  }
}

function heldClock(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  return t.mock.timers
}

test('the first turn begins after one pause', async t => {
  const timers = heldClock(t)
  const job = heldJob()
  const ticker = startTicker(job)
  timers.tick(99)
  assert.equal(job.begun(), 0)
  timers.tick(1)
  assert.equal(job.begun(), 1)
  await job.end()
  await ticker.stop()
})

test('no turn begins while another runs, however long it takes', async t => {
  const timers = heldClock(t)
  const job = heldJob()
  const ticker = startTicker(job)
  timers.tick(100)
  timers.tick(1000)
  assert.deepEqual([job.begun(), job.running()], [1, 1])
  await job.end()
  timers.tick(99)
  assert.equal(job.begun(), 1)
  timers.tick(1)
  assert.deepEqual([job.begun(), job.running()], [2, 1])
  await job.end()
  await ticker.stop()
})

test('a turn that fails is told of and followed by the next', async t => {
  const timers = heldClock(t)
  const job = heldJob()
  const ticker = startTicker(job)
  timers.tick(100)
  const fault = new Error('the database is away')
  await job.fail(fault)
  assert.deepEqual(job.faults, [fault])
  timers.tick(100)
  assert.equal(job.begun(), 2)
  await job.end()
  await ticker.stop()
})

test('a turn that throws before it waits for anything is told of too', async t => {
  const timers = heldClock(t)
  const fault = new Error('at once')
  const { faults, every, onError } = heldJob()
  const run = () => {
    throw fault
  }
  const ticker = startTicker({ every, run, onError })
  timers.tick(100)
  await turnOfTheLoop()
  assert.deepEqual(faults, [fault])
  await ticker.stop()
})

test('stopping waits for the turn that runs, and no other begins', async t => {
  const timers = heldClock(t)
  const job = heldJob()
  const ticker = startTicker(job)
  timers.tick(100)
  let stopped = false
  const stopping = ticker.stop().then(() => {
    stopped = true
  })
  await turnOfTheLoop()
  assert.equal(stopped, false)
  await job.end()
  await stopping
  timers.tick(1000)
  assert.equal(job.begun(), 1)
})

test('stopping between two turns is done at once', async t => {
  const timers = heldClock(t)
  const job = heldJob()
  await startTicker(job).stop()
  timers.tick(1000)
  assert.equal(job.begun(), 0)
})
