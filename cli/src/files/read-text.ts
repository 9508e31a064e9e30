import { type FileHandle, open } from 'node:fs/promises'
import { Failure } from '../failure.ts'

/** No file of applications needs more. */
const MOST_BYTES = 1024 * 1024

const TOO_LARGE = 'is larger than 1 MB. A file of applications is a few kB.'

/** The text of a file; `-` is the standard input. Refuses more than 1 MB, and what is no UTF-8, by the file's name. */
export async function readText(path: string): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const source =
      path === '-' ? process.stdin : (await openFile(path)).createReadStream({ highWaterMark: 65_536 })
    for await (const chunk of source) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      // Read no further: the input may never end.
      if (size > MOST_BYTES) throw new Failure(`${path}: ${TOO_LARGE}`)
      chunks.push(bytes)
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`${path}: cannot be read (${reasonOf(error)}).`, error)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    throw new Failure(`${path}: is not UTF-8 text.`, error)
  }
}

async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  if (size <= MOST_BYTES) return file
  await file.close()
  throw new Failure(`${path}: ${TOO_LARGE}`)
}

/** What the system says, without the path that it repeats. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
