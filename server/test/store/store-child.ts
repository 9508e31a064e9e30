import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isBusinessUnitId, isFamilyId } from '../../src/lib/ids.ts'
import { appendAudit } from '../../src/store/audit/audit.ts'
import { inBusinessUnit, type Store } from '../../src/store/handle.ts'
import { openStore } from '../../src/store/open.ts'
import { consumeCode } from '../../src/store/tokens/codes.ts'
import { auditEntry } from './entries.ts'
import { NOW } from './records.ts'

// A process of its own at a database that others use too.
// Arguments: what to do, the database's address ('' for SQLite), the data folder, and further ones.

const [work = '', databaseUrl = '', dataFolder = '', ...more] = process.argv.slice(2)

const store = await openStore({ databaseUrl: databaseUrl === '' ? null : databaseUrl, dataFolder })
if (work === 'spend') await spend(store, more)
if (work === 'commit') await commitForEver(store, more)
await store.close()

function say(line: string): void {
  // At once and in order, also when this process is about to be killed.
  writeSync(1, `${line}\n`)
}

/** Says "ready", waits for a line, then tries to spend each code and says the hashes of those that it won. */
async function spend(at: Store, [businessUnitId = '', familyId = '', ...hashes]: string[]): Promise<void> {
  if (!isBusinessUnitId(businessUnitId) || !isFamilyId(familyId)) throw new Error('Wrong arguments')
  say('ready')
  const lines = createInterface(process.stdin)
  for await (const _ of lines) break
  lines.close()
  for (const hash of hashes) {
    const won = await at.transact(tx => consumeCode(inBusinessUnit(tx, businessUnitId), hash, familyId, NOW))
    if (won) say(hash)
  }
}

/** Commits entry after entry to the history, and says the id of each once it is committed. */
async function commitForEver(at: Store, [businessUnitId = '']: string[]): Promise<void> {
  if (!isBusinessUnitId(businessUnitId)) throw new Error('Wrong arguments')
  for (;;) {
    const entry = auditEntry('app_1')
    await at.transact(tx => appendAudit(inBusinessUnit(tx, businessUnitId), entry))
    say(entry.id)
  }
}
