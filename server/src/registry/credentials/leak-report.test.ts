import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_FINDINGS, readReport } from './leak-report.ts'

test('one finding, a list of them, and what GitHub sends are all read alike', () => {
  const finding = { secret: 'lks_1', url: 'https://forge.example/a', source: '' }
  assert.deepEqual(readReport({ secret: ' lks_1\n', url: finding.url }), { ok: true, value: [finding] })
  assert.deepEqual(readReport([{ secret: 'lks_1', url: finding.url }]), { ok: true, value: [finding] })
  const github = [
    { token: 'lks_1', type: 'latchkey_secret', url: 'https://forge.example/a', source: 'commit' },
    { token: 'lkr_2', type: 'latchkey_secret', url: null, source: 'content' },
  ]
  assert.deepEqual(readReport(github), {
    ok: true,
    value: [
      { ...finding, source: 'commit' },
      { secret: 'lkr_2', url: '', source: 'content' },
    ],
  })
})

test('a secret that is reported twice is one finding', () => {
  const report = readReport([
    { secret: 'lks_1', url: 'https://one.example' },
    { secret: 'lks_1 ', url: 'https://two.example' },
  ])
  assert.ok(report.ok)
  assert.deepEqual(
    report.value.map(({ url }) => url),
    ['https://one.example'],
  )
})

test('where something was found is one line of text, and not endless', () => {
  const report = readReport({ secret: 'lks_1', url: `a\u0000\u202eb\r\nc${'x'.repeat(9000)}`, source: 7 })
  assert.ok(report.ok)
  const [finding] = report.value
  assert.ok(finding?.url.startsWith('abcx'))
  assert.equal(finding?.url.length, 500)
  assert.equal(finding?.source, '')
})

test('what has another form is refused, and so is a report without an end', () => {
  for (const value of [
    null,
    'lks_1',
    7,
    [7],
    [[]],
    {},
    { secret: 7 },
    { token: null },
    [{ secret: 'a' }, null],
  ])
    assert.deepEqual(readReport(value), { ok: false, error: 'form' }, JSON.stringify(value))
  const many = Array.from({ length: MOST_FINDINGS + 1 }, () => ({ secret: 'lks_1' }))
  assert.deepEqual(readReport(many), { ok: false, error: 'too-many' })
  assert.equal(readReport(many.slice(1)).ok, true)
  assert.deepEqual(readReport([]), { ok: true, value: [] })
})
