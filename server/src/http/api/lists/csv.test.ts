import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { csvLine } from './csv.ts'

describe('a line of CSV', () => {
  test('quotes what would part it', () => {
    assert.equal(csvLine(['a', 'b,c', 'd"e', 'f\ng', '']), 'a,"b,c","d""e","f\ng",\r\n')
  })

  test('holds no formula, whatever sign or blank it begins with', () => {
    for (const formula of [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      ' =1',
      '\u3000=1',
      '＝1',
      '＋1',
      '－1',
      '＠x',
    ]) {
      const line = csvLine([formula])
      assert.ok(line.startsWith("'") || line.startsWith('"\''), JSON.stringify(line))
    }
    assert.equal(csvLine(['=1,"2"']), '"\'=1,""2"""\r\n')
    assert.equal(csvLine(['a=1', '2026-11-28']), 'a=1,2026-11-28\r\n')
  })
})
