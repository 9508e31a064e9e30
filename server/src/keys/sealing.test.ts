import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { describe, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { createSealer, loadSealingKey } from './sealing.ts'

const sealer = createSealer(randomBytes(32))
const anyText = fc.string({ unit: 'grapheme' })
const purpose = fc.string({ maxLength: 20 })

/** Flips one bit of a base64url text's bytes. */
function flipBit(text: string, bit: number): string {
  const bytes = Buffer.from(text, 'base64url')
  const at = Math.floor(bit / 8) % bytes.length
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8))
  return bytes.toString('base64url')
}

describe('sealing', () => {
  test('what was sealed opens for the same purpose', () => {
    fc.assert(fc.property(purpose, anyText, (p, t) => sealer.open(p, sealer.seal(p, t)) === t))
  })

  test('a sealed text opens for no other purpose', () => {
    fc.assert(
      fc.property(purpose, purpose, anyText, (p, q, t) => {
        fc.pre(p !== q)
        assert.equal(sealer.open(q, sealer.seal(p, t)), null)
      }),
    )
  })

  test('a sealed text opens under no other key', () => {
    const other = createSealer(randomBytes(32))
    assert.equal(other.open('totp', sealer.seal('totp', 'seed')), null)
  })

  test('a flip of any bit is noticed', () => {
    const sealed = sealer.seal('totp', 'a seed')
    for (let bit = 0; bit < Buffer.from(sealed, 'base64url').length * 8; bit++) {
      assert.equal(sealer.open('totp', flipBit(sealed, bit)), null, `bit ${bit}`)
    }
  })

  test('a sealed text cut short anywhere, or lengthened, does not open', () => {
    const sealed = sealer.seal('totp', 'a seed')
    for (let end = 0; end < sealed.length; end++)
      assert.equal(sealer.open('totp', sealed.slice(0, end)), null)
    for (const tail of ['A', '=', '\n']) assert.equal(sealer.open('totp', sealed + tail), null)
  })

  test('no text that is not ours opens', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), t => sealer.open('totp', t) === null))
  })

  test('the same text sealed twice looks different', () => {
    assert.notEqual(sealer.seal('totp', 'seed'), sealer.seal('totp', 'seed'))
  })

  test('more purposes than are remembered still open', () => {
    const sealed = Array.from({ length: 600 }, (_, i) => sealer.seal(`row:${i}`, `text ${i}`))
    for (const [i, s] of sealed.entries()) assert.equal(sealer.open(`row:${i}`, s), `text ${i}`)
  })

  test('a key of another length is refused', () => {
    for (const length of [0, 16, 31, 33]) assert.throws(() => createSealer(Buffer.alloc(length)), RangeError)
  })
})

describe('message authentication', () => {
  test('a code is right for its own purpose, text and key alone', () => {
    fc.assert(
      fc.property(purpose, anyText, anyText, (p, t, u) => {
        const mac = sealer.mac(p, t)
        assert.equal(sealer.checkMac(p, t, mac), true)
        assert.equal(sealer.checkMac(p, u, mac), t === u)
        assert.equal(sealer.checkMac(`${p}x`, t, mac), false)
        assert.equal(createSealer(randomBytes(32)).checkMac(p, t, mac), false)
      }),
    )
  })

  test('a flip of any bit is noticed, and so is a code of another length', () => {
    const mac = sealer.mac('csrf', 'session')
    for (let bit = 0; bit < 256; bit++)
      assert.equal(sealer.checkMac('csrf', 'session', flipBit(mac, bit)), false)
    for (const other of ['', mac.slice(0, -1), `${mac}A`, `${mac}=`]) {
      assert.equal(sealer.checkMac('csrf', 'session', other), false)
    }
  })
})

/** A data folder that is gone after the test. */
function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-keys-'))
  t.after(() => rmSync(path, { recursive: true }))
  return path
}

function fromFolder(dataFolder: string, generate = true) {
  return loadSealingKey({ fromEnvironment: null, dataFolder, generate })
}

function messageOf(result: ReturnType<typeof loadSealingKey>): string {
  return result.ok ? 'a key was loaded' : result.error.message
}

