import assert from 'node:assert/strict'
import { type Answer, numberAt, textAt } from '../support/wire/answer.ts'

/** Asserts that an answer is a problem (RFC 9457) of that status, whole and with a request id. Out: its body. */
export function problemOf(answer: Answer, status: number): unknown {
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const body = answer.json()
  assert.equal(numberAt(body, 'status'), status)
  assert.match(textAt(body, 'requestId'), /^req_[0-9a-f]{32}$/)
  for (const name of ['type', 'title', 'detail']) assert.notEqual(textAt(body, name), '')
  return body
}
