import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Contact } from '../model.ts'
import { checkContact, checkNewUser, NO_CONTACT, userNameKey } from './user.ts'

const SEED = 5321

describe('a user name', () => {
  for (const [typed, key] of [
    ['manager@harbour.example', 'manager@harbour.example'],
    ['  Manager@HARBOUR.example\t', 'manager@harbour.example'],
    ['a.b_c%d+e-1@x-1.y.example', 'a.b_c%d+e-1@x-1.y.example'],
    [`${'a'.repeat(64)}@x.example`, `${'a'.repeat(64)}@x.example`],
    [`a@${'b'.repeat(190)}.example`, `a@${'b'.repeat(190)}.example`],
    [`a@${'b'.repeat(191)}.example`, null],
    [`${'a'.repeat(65)}@x.example`, null],
    ['', null],
    ['manager', null],
    ['@harbour.example', null],
    ['manager@', null],
    ['manager@harbour', null],
    ['manager@harbour.', null],
    ['manager@.example', null],
    ['a@b@harbour.example', null],
    ['.a@harbour.example', null],
    ['a b@harbour.example', null],
    ['a,b@harbour.example', null],
    ['a@harbour.example,b@evil.example', null],
    ['a@harbour.example\nb@evil.example', null],
    ['a\u0000@harbour.example', null],
    ['manager＠harbour.example', null],
    ['mаnager@harbour.example', null],
    ['ｍanager@harbour.example', null],
    ['\u212aim@harbour.example', null],
    ['\u0130m@harbour.example', null],
    ['manager@harbour.example\u200b', null],
    ['__proto__', null],
    ['a'.repeat(102_400), null],
    [`a@${'a.'.repeat(51_200)}`, null],
    [`a@${'-'.repeat(102_400)}`, null],
  ] as const) {
    test(`is looked up as ${key?.slice(0, 40)}: ${JSON.stringify(typed.slice(0, 40))}`, () => {
      assert.equal(userNameKey(typed), key)
    })
  }

  test(`has a key in plain lower-case ASCII that is its own key, whatever was typed (seed ${SEED})`, () => {
    const part = fc.oneof(
      fc.constantFrom('a', 'K', '\u212a', 'ſ', '@', '＠', '.', 'x.example', '-', ' ', 'İ', '%'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    )
    const typed = fc.oneof(
      fc.array(part, { maxLength: 6 }).map(parts => parts.join('')),
      fc.tuple(part, part).map(([a, b]) => `a${a}@${b}x.example`),
      fc.emailAddress(),
    )
    let accepted = 0
    fc.assert(
      fc.property(typed, text => {
        const key = userNameKey(text)
        if (key === null) return
        accepted += 1
        assert.match(key, /^[a-z0-9._%+@-]{5,200}$/)
        assert.equal(key.split('@').length, 2)
        assert.equal(userNameKey(key), key)
        assert.match(text.trim(), /^[\x21-\x7e]+$/)
      }),
      { seed: SEED, numRuns: 2000 },
    )
    assert.ok(accepted > 100, `only ${accepted} were accepted`)
  })
})

describe('a new user', () => {
  test('is kept with a folded user name and a clean full name', () => {
    assert.deepEqual(checkNewUser({ userName: ' Kim@Harbour.example', fullName: ' Kim Cafe\u0301 ' }), {
      ok: true,
      value: { userName: 'kim@harbour.example', fullName: 'Kim Café' },
    })
  })
  test('is refused with all faults at once, each with its field', () => {
    const result = checkNewUser({ userName: 'kim', fullName: '' })
    assert.ok(!result.ok)
    assert.deepEqual(
      result.error.map(({ path, rule }) => [path, rule]),
      [
        ['/userName', 'form'],
        ['/fullName', 'required'],
      ],
    )
    assert.equal(checkNewUser({ userName: 'kim@harbour.example', fullName: 'Kim\u202e' }).ok, false)
    assert.equal(checkNewUser({ userName: 'kim', fullName: 'Kim' }).ok, false)
  })
})

describe('how to reach a user', () => {
  const contact = (changes: Partial<Contact>): Contact => ({ ...NO_CONTACT, ...changes })
  const kept = (changes: Partial<Contact>) => {
    const checked = checkContact(contact(changes))
    assert.ok(checked.ok, JSON.stringify(checked))
    return checked.value
  }

  test('is kept as it is when all of it is well', () => {
    const whole = {
      email: "Kim.O'Hara+desk@mail.harbour.example",
      emailVerified: true,
      phone: '+441632960123',
      phoneVerified: true,
      address: '1 Quay Street\nHarbour',
    }
    assert.deepEqual(kept(whole), whole)
    assert.deepEqual(kept({}), NO_CONTACT)
  })

  test('loses outer spaces, separators of the number and other ends of lines; empty text says nothing', () => {
    const typed = {
      email: ' kim@harbour.example ',
      phone: '+44 (1632) 960-123',
      address: '1 Quay\r\nHarbour\r',
    }
    const { email, phone, address } = kept(typed)
    assert.deepEqual([email, phone, address], ['kim@harbour.example', '+441632960123', '1 Quay\nHarbour'])
    assert.deepEqual(kept({ email: '', phone: ' ', address: '\n' }), NO_CONTACT)
  })

  test('is never verified where there is nothing', () => {
    assert.deepEqual(kept({ emailVerified: true, phoneVerified: true }), NO_CONTACT)
    assert.equal(kept({ email: 'kim@harbour.example' }).emailVerified, false)
  })

  for (const [field, values] of [
    [
      'email',
      [
        'kim',
        '@harbour.example',
        'kim@harbour',
        'kim@harbour.',
        'kim@-harbour.example',
        'kim@har bour.example',
        'a..b@harbour.example',
        '.a@harbour.example',
        'a@b@harbour.example',
        'Kim <kim@harbour.example>',
        'kim@harbour.example,lee@harbour.example',
        'kim@harbour.example\nbcc: x',
        'kim@harb\u00f6ur.example',
        'kim@[127.0.0.1]',
        `${'a'.repeat(65)}@harbour.example`,
        `a@${'b'.repeat(60)}.${'c.'.repeat(100)}example`,
        'a'.repeat(102_400),
        `a@${'a.'.repeat(51_200)}`,
      ],
    ],
    [
      'phone',
      [
        '01632960123',
        '+0441632960123',
        '+44',
        '+1234567890123456',
        '+44 1632 abcdef',
        '+٤٤١٦٣٢٩٦٠',
        '++441632960123',
      ],
    ],
    [
      'address',
      [
        'a'.repeat(501),
        'line\n'.repeat(10) + 'line',
        'Quay\u202e',
        'Quay\u0000',
        'Quay\u200b',
        'Quay\tStreet',
      ],
    ],
  ] as const) {
    for (const value of values) {
      test(`is refused at /${field}: ${JSON.stringify(value.slice(0, 40))}`, () => {
        const checked = checkContact(contact({ [field]: value }))
        assert.deepEqual(checked.ok ? [] : checked.error.map(({ path, rule }) => [path, rule]), [
          [`/${field}`, 'form'],
        ])
      })
    }
  }

  test('is refused with all faults at once', () => {
    const checked = checkContact(contact({ email: 'kim', phone: '1', address: 'a'.repeat(501) }))
    assert.deepEqual(checked.ok ? [] : checked.error.map(fault => fault.path), [
      '/email',
      '/phone',
      '/address',
    ])
  })
})
