import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import {
  fileCycles,
  importFaults,
  networkFaults,
  purityFaults,
  roomCycles,
} from './support/architecture-rules.ts'
import { layoutFaults } from './support/layout-rules.ts'
import { type Module, readModules } from './support/module-links.ts'
import { readSourceTree, type SourceFile } from './support/source-tree.ts'
import { makeTempFolder } from './support/temp-folder.ts'

const files = readSourceTree(join(import.meta.dirname, '../..'))
const modules = readModules(files)

describe('the house', () => {
  test('has files to look at', () => {
    assert.ok(modules.length > 20, `only ${modules.length} files were found`)
    assert.ok(modules.flatMap(module => module.links).length > 20, 'hardly any import was found')
  })
  test('imports only what the table allows', () => assert.deepEqual(importFaults(modules), []))
  test('keeps clock, chance, environment and network out of its pure rooms', () => {
    assert.deepEqual(purityFaults(modules), [])
  })
  test('calls strangers through the guarded fetcher alone', () => {
    assert.deepEqual(networkFaults(modules), [])
  })
  test('has no files that import each other', () => assert.deepEqual(fileCycles(modules), []))
  test('has no rooms that import each other', () => assert.deepEqual(roomCycles(modules), []))
  test('keeps names, sizes and a README in every directory', () => assert.deepEqual(layoutFaults(files), []))
})

/** A file in the table's words: where it stands and what it says. */
function modulesOf(...planted: readonly (readonly [path: string, text: string])[]): Module[] {
  return readModules(planted.map(([path, text]) => ({ path, text })))
}

const wrongImports: readonly (readonly [path: string, text: string])[] = [
  ['server/src/http/a.ts', "import { findUser } from '../store/users.ts'"],
  ['server/src/http/a.ts', "import type { User } from '../store/users.ts'"],
  ['server/src/http/a.ts', "export { findUser } from '../store/users.ts'"],
  ['server/src/http/a.ts', "export * from '../keys/sign.ts'"],
  ['server/src/http/a.ts', "const users = await import('../store/users.ts')"],
  ['server/src/http/a.ts', "let user: import('../store/users.ts').User"],
  ['server/src/http/a.ts', 'const users = await import(`../store/${name}.ts`)'],
  ['server/src/http/a.ts', "import { createHash } from 'node:crypto'"],
  ['server/src/http/a.ts', "import type { Config } from '../config.ts'"],
  ['server/src/jobs/a.ts', "import { sign } from '../keys/sign.ts'"],
  ['server/src/services/a.ts', "import type { FastifyRequest } from 'fastify'"],
  ['server/src/services/a.ts', 'export function verb(request: FastifyRequest) {}'],
  ['server/src/services/a.ts', "import { sql } from 'kysely'"],
  ['server/src/services/a.ts', "import { request } from 'node:https'"],
  ['server/src/outbound/a.ts', "import type { Deps } from '../services/deps.ts'"],
  ['server/src/http/a.ts', "import { createGuardedFetch } from '../outbound/guarded-fetch.ts'"],
  ['server/src/services/a.ts', "import { serve } from '../http/server.ts'"],
  ['server/src/services/a.ts', "import { x } from '../../../contract/src/x.ts'"],
  ['server/src/services/a.ts', "import { startPostgres } from '../../test/support/postgres.ts'"],
  ['server/src/store/a.ts', "import { narrow } from '../protocol/narrow.ts'"],
  ['server/src/store/a.ts', "import { type A, narrow } from '../registry/narrow.ts'"],
  ['server/src/store/a.ts', "import { SignJWT } from 'jose'"],
  ['server/src/keys/a.ts', "import { narrow } from '../protocol/narrow.ts'"],
  ['server/src/keys/a.ts', "import { DatabaseSync } from 'node:sqlite'"],
  ['server/src/protocol/a.ts', "import { x } from '../registry/x.ts'"],
  ['server/src/protocol/a.ts', "import { randomBytes } from 'node:crypto'"],
  ['server/src/protocol/a.ts', "import { createHash, randomUUID } from 'node:crypto'"],
  ['server/src/protocol/a.ts', "import * as crypto from 'node:crypto'"],
  ['server/src/protocol/a.ts', "import { readFileSync } from 'fs'"],
  ['server/src/registry/a.ts', "import { createHash } from 'node:crypto'"],
  ['server/src/registry/a.ts', "import { Type } from 'typebox'"],
  ['server/src/lib/a.ts', "import { x } from '../protocol/x.ts'"],
  ['server/src/lib/a.ts', "import { x } from 'typebox'"],
  ['server/src/plumbing/a.ts', 'export const a = 1'],
  ['server/src/a.ts', 'export const a = 1'],
  ['contract/src/a.ts', "import { request } from 'node:http'"],
  ['contract/src/a.ts', "import { ok } from '../../server/src/lib/result.ts'"],
  ['web/console/a.tsx', "import { ok } from '../../server/src/lib/result.ts'"],
  ['web/console/a.tsx', "import { readFileSync } from 'node:fs'"],
  ['guard/src/a.ts', "import { Fastify } from 'fastify'"],
  ['guard/src/a.ts', "import { x } from '@latchkey/contract/x.ts'"],
  ['examples/contact-centre/src/a.ts', "import { x } from '@latchkey/contract/x.ts'"],
  ['cli/src/a.ts', "import { quoted } from '../../server/src/lib/result.ts'"],
  ['cli/src/a.ts', "import { x } from '@latchkey/guard/x.ts'"],
  ['cli/src/a.ts', "import { Kysely } from 'kysely'"],
  ['server/src/services/a.ts', "import { x } from '../../../cli/src/x.ts'"],
]

