import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PICTURE_BOUNDS, readPicture } from './picture.ts'

function u16le(value: number): string {
  return Buffer.from([value & 255, value >> 8]).toString('hex')
}

function u16be(value: number): string {
  return value.toString(16).padStart(4, '0')
}

function chunk(name: string, body: string): string {
  const length = (body.length / 2).toString(16).padStart(8, '0')
  return `${length}${Buffer.from(name).toString('hex')}${body}00000000`
}

function png(width: number, height: number): Buffer {
  const header = `${u16be(0)}${u16be(width)}${u16be(0)}${u16be(height)}0806000000`
  return hex(`89504e470d0a1a0a${chunk('IHDR', header)}${chunk('IDAT', '789c0300')}${chunk('IEND', '')}`)
}

function jpeg(width: number, height: number): Buffer {
  const frame = `ffc0000b08${u16be(height)}${u16be(width)}01011100`
  return hex(`ffd8ffe000044a46${frame}ffda0008010100003f0012ff0034ffd056ffd9`)
}

function gif(width: number, height: number): Buffer {
  const screen = `${u16le(width)}${u16le(height)}800000000000ffffff`
  return hex(`474946383961${screen}21f90400000000002c00000000${u16le(width)}${u16le(height)}0002024401003b`)
}

function webp(width: number, height: number): Buffer {
  const picture = hex('3000009d012a')
  const body = Buffer.concat([picture, hex(`${u16le(width)}${u16le(height)}`)])
  const head = Buffer.alloc(20)
  head.write('RIFF', 0)
  head.writeUInt32LE(12 + body.length, 4)
  head.write('WEBPVP8 ', 8)
  head.writeUInt32LE(body.length, 16)
  return Buffer.concat([head, body])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

const MAKERS = { 'image/png': png, 'image/jpeg': jpeg, 'image/webp': webp, 'image/gif': gif } as const

function faultOf(bytes: Uint8Array): string | null {
  const read = readPicture(bytes)
  return read.ok ? null : read.error
}

describe('the logo of a stranger', () => {
  for (const [type, make] of Object.entries(MAKERS)) {
    test(`is known as ${type} by its own bytes, with its size`, () => {
      const read = readPicture(make(640, 48))
      assert.deepEqual(read, { ok: true, value: { type, width: 640, height: 48 } })
    })

    test(`of ${type} may be as large as the bound, and not a pixel larger either way`, () => {
      const { side } = PICTURE_BOUNDS
      assert.equal(faultOf(make(side, side)), null)
      assert.equal(faultOf(make(side + 1, 1)), 'too-large')
      assert.equal(faultOf(make(1, side + 1)), 'too-large')
      assert.equal(faultOf(make(0, 1)), 'broken')
    })

    test(`of ${type} is refused wherever it is cut off, and with anything behind it`, () => {
      const whole = make(32, 32)
      for (let length = 0; length < whole.length; length += 1) {
        assert.notEqual(faultOf(whole.subarray(0, length)), null, `${length} bytes`)
      }
      for (const more of ['\0', '<script>alert(1)</script>', 'PK\x03\x04']) {
        assert.equal(faultOf(Buffer.concat([whole, Buffer.from(more)])), 'broken')
      }
    })

    test(`of ${type} with any one byte changed never throws, nor grows beyond the bound`, () => {
      const whole = make(32, 32)
      for (let at = 0; at < whole.length; at += 1) {
        for (const value of [0x00, 0x7f, 0x80, 0xff]) {
          const changed = Buffer.from(whole)
          changed[at] = value
          const read = readPicture(changed)
          if (read.ok) assert.ok(Math.max(read.value.width, read.value.height) <= PICTURE_BOUNDS.side)
        }
      }
    })
  }

  test('is never SVG, HTML, a script, another picture format or nothing', () => {
    const others = [
      '',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      '<?xml version="1.0"?><svg/>',
      '<!doctype html><title>PNG</title>',
      '\x89PNG<!doctype html>',
      'BM6',
      '\0\0\x01\0',
      '%PDF-1.7',
      'GIF88a',
    ]
    for (const text of others) assert.equal(faultOf(Buffer.from(text, 'latin1')), 'not-a-picture', text)
    assert.equal(faultOf(Buffer.from('GIF89a/*<svg onload=alert(1)>*/=1', 'latin1')), 'broken')
    assert.equal(faultOf(Buffer.from('RIFF\x10\0\0\0WAVEfmt             ', 'latin1')), 'broken')
  })

  test('is refused by its length before anything is read', () => {
    assert.equal(faultOf(Buffer.alloc(PICTURE_BOUNDS.bytes + 1)), 'too-long')
    assert.equal(faultOf(Buffer.alloc(PICTURE_BOUNDS.bytes)), 'not-a-picture')
  })

  test('is a still picture: a GIF of two frames, an animated WebP and an animated PNG are refused', () => {
    const one = gif(8, 8)
    const frame = one.subarray(27, -1)
    assert.equal(frame[0], 0x2c)
    assert.equal(faultOf(Buffer.concat([one.subarray(0, -1), frame, hex('3b')])), 'broken')
    const moving = Buffer.concat([webp(8, 8), Buffer.from('ANIM\x06\0\0\0\0\0\0\0\0\0', 'latin1')])
    moving.writeUInt32LE(moving.length - 8, 4)
    assert.equal(faultOf(moving), 'broken')
    const still = png(8, 8)
    const control = hex(chunk('acTL', '0000000200000000'))
    assert.equal(faultOf(Buffer.concat([still.subarray(0, 33), control, still.subarray(33)])), 'broken')
    const text = hex(chunk('tEXt', '0000000200000000'))
    assert.equal(faultOf(Buffer.concat([still.subarray(0, 33), text, still.subarray(33)])), null)
  })

  test('has one size: a canvas that says another than its picture, or a frame outside the screen, is refused', () => {
    const small = webp(8, 8)
    const canvas = Buffer.from('VP8X\x0a\0\0\0\0\0\0\0\xff\0\0\xff\0\0', 'latin1')
    const both = Buffer.concat([small.subarray(0, 12), canvas, small.subarray(12)])
    both.writeUInt32LE(both.length - 8, 4)
    assert.equal(faultOf(both), 'broken')
    const outside = gif(8, 8)
    outside.writeUInt16LE(9, 32)
    assert.equal(faultOf(outside), 'broken')
  })
})
