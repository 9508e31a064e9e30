import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForProof, provideProof } from './proof.ts'

test('calls that wait at the same moment ask once, and later ones anew', async () => {
  const answers: ((proved: boolean) => void)[] = []
  const stop = provideProof(() => new Promise(done => answers.push(done)))
  const both = [askForProof(), askForProof()]
  assert.equal(answers.length, 1)
  answers[0]?.(true)
  assert.deepEqual(await Promise.all(both), [true, true])
  const later = askForProof()
  assert.equal(answers.length, 2)
  answers[1]?.(false)
  assert.equal(await later, false)
  stop()
  assert.equal(await askForProof(), false)
})