const rightImports: readonly (readonly [path: string, text: string])[] = [
  ['server/src/main.ts', "import { x } from './store/x.ts'\nimport { Kysely } from 'kysely'"],
  ['server/src/http/a.ts', "import Fastify, { type FastifyReply } from 'fastify'"],
  [
    'server/src/http/a.ts',
    "import { x } from '@latchkey/contract/x.ts'\nimport { y } from '../services/y.ts'",
  ],
  ['server/src/http/a.ts', "// import { findUser } from '../store/users.ts'\n/* from '../keys/x.ts' */"],
  ['server/src/http/a.ts', 'const text = "import { a } from \'../store/users.ts\'"'],
  [
    'server/src/services/a.ts',
    "import type { X } from '../protocol/x.ts'\nimport { y } from '../store/y.ts'",
  ],
  [
    'server/src/store/a.ts',
    "import { type A, type B } from '../protocol/x.ts'\nimport { sql } from 'kysely'",
  ],
  ['server/src/services/a.ts', "import type { GuardedFetch } from '../outbound/guarded-fetch.ts'"],
  ['server/src/outbound/a.ts', "import { request } from 'node:http'"],
  ['server/src/keys/a.ts', "import { randomBytes } from 'node:crypto'\nimport { SignJWT } from 'jose'"],
  ['server/src/protocol/a.ts', "import { createHash, timingSafeEqual } from 'node:crypto'"],
  [
    'server/src/registry/a.ts',
    "import { x } from '@latchkey/contract/x.ts'\nimport { y } from '../lib/y.ts'",
  ],
  ['server/src/http/a.test.ts', "import { x } from '../store/x.ts'"],
  ['contract/src/a.ts', "import { Type } from 'typebox'\nimport { Value } from 'typebox/value'"],
  ['web/console/a.tsx', "import { x } from '@latchkey/contract/x.ts'\nimport '@mantine/core/styles.css'"],
  ['guard/src/a.ts', "import type { FastifyRequest } from 'fastify'\nimport { jwtVerify } from 'jose'"],
  ['examples/contact-centre/src/a.ts', "import { x } from '@latchkey/guard/x.ts'"],
  ['cli/src/a.ts', "import { x } from '@latchkey/contract/x.ts'\nimport * as oidc from 'openid-client'"],
  ['contract/src/files/a.ts', "import { stringify } from 'yaml'"],
]

const impureLines = [
  'const now = Date.now()',
  'const now = new Date()',
  'const now = new Date',
  'const now = Date()',
  'const now = performance.now()',
  'const dice = Math.random()',
  'const id = crypto.randomUUID()',
  "const home = process.env['HOME']",
  'const home = globalThis.process',
  'const reply = await fetch(url)',
  'setTimeout(run, 1000)',
  'const text = `${Date.now()}`',
  "console.log('here')",
]

const pureLines = [
  'const time = new Date(now)',
  "const text = 'Date.now()'",
  '// Math.random() would not do',
  'const pattern = /Date.now()/',
  'const share = a / b / Number(c)',
  'const result = input.fetch(url)',
  'const reprocess = processed.length',
]

