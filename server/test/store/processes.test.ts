import assert from 'node:assert/strict'
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { after, test } from 'node:test'
import { appendAudit, listUnsealed } from '../../src/store/audit/audit.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { insertCode } from '../../src/store/tokens/codes.ts'
import { onBothEngines, type Place } from './engines.ts'
import { auditEntry } from './entries.ts'
import { addBusinessUnit, code, newFamilyId } from './records.ts'
import { schemaOf } from './schema-of.ts'

type Child = ChildProcessByStdio<Writable, Readable, null>

onBothEngines('several processes', engine => {
  const children = new Set<Child>()
  after(() => {
    for (const child of children) child.kill('SIGKILL')
  })

  function start(place: Place, work: string, more: readonly string[]): Child {
    const script = join(import.meta.dirname, 'store-child.ts')
    const args = [script, work, place.databaseUrl ?? '', place.dataFolder, ...more]
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdout.setEncoding('utf8')
    children.add(child)
    return child
  }

  /** What the child says until it has said `lines` lines. */
  async function heard(child: Child, lines: number): Promise<string> {
    let text = ''
    for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
      text += String(part)
      if (text.split('\n').length > lines) return text
    }
    throw new Error(`The child ended after saying: ${text}`)
  }

  async function heardToTheEnd(child: Child): Promise<string[]> {
    let text = ''
    for await (const part of child.stdout) text += String(part)
    return text.split('\n').slice(0, -1)
  }

  async function exitCode(child: Child): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    children.delete(child)
    return child.exitCode
  }

  test('four that open an empty database at once all find the same schema', async () => {
    const place = await engine.emptyPlace()
    const openings = Array.from({ length: 4 }, () => start(place, 'open', []))
    assert.deepEqual(await Promise.all(openings.map(exitCode)), [0, 0, 0, 0])
    assert.deepEqual(await schemaOf(await engine.open(place)), await schemaOf(engine.store()))
  })

  test('four that spend the same codes win each code exactly once', async () => {
    const place = await engine.emptyPlace()
    const scope = await addBusinessUnit(await engine.open(place))
    const hashes: string[] = []
    for (let index = 0; index < 60; index++) {
      const kept = code(scope)
      await insertCode(scope, kept)
      hashes.push(kept.hash)
    }
    const more = [scope.businessUnitId, newFamilyId(), ...hashes]
    const contenders = Array.from({ length: 4 }, () => start(place, 'spend', more))
    await Promise.all(contenders.map(child => heard(child, 1)))
    for (const child of contenders) child.stdin.end('go\n')
    const won = await Promise.all(contenders.map(heardToTheEnd))
    assert.deepEqual(await Promise.all(contenders.map(exitCode)), [0, 0, 0, 0])
    assert.deepEqual(won.flat().sort(), hashes)
  })

  test('everything acknowledged before a kill -9 is there afterwards', async () => {
    const place = await engine.emptyPlace()
    const unit = await addBusinessUnit(await engine.open(place))
    const child = start(place, 'commit', [unit.businessUnitId])
    const some = await heard(child, 50)
    child.kill('SIGKILL')
    const said = `${some}${(await heardToTheEnd(child)).join('\n')}`
    assert.equal(await exitCode(child), null)
    const acknowledged = said.split('\n').filter(line => /^aud_[0-9a-f]{64}$/.test(line))
    const scope = inBusinessUnit(await engine.open(place), unit.businessUnitId)
    const kept = new Set((await listUnsealed(scope, 1_000_000)).map(entry => entry.id))
    assert.ok(acknowledged.length >= 50)
    assert.deepEqual(
      acknowledged.filter(id => !kept.has(id)),
      [],
    )
    const next = auditEntry('app_1', { id: 'aud_after' })
    await appendAudit(scope, next)
    assert.equal((await listUnsealed(scope, 1_000_000)).length, kept.size + 1)
  })
})