describe('the sealing key from the environment', () => {
  const fromEnvironment = (value: string) =>
    loadSealingKey({ fromEnvironment: value, dataFolder: '/nonexistent', generate: true })

  test('32 random bytes are taken in base64, base64url and hexadecimal', () => {
    const key = randomBytes(32)
    for (const text of [
      key.toString('base64'),
      key.toString('base64url'),
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
      `${key.toString('base64')}\n`,
    ]) {
      assert.deepEqual(fromEnvironment(text), { ok: true, value: key })
    }
  })

  for (const text of ['', 'changeme', 'A'.repeat(42), 'A'.repeat(44), 'ab'.repeat(16), '*'.repeat(43)]) {
    test(`${JSON.stringify(text)} is refused for its form`, () => {
      assert.match(messageOf(fromEnvironment(text)), /^LATCHKEY_SEALING_KEY must be exactly 32 random bytes/)
    })
  }

  for (const [name, bytes] of [
    ['zeros', Buffer.alloc(32)],
    ['a repeated pattern', Buffer.from('c0ffee00deadbeef'.repeat(4), 'hex')],
    ['a repeated word', Buffer.from('changeme'.repeat(4))],
    ['a phrase', Buffer.from('the quick brown fox jumps over a')],
    ['counting', Buffer.from([...Array(32).keys()])],
  ] as const) {
    test(`${name} is refused as a placeholder, and the value is not repeated`, () => {
      const message = messageOf(fromEnvironment(bytes.toString('base64')))
      assert.match(message, /^LATCHKEY_SEALING_KEY looks like a placeholder/)
      assert.ok(!message.includes(bytes.toString('base64')))
    })
  }

  test('random bytes never look like a placeholder', () => {
    for (let i = 0; i < 5000; i++) assert.equal(fromEnvironment(randomBytes(32).toString('base64')).ok, true)
  })
})

describe('the sealing key in the data folder', () => {
  test('the first start makes a key that only the owner may read, and the next start finds it', t => {
    const path = join(folder(t), 'data')
    const first = fromFolder(path)
    assert.equal(first.ok, true)
    assert.equal(statSync(join(path, 'sealing.key')).mode & 0o777, 0o600)
    assert.equal(statSync(path).mode & 0o777, 0o700)
    assert.deepEqual(readdirSync(path), ['sealing.key'])
    assert.deepEqual(fromFolder(path, false), first)
  })

  test('nothing is made where that is not wanted', t => {
    const path = folder(t)
    assert.match(messageOf(fromFolder(path, false)), /LATCHKEY_SEALING_KEY is not set/)
    assert.deepEqual(readdirSync(path), [])
  })

  test('a file that others can read is refused with the command that mends it', t => {
    const path = folder(t)
    fromFolder(path)
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(join(path, 'sealing.key'), mode)
      assert.match(messageOf(fromFolder(path)), /run: chmod 600 .*sealing\.key$/)
    }
  })

  test('a damaged file is refused and left as it is', t => {
    const path = folder(t)
    const file = join(path, 'sealing.key')
    writeFileSync(file, 'half a ke', { mode: 0o600 })
    assert.match(messageOf(fromFolder(path)), /sealing\.key must be exactly 32 random bytes/)
    assert.equal(readFileSync(file, 'utf8'), 'half a ke')
  })

  test('a folder in the place of the file is refused', t => {
    const path = folder(t)
    mkdirSync(join(path, 'sealing.key'))
    assert.match(messageOf(fromFolder(path)), /sealing\.key is not a file$/)
  })

  test('a data folder that cannot be used is refused in words', t => {
    const file = join(folder(t), 'a-file')
    writeFileSync(file, '')
    assert.match(
      messageOf(fromFolder(join(file, 'data'))),
      /cannot be used \(ENOTDIR\); set LATCHKEY_SEALING_KEY/,
    )
  })

  test('eight processes that start at once all use the same key', async t => {
    const path = folder(t)
    const script = `
      import { loadSealingKey } from ${JSON.stringify(import.meta.resolve('./sealing.ts'))}
      process.stdin.once('data', () => {
        const key = loadSealingKey({ fromEnvironment: null, dataFolder: ${JSON.stringify(path)}, generate: true })
        process.stdout.write(key.ok ? key.value.toString('hex') : key.error.message)
        process.exitCode = 0
        process.stdin.destroy()
      })
      process.stderr.write('ready')
    `
    const children = Array.from({ length: 8 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script]),
    )
    await Promise.all(children.map(child => new Promise(ready => child.stderr.once('data', ready))))
    const answers = children.map(child => readText(child.stdout))
    for (const child of children) child.stdin.end('go')
    const keys = new Set(await Promise.all(answers))
    assert.equal(keys.size, 1)
    assert.match([...keys].join(), /^[0-9a-f]{64}$/)
    assert.deepEqual(readdirSync(path), ['sealing.key'])
  })
})