describe('the checker', () => {
  for (const [path, text] of wrongImports) {
    test(`refuses in ${path}: ${text}`, () => assert.notDeepEqual(importFaults(modulesOf([path, text])), []))
  }
  for (const [path, text] of rightImports) {
    test(`allows in ${path}: ${text.replaceAll('\n', '; ')}`, () =>
      assert.deepEqual(importFaults(modulesOf([path, text])), []))
  }
  for (const line of impureLines) {
    test(`finds the impurity of: ${line}`, () => {
      for (const room of ['contract/src', 'server/src/protocol', 'server/src/registry', 'server/src/lib']) {
        assert.equal(purityFaults(modulesOf([`${room}/a.ts`, line])).length, 1, room)
      }
      assert.deepEqual(purityFaults(modulesOf(['server/src/services/a.ts', line])), [])
    })
  }
  test('finds a call past the guarded fetcher', () => {
    const call = 'const reply = await fetch(url)'
    const faultsIn = (path: string) => networkFaults(modulesOf([path, call])).length
    assert.deepEqual(
      ['services/a.ts', 'http/a.ts', 'jobs/a.ts'].map(file => faultsIn(`server/src/${file}`)),
      [1, 1, 1],
    )
    assert.deepEqual(['server/src/http/a.test.ts', 'web/console/a.ts'].map(faultsIn), [0, 0])
    for (const guarded of [
      'deps.fetch(url)',
      'const f = (fetch: GuardedFetch) => fetch(url)',
      'const { fetch } = deps; fetch(url)',
    ]) {
      assert.deepEqual(networkFaults(modulesOf(['server/src/jobs/a.ts', guarded])), [], guarded)
    }
  })
  for (const line of pureLines) {
    test(`lets pass: ${line}`, () =>
      assert.deepEqual(purityFaults(modulesOf(['contract/src/a.ts', line])), []))
  }
  test('finds a ring of files that only types close', () => {
    const ring = modulesOf(
      ['contract/src/a.ts', "import { b } from './b.ts'"],
      ['contract/src/b.ts', "import { c } from './c.ts'"],
      ['contract/src/c.ts', "import type { A } from './a.ts'"],
      ['contract/src/d.ts', "import { a } from './a.ts'"],
    )
    assert.deepEqual(fileCycles(ring), [
      'These files import each other: contract/src/a.ts, contract/src/b.ts, contract/src/c.ts',
    ])
  })
  test('finds a ring of rooms without a ring of files', () => {
    const ring = modulesOf(
      ['server/src/store/a.ts', "import type { B } from '../keys/b.ts'"],
      ['server/src/keys/c.ts', "import type { D } from '../store/d.ts'"],
    )
    assert.deepEqual(fileCycles(ring), [])
    assert.deepEqual(roomCycles(ring), ['These rooms import each other: keys, store'])
  })
})

describe('the checker of names and sizes', () => {
  const readme = { path: 'contract/src/README.md', text: '# Contract\n' }
  const faultsOf = (...planted: SourceFile[]) => layoutFaults([readme, ...planted])

  test('lets a small file beside a README pass', () => {
    assert.deepEqual(faultsOf({ path: 'contract/src/a.ts', text: '' }), [])
  })
  test('refuses index.ts, utils.ts, helpers/ and app/', () => {
    for (const name of ['index.ts', 'utils.ts', 'index.tsx']) {
      assert.equal(faultsOf({ path: `contract/src/${name}`, text: '' }).length, 1, name)
    }
    for (const name of ['helpers', 'app']) {
      const path = `contract/${name}`
      const faults = faultsOf({ path: `${path}/README.md`, text: '' }, { path: `${path}/a.ts`, text: '' })
      assert.equal(faults.length, 1, name)
    }
  })
  test('refuses a file of more than 400 lines', () => {
    assert.deepEqual(faultsOf({ path: 'contract/src/a.ts', text: 'x\n'.repeat(400) }), [])
    assert.equal(faultsOf({ path: 'contract/src/a.ts', text: 'x\n'.repeat(401) }).length, 1)
  })
  test('refuses a sixteenth source file, tests not counted', () => {
    const many = Array.from({ length: 15 }, (_, n) => ({ path: `contract/src/a${n}.ts`, text: '' }))
    assert.deepEqual(faultsOf(...many, { path: 'contract/src/a.test.ts', text: '' }), [])
    assert.equal(faultsOf(...many, { path: 'contract/src/b.ts', text: '' }).length, 1)
  })
  test('refuses a directory without a README, or with a long one', () => {
    assert.equal(faultsOf({ path: 'tools/a.ts', text: '' }).length, 1)
    const long = { path: 'tools/README.md', text: 'line\n'.repeat(11) }
    assert.equal(faultsOf({ path: 'tools/a.ts', text: '' }, long).length, 1)
  })
})

test('a wrong import planted in a tree on disk turns the check red', () => {
  const folder = makeTempFolder()
  try {
    const plant = (path: string, text: string) => {
      mkdirSync(dirname(join(folder.path, path)), { recursive: true })
      writeFileSync(join(folder.path, path), text)
    }
    plant('server/src/store/users.ts', 'export const users = []\n')
    plant(
      'server/src/http/page.ts',
      "import { users } from '../store/users.ts'\n\nexport const page = users\n",
    )
    plant('server/src/http/node_modules/other/a.ts', "import { users } from '../../../store/users.ts'\n")
    assert.deepEqual(importFaults(readModules(readSourceTree(folder.path))), [
      'server/src/http/page.ts imports ../store/users.ts: http may not import store',
    ])
  } finally {
    folder.remove()
  }
})
