import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkTag, MAX_TAG_LENGTH } from './tags.ts'

const valueOf = (text: string) => {
  const tag = checkTag(text)
  return tag.ok ? tag.value : tag.rule
}

describe('a tag', () => {
  test('is one whatever its spelling', () => {
    for (const text of ['Night Shift', ' night  shift ', 'NIGHT-SHIFT', 'ｎｉｇｈｔ shift']) {
      assert.equal(valueOf(text), 'night-shift')
    }
    assert.equal(valueOf('Größe'), valueOf('GRÖSSE'))
    assert.equal(valueOf('東京'), '東京')
  })

  test('holds no comma, no control or invisible character and no emptiness', () => {
    for (const text of ['a,b', 'a\0b', 'a\u200bb', '-a', '=1', '@x', 'a\u202eb']) {
      assert.equal(valueOf(text), 'characters', JSON.stringify(text))
    }
    assert.equal(valueOf(' '), 'required')
  })

  test('is short', () => {
    assert.equal(valueOf('x'.repeat(MAX_TAG_LENGTH)), 'x'.repeat(MAX_TAG_LENGTH))
    assert.equal(valueOf('x'.repeat(MAX_TAG_LENGTH + 1)), 'too-long')
    assert.equal(valueOf('x'.repeat(1_000_000)), 'too-long')
  })

  test('stays what it is when it is judged again', () => {
    for (const text of ['Night Shift', 'ŉ', 'ǅ', 'ﬁ', 'ß/ẞ'])
      assert.equal(valueOf(valueOf(text)), valueOf(text))
  })
})
