import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeTempFolder } from '../support/temp-folder.ts'
import { repository, storeFunctions } from './store-functions.ts'

/**
 * What may be asked of the whole platform: directories, platform-wide tables, lookups by the hash of a secret, and
 * the jobs. A function that is missing here must take the scope of a business unit.
 */
const platformWide = [
  'inBusinessUnit',
  'insertBusinessUnit',
  'findBusinessUnit',
  'findBusinessUnitByNumber',
  'findUnitNamedLike',
  'listBusinessUnits',
  'countBusinessUnits',
  'findOffers',
  'findPlatform',
  'findUserByName',
  'anyUser',
  'findSession',
  'upsertApi',
  'upsertScope',
  'listApis',
  'listScopes',
  'listApiRecords',
  'listScopeRecords',
  'insertApi',
  'editApi',
  'insertScope',
  'editScope',
  'countSwitchedOn',
  'countScopeUse',
  'findOwner',
  'findRegistrationToken',
  'listUnusedClients',
  'listDuePictures',
  'findVendor',
  'countAuthorizing',
  'listReceived',
  'findReceived',
  'listVerified',
  'setVerified',
  'insertVendor',
  'findCode',
  'findRefreshToken',
  'isTokenRevoked',
  'listRevokedTokens',
  'businessUnitsWithUnsealed',
  'unitsThatErase',
  'listChangesAfter',
  'lastPlace',
  'hasUnplaced',
  'placeChanges',
  'listDueDeliveries',
  'listDueMail',
  'listDueLetters',
  'listMail',
  'findMail',
  'writeHealth',
  'forgetProcess',
  'readHealth',
  'readMigrations',
  'readMailBacklog',
  'readDeliveryBacklog',
  'countAskedOfOperators',
  'findPasswordLink',
  'findInvitationByLink',
  'insertSigningKey',
  'listSigningKeys',
  'bringForwardSigningKey',
  'retireSigningKey',
  'insertSetupLink',
  'findSetupLink',
  'consumeSetupLink',
  'listDeletedUntil',
  'nextBulkChange',
  'nextOwnerCheck',
  'useKept',
  'callbackUsesKeptSince',
  'listSecretsToRemind',
  // Whoever reports a leak knows no business unit.
  'findSecretByHash',
  'findClientByToken',
  'sweepExpired',
]

describe('the type of the scope', () => {
  test('only what is meant for the whole platform can be called without a business unit', () => {
    const functions = storeFunctions().filter(({ takes }) => takes === 'Handle' || takes === 'Scoped')
    const scoped = functions.filter(({ takes }) => takes === 'Scoped').map(({ name }) => name)
    assert.ok(scoped.length > 45)
    const lines = functions.map(({ name, file }, index) => {
      const module = JSON.stringify(join(repository, file))
      return (
        `import { ${name} as f${index} } from ${module}; ` +
        `export const p${index}: Parameters<typeof f${index}>[0] = handle`
      )
    })
    const handle = JSON.stringify(join(repository, 'server/src/store/handle.ts'))
    const head = [`import type { Handle } from ${handle}`, 'declare const handle: Handle']
    const refused = compile([...head, ...lines].join('\n')).map(fault => {
      assert.match(fault.text, /'Handle' is not assignable to type 'Scoped'/)
      return functions[fault.line - head.length - 1]?.name ?? fault.text
    })
    assert.deepEqual(refused.toSorted(), scoped.toSorted())
    const accepted = functions.map(({ name }) => name).filter(name => !refused.includes(name))
    assert.deepEqual(accepted.toSorted(), platformWide.toSorted())
  })

  /** Compiles one file with the settings of the repository. Out: the first line of each fault. */
  function compile(source: string): { readonly line: number; readonly text: string }[] {
    const folder = makeTempFolder()
    writeFileSync(join(folder.path, 'calls.mts'), source)
    const settings = {
      extends: join(repository, 'tsconfig.base.json'),
      compilerOptions: { typeRoots: [join(repository, 'node_modules/@types')] },
      files: ['calls.mts'],
    }
    writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify(settings))
    const compiler = join(repository, 'node_modules/typescript/bin/tsc')
    const { stdout, status } = spawnSync(
      process.execPath,
      [compiler, '-p', folder.path, '--pretty', 'false'],
      {
        encoding: 'utf8',
        cwd: folder.path,
      },
    )
    folder.remove()
    assert.notEqual(status, 0)
    return stdout
      .split('\n')
      .filter(line => line.includes('error TS'))
      .map(text => {
        const [, line = ''] = /^calls\.mts\((\d+),/.exec(text) ?? []
        return { line: Number(line), text }
      })
  }
})
