import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkDetails, DETAIL_FIELDS, NO_DETAILS } from './details.ts'

describe('what a person says of themselves', () => {
  for (const [field, value, good] of [
    ['givenName', 'Zoë', true],
    ['givenName', 'a'.repeat(101), false],
    ['nickname', 'a\u0000b', false],
    ['nickname', 'a\u202eb', false],
    ['picture', 'https://a.example/p.png', true],
    ['picture', 'http://a.example/p.png', false],
    ['website', 'javascript:alert(1)', false],
    ['website', 'https://u:p@a.example', false],
    ['birthdate', '1990-02-28', true],
    ['birthdate', '1990-02-30', false],
    ['birthdate', '0000-02-29', true],
    ['birthdate', '1990', true],
    ['birthdate', '0000', false],
    ['birthdate', '28.2.1990', false],
    ['zoneinfo', 'Europe/Berlin', true],
    ['zoneinfo', 'Mars/Base', false],
    ['zoneinfo', '+01:00', false],
    ['locale', 'pt-BR', true],
    ['locale', 'pt_BR', false],
  ] as const) {
    test(`${JSON.stringify(value.slice(0, 30))} is ${good ? '' : 'not '}good as ${field}`, () => {
      const checked = checkDetails({ ...NO_DETAILS, [field]: value })
      assert.equal(checked.ok, good)
      if (!checked.ok)
        assert.deepEqual(
          checked.error.map(fault => fault.path),
          [`/${field}`],
        )
    })
  }

  test('is kept composed and without outer spaces, and empty text says nothing', () => {
    const checked = checkDetails({ ...NO_DETAILS, givenName: ' Zoe\u0308 ', gender: '  ' })
    assert.deepEqual(checked, { ok: true, value: { ...NO_DETAILS, givenName: 'Zo\u00eb' } })
  })

  test('is refused with all faults at once', () => {
    const wrong = Object.fromEntries(DETAIL_FIELDS.map(field => [field, '\u0000']))
    const checked = checkDetails({ ...NO_DETAILS, ...wrong })
    assert.deepEqual(
      checked.ok ? [] : checked.error.map(fault => fault.path),
      DETAIL_FIELDS.map(f => `/${f}`),
    )
  })
})
