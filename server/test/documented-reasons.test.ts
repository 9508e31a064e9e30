import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { KEPT_INPUTS } from '@latchkey/contract/audit/refusals.ts'
import { isReason, onTheWire } from '../src/protocol/refusal.ts'
import { EXPLANATIONS } from '../src/registry/refusals/explanations.ts'

const PAGE = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')

/** The rows of the last table of the page, as the code has them. */
function rows(): string[] {
  return Object.entries(EXPLANATIONS)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([reason, { rule, mend }]) => {
      const wire = isReason(reason) ? onTheWire(reason) : null
      const [code, status] = wire === null ? ['none: answered', '200'] : [`\`${wire.code}\``, wire.status]
      return `| \`${reason}\` | ${code} | ${status} | ${rule} | ${mend} |`
    })
}

describe('docs/errors.md', () => {
  test('has one row for every reason, with its code, its rule and what to do', () => {
    const written = PAGE.split('\n').filter(line => /^\| `[a-z_]+` \| (`|none)/.test(line))
    // Printed in whole, so that the page can be mended by copying.
    assert.equal(written.join('\n'), rows().join('\n'))
  })

  test('names every parameter that is kept', () => {
    const [, list = ''] = /these parameters and no others:\n([^.]+)\./.exec(PAGE) ?? []
    assert.deepEqual(list.match(/[a-z_]+/g), [...KEPT_INPUTS])
  })

  test('says of each reason what to do, in whole sentences and without a bar that breaks the table', () => {
    for (const [reason, { rule, mend }] of Object.entries(EXPLANATIONS)) {
      for (const words of [rule, mend]) assert.match(words, /^[a-zA-Z][^|]{8,180}\.$/, reason)
    }
  })
})
