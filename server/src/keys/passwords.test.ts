import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Result } from '../lib/result.ts'
import { checkNewPassword, createPasswordHasher } from './passwords.ts'

const QUEUE_MS = 2000
let now = 0
const clock = () => now

/** One place, so that what waits does not depend on the machine. */
function hasher(queueLimit = 10) {
  return createPasswordHasher({ concurrency: 1, queueLimit, queueMs: QUEUE_MS, clock })
}

function valueOf<T>(result: Result<T, 'busy'>): T {
  if (!result.ok) throw new Error('the hasher was busy')
  return result.value
}

describe('new passwords', () => {
  const tooShort = 'A password has at least 8 characters.'
  const tooLong = 'A password has at most 256 characters.'
  const notText = 'A password must be text without NUL characters.'
  const table = [
    ['eight characters', '12345678', null],
    ['256 characters', 'x'.repeat(256), null],
    ['256 characters of four bytes', '\u{1f511}'.repeat(256), null],
    ['256 characters that arrive decomposed', 'e\u0301'.repeat(256), null],
    ['spaces and line breaks', ' \t\r\n    ', null],
    ['nothing', '', tooShort],
    ['seven characters', '1234567', tooShort],
    ['eight code points that compose to four', 'e\u0301'.repeat(4), tooShort],
    ['seven characters of two units', '\u{1f511}'.repeat(7), tooShort],
    ['257 characters', 'x'.repeat(257), tooLong],
    ['a million characters', 'x'.repeat(1_000_000), tooLong],
    ['a NUL', '12345678\0', notText],
    ['half a character', '12345678\ud83d', notText],
  ] as const
  for (const [name, text, answer] of table) {
    test(`${name}: ${answer ?? 'accepted'}`, () => {
      assert.equal(checkNewPassword(text), answer)
    })
  }
})

describe('hashing and verifying', () => {
  test('a hash is a PHC string of Argon2id with 19 MiB, two passes and one lane', async () => {
    const phc = valueOf(await hasher().hash('correct horse'))
    assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  })

  test('the right password is verified and a wrong one is not', async () => {
    const { hash, verify } = hasher()
    const phc = valueOf(await hash('correct horse'))
    assert.equal(valueOf(await verify('correct horse', phc)), true)
    assert.equal(valueOf(await verify('correct Horse', phc)), false)
    assert.equal(valueOf(await verify('', phc)), false)
  })

  test('two hashes of one password differ', async () => {
    const { hash } = hasher()
    assert.notEqual(valueOf(await hash('correct horse')), valueOf(await hash('correct horse')))
  })

  test('a hash made by the reference program verifies, whatever its cost', async () => {
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    assert.equal(valueOf(await hasher().verify('password', phc)), true)
    assert.equal(valueOf(await hasher().verify('passwore', phc)), false)
  })

  test('a password is the same whether typed composed or decomposed', async () => {
    const { hash, verify } = hasher()
    const [composed, decomposed] = ['caf\u00e9 au lait', 'cafe\u0301 au lait']
    assert.equal(valueOf(await verify(decomposed, valueOf(await hash(composed)))), true)
    assert.equal(valueOf(await verify(composed, valueOf(await hash(decomposed)))), true)
  })

  test('what stands behind a NUL counts', async () => {
    const { hash, verify } = hasher()
    const phc = valueOf(await hash('correct horse'))
    assert.equal(valueOf(await verify('correct horse\0', phc)), false)
  })

  test('half a character does not pass for the sign that replaces it', async () => {
    const { hash, verify } = hasher()
    const phc = valueOf(await hash('12345678\ufffd'))
    assert.equal(valueOf(await verify('12345678\ud83d', phc)), false)
  })

  test('nobody has a password', async () => {
    assert.equal(valueOf(await hasher().verify('correct horse', null)), false)
    assert.equal(valueOf(await hasher().verify('', null)), false)
  })

  test('a password that was not checked is not hashed', async () => {
    await assert.rejects(hasher().hash('short'), /was not checked/)
    await assert.rejects(hasher().hash('x'.repeat(1_000_000)), /was not checked/)
  })

  for (const phc of [
    '',
    'plain',
    '$2b$10$abcdefghijklmnopqrstuv',
    '$argon2i$v=19$m=16,t=2,p=1$c2FsdHNhbHQ$aGFzaA',
  ]) {
    test(`the stored text ${JSON.stringify(phc)} is a fault and not a wrong password`, async () => {
      await assert.rejects(hasher().verify('correct horse', phc), /not an Argon2id PHC string/)
    })
  }
})

describe('the queue', () => {
  test('a full queue answers busy, and serves again once there is room', async () => {
    const { verify } = hasher(1)
    const running = verify('first try', null)
    const waiting = verify('second try', null)
    assert.deepEqual(await verify('third try', null), { ok: false, error: 'busy' })
    assert.equal(valueOf(await running), false)
    assert.equal(valueOf(await waiting), false)
    assert.equal(valueOf(await verify('fourth try', null)), false)
  })

  for (const [name, password] of [
    ['an unknown user', 'correct horse'],
    ['a password of a megabyte', 'x'.repeat(1_000_000)],
    ['a password of half a character', '12345678\ud83d'],
  ] as const) {
    test(`${name} costs a place like everybody else`, async () => {
      const { verify } = hasher(0)
      const running = verify(password, null)
      assert.deepEqual(await verify('second try', null), { ok: false, error: 'busy' })
      assert.equal(valueOf(await running), false)
    })
  }

  test('a place that gets free goes to one of those who wait', async () => {
    const { verify } = hasher(2)
    const running = verify('first try', null)
    const waiting = [verify('second try', null), verify('third try', null)]
    await running
    waiting.push(verify('fourth try', null))
    assert.deepEqual(await verify('fifth try', null), { ok: false, error: 'busy' })
    for (const result of await Promise.all(waiting)) assert.equal(valueOf(result), false)
  })

  test('who has waited too long is told busy, and who has not is served', async () => {
    const { verify } = hasher()
    const running = verify('first try', null)
    const early = verify('second try', null)
    now += QUEUE_MS
    const late = verify('third try', null)
    now += 1
    assert.equal((await running).ok, true)
    assert.equal((await early).ok, false)
    assert.equal((await late).ok, true)
  })

  test('a wait that would be too long at the usual pace is refused at once, until the pace is better', async () => {
    const { verify } = hasher()
    const slow = verify('first try', null)
    now += 8 * (QUEUE_MS + 1)
    await slow
    const running = verify('second try', null)
    assert.equal((await verify('third try', null)).ok, false)
    await running
    const next = verify('fourth try', null)
    assert.equal((await verify('fifth try', null)).ok, true)
    assert.equal((await next).ok, true)
  })

  test('a fault gives its place back', async () => {
    const { verify } = hasher(0)
    // Passes the form, but Argon2 itself refuses a salt of three bytes.
    const phc = `$argon2id$v=19$m=19456,t=2,p=1$AAAA$${'A'.repeat(43)}`
    await assert.rejects(verify('correct horse', phc))
    assert.equal((await verify('correct horse', null)).ok, true)
  })

  test('no place at all is a mistake of whoever wires it', () => {
    assert.throws(
      () => createPasswordHasher({ concurrency: 0, queueLimit: 1, queueMs: 1, clock }),
      RangeError,
    )
  })
})
