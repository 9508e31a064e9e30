import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Below this many bytes a file fits the first packets as it stands. */
const SMALL = 1024

const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)

/**
 * Lays a brotli and a gzip form beside each built file of a folder (a path) that becomes smaller by it: `x.js`,
 * `x.js.br`, `x.js.gz`. Done once here with all the effort there is, so that the server only picks what a browser takes.
 */
export async function compressAssets(folder: string): Promise<void> {
  const files = await readdir(folder, { withFileTypes: true })
  await Promise.all(
    files
      .filter(file => file.isFile())
      .map(async ({ name }) => {
        const path = join(folder, name)
        for (const [ending, packed] of await packedForms(await readFile(path))) {
          await writeFile(`${path}.${ending}`, packed)
        }
      }),
  )
}

/** The compressed forms of a file, by the ending of their names; none where it is small or gains nothing. */
async function packedForms(content: Buffer): Promise<readonly (readonly [string, Buffer])[]> {
  if (content.length < SMALL) return []
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  const forms = [
    ['br', await asBrotli(content, { params })],
    ['gz', await asGzip(content, { level: constants.Z_BEST_COMPRESSION })],
  ] as const
  return forms.filter(([, packed]) => packed.length < content.length)
}
