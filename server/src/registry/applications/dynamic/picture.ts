import { err, ok, type Result } from '../../../lib/result.ts'

/** Largest picture, in bytes, and its longest side, in pixels (SECURITY.md 5.3, WEB22). */
export const PICTURE_BOUNDS = { bytes: 262_144, side: 1024 } as const

export type Picture = {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif'
  /** In pixels, as the picture itself says. */
  readonly width: number
  readonly height: number
}

type PictureFault = 'too-long' | 'not-a-picture' | 'broken' | 'too-large'

type Size = Pick<Picture, 'width' | 'height'>

const FORMATS = [
  { type: 'image/png', magic: '89504e470d0a1a0a', read: readPng },
  { type: 'image/jpeg', magic: 'ffd8ff', read: readJpeg },
  { type: 'image/webp', magic: '52494646', read: readWebp },
  { type: 'image/gif', magic: '474946383961', read: readGif },
  { type: 'image/gif', magic: '474946383761', read: readGif },
] as const

/**
 * Judges the bytes that came from the address of a logo. In: the bytes, whatever the server called them. Out: what they
 * are; or `too-long`, `not-a-picture` (none of PNG, JPEG, WebP, GIF: SVG can hold a script and is none of them),
 * `broken` (the format's own structure is not kept from the first byte to the last) or `too-large`.
 *
 * The structure is walked to the end and nothing may follow it, so that no second file hides behind a picture. Pixels
 * are not decoded, and a comment inside may hold anything: serve it with its own type, nosniff and a sandbox alone.
 */
export function readPicture(bytes: Uint8Array): Result<Picture, PictureFault> {
  if (bytes.length > PICTURE_BOUNDS.bytes) return err('too-long')
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = FORMATS.find(({ magic }) => view.toString('hex', 0, magic.length / 2) === magic)
  if (format === undefined) return err('not-a-picture')
  const size = format.read(view)
  if (size === null || size.width === 0 || size.height === 0) return err('broken')
  if (Math.max(size.width, size.height) > PICTURE_BOUNDS.side) return err('too-large')
  return ok({ type: format.type, ...size })
}

/** Chunks of PNG (third edition, §5.3): the header first, its end last, nothing behind it, and no animation (acTL). */
function readPng(view: Buffer): Size | null {
  let size: Size | null = null
  let data = false
  let at = 8
  while (at + 12 <= view.length) {
    const length = view.readUInt32BE(at)
    const name = view.toString('latin1', at + 4, at + 8)
    const next = at + 12 + length
    if (next > view.length || (at === 8) !== (name === 'IHDR') || name === 'acTL') return null
    if (name === 'IHDR') {
      if (length !== 13) return null
      size = { width: view.readUInt32BE(at + 8), height: view.readUInt32BE(at + 12) }
    }
    if (name === 'IDAT') data = true
    if (name === 'IEND') return data && length === 0 && next === view.length ? size : null
    at = next
  }
  return null
}

/** Frame headers of JPEG that browsers show: baseline, extended, progressive (ITU T.81, table B.1). */
const FRAMES = [0xc0, 0xc1, 0xc2]
const SCAN = 0xda
const END = 0xd9

/** Segments of JPEG (ITU T.81, annex B): one frame, at least one scan, the end mark last. */
function readJpeg(view: Buffer): Size | null {
  let size: Size | null = null
  let scanned = false
  let at = 2
  while (at + 2 <= view.length) {
    const mark = view.readUInt8(at + 1)
    if (view.readUInt8(at) !== 0xff) return null
    if (mark === END) return scanned && at + 2 === view.length ? size : null
    if (mark < 0xc0 || (mark >= 0xd0 && mark <= 0xd8) || at + 4 > view.length) return null
    const length = view.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > view.length) return null
    if (FRAMES.includes(mark)) {
      if (size !== null || length < 8) return null
      size = { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    }
    at += 2 + length
    if (mark === SCAN) {
      if (size === null) return null
      scanned = true
      at = endOfScan(view, at)
    }
  }
  return null
}

/** Where the next segment begins: 0xff stands in a scan only before a stuffed zero or a restart mark. */
function endOfScan(view: Buffer, from: number): number {
  for (let at = view.indexOf(0xff, from); at >= 0; at = view.indexOf(0xff, at + 2)) {
    const next = view[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return view.length
}

/** RIFF container of WebP (RFC 9649 §2): one whole still picture. Animations are refused. */
function readWebp(view: Buffer): Size | null {
  if (view.length < 30 || view.toString('latin1', 8, 12) !== 'WEBP') return null
  if (view.readUInt32LE(4) + 8 !== view.length) return null
  const names: string[] = []
  let size: Size | null = null
  let at = 12
  while (at + 8 <= view.length) {
    const name = view.toString('latin1', at, at + 4)
    const length = view.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (next > view.length || name === 'ANIM' || name === 'ANMF') return null
    const found = webpSize(name, view.subarray(at + 8, at + 8 + length))
    // The canvas and the picture on it must be of one size.
    if (found !== null && size !== null && !sameSize(found, size)) return null
    size ??= found
    names.push(name)
    at = next
  }
  const pictures = names.filter(name => name === 'VP8 ' || name === 'VP8L').length
  const first = ['VP8 ', 'VP8L', 'VP8X'].includes(names[0] ?? '')
  return at === view.length && first && pictures === 1 ? size : null
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height
}

/** The size that a chunk of WebP tells; zeros when it is too short or not begun as it must be, null when it tells none. */
function webpSize(name: string, chunk: Buffer): Size | null {
  const none = { width: 0, height: 0 }
  if (name === 'VP8X') {
    if (chunk.length !== 10) return none
    return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1 }
  }
  if (name === 'VP8L') {
    if (chunk.length < 5 || chunk[0] !== 0x2f) return none
    const bits = chunk.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (name !== 'VP8 ') return null
  if (chunk.length < 10 || chunk.toString('hex', 3, 6) !== '9d012a') return none
  return { width: chunk.readUInt16LE(6) & 0x3fff, height: chunk.readUInt16LE(8) & 0x3fff }
}

/** Blocks of GIF (GIF89a §17 to 27): one picture that lies within the screen, the trailer last. */
function readGif(view: Buffer): Size | null {
  if (view.length < 13) return null
  const size = { width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
  let pictures = 0
  let at = 13 + tableLength(view.readUInt8(10))
  while (at < view.length) {
    const kind = view[at]
    if (kind === 0x3b) return pictures === 1 && at + 1 === view.length ? size : null
    if (kind === 0x21) at = endOfBlocks(view, at + 2)
    else if (kind === 0x2c && at + 10 <= view.length) {
      const right = view.readUInt16LE(at + 1) + view.readUInt16LE(at + 5)
      const bottom = view.readUInt16LE(at + 3) + view.readUInt16LE(at + 7)
      if (right > size.width || bottom > size.height) return null
      pictures += 1
      // Behind the table of colours stands one byte, the size of the first code.
      at = endOfBlocks(view, at + 11 + tableLength(view.readUInt8(at + 9)))
    } else return null
  }
  return null
}

function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

/** Where a row of sub-blocks ends: behind the empty one. */
function endOfBlocks(view: Buffer, from: number): number {
  let at = from
  while (at < view.length) {
    const length = view.readUInt8(at)
    at += 1 + length
    if (length === 0) return at
  }
  return view.length
}
