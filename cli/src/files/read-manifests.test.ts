import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { exampleApplication } from '@latchkey/contract/applications/applications.ts'
import { exampleMetadata } from '@latchkey/contract/applications/client-metadata.ts'
import { type Manifest, manifestOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { writeYaml } from '@latchkey/contract/files/write-yaml.ts'
import fc from 'fast-check'
import { makeTempFolder } from '../../../server/test/support/temp-folder.ts'
import { readManifests } from './read-manifests.ts'

const SEED = 911
const folder = makeTempFolder()

function write(name: string, text: string | Buffer): string {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

const FILE = manifestOf({ ...exampleApplication, metadata: exampleMetadata }, true)

describe('files of applications', () => {
  test('give back what was written, as YAML and as JSON', async () => {
    const yaml = write('one.yaml', writeYaml([FILE]))
    const json = write('one.json', JSON.stringify(FILE, null, '\t'))
    for (const path of [yaml, json]) {
      const [filed, ...others] = await readManifests([path])
      assert.deepEqual([filed?.manifest, filed?.at, others], [FILE, `${path}:1`, []])
    }
  })

  test('may hold several applications, each with the line it begins at', async () => {
    const path = write('two.yaml', writeYaml([FILE, { ...FILE, name: 'Day Reports' }]))
    const found = await readManifests([path])
    assert.deepEqual(
      found.map(({ manifest }) => manifest.name),
      ['Night Reports', 'Day Reports'],
    )
    assert.match(found[1]?.at ?? '', /two\.yaml:\d\d$/)
  })

  test('look as docs/command-line.md shows one', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/command-line.md'), 'utf8')
    const [filed] = await readManifests([write('shown.yaml', /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '')])
    assert.equal(filed?.manifest.name, 'Night Reports')
    assert.equal(writeYaml([filed.manifest]), /```yaml\n(.*?)```/s.exec(page)?.[1])
  })

  test('keep any text as it is, whatever YAML would make of it', async () => {
    const holds = async (texts: readonly string[]) => {
      const file: Manifest = { ...FILE, scopes: [...texts], metadata: { jwks: texts.join('\n') } }
      const [filed] = await readManifests([write('any.yaml', writeYaml([file]))])
      assert.deepEqual(filed?.manifest, file)
    }
    const hard = fc.constantFrom(
      'yes',
      '012',
      '1e3',
      '~',
      'null',
      ' a ',
      '- b',
      '&c',
      '*d',
      '!e',
      '{f}',
      '# g',
      'h: i',
      '"',
      "'",
      '\t',
      '---',
    )
    const texts = fc.array(fc.oneof(hard, fc.string({ unit: 'grapheme' })), { maxLength: 5 })
    await fc.assert(fc.asyncProperty(texts, holds), { seed: SEED })
  })

  test('are refused with the file that cannot be read, is too large or is no text', async () => {
    const large = write('large.yaml', 'x'.repeat(1024 * 1024 + 1))
    const binary = write('binary.yaml', Buffer.from([0xff, 0xfe, 0x00]))
    const empty = write('empty.yaml', '')
    const missing = join(folder.path, 'missing.yaml')
    await assert.rejects(readManifests([large, binary, empty, missing, folder.path]), (error: Error) => {
      assert.deepEqual(
        error.message.split('\n').map(line => line.replace(folder.path, '')),
        [
          '/large.yaml: is larger than 1 MB. A file of applications is a few kB.',
          '/binary.yaml: is not UTF-8 text.',
          '/empty.yaml: holds no application.',
          '/missing.yaml: cannot be read (ENOENT).',
          ': cannot be read (EISDIR).',
        ],
      )
      return true
    })
  })

  test('are refused with fifty lines of faults at most, and how many more there are', async () => {
    const path = write('many.yaml', '---\n- wrong\n'.repeat(80))
    await assert.rejects(readManifests([path]), (error: Error) => {
      const lines = error.message.split('\n')
      assert.deepEqual([lines.length, lines.at(-1)], [51, 'and 30 more'])
      return true
    })
  })

  test('are told their faults in lines that no name in them can break', async () => {
    const path = write('escape.yaml', `"a\\e[2Jb\\nc": 1\n`)
    await assert.rejects(readManifests([path]), (error: Error) => {
      assert.ok(!error.message.includes('\u001b'))
      return error.message.split('\n').every(line => line.startsWith(path))
    })
  })
})
