import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DAY } from '../../src/lib/clock.ts'
import { beginningOf, linkHash } from '../../src/services/audit/chain.ts'
import { exportLog } from '../../src/services/audit/log/export-log.ts'
import { auditEraser } from '../../src/services/audit/log/retention.ts'
import { actorOfSession } from '../../src/services/people/actor.ts'
import { lastSealed } from '../../src/store/audit/audit.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { call, register } from '../support/wire/management.ts'
import { HARBOUR, MANAGER, OTHER_MANAGER } from '../support/wire/stage.ts'

const SCRIPT = join(import.meta.dirname, '../../../tools/verify-audit.ts')

type Said = { readonly code: number; readonly text: string }

/** Runs the script as its reader would. */
function run(args: readonly string[]): Promise<Said> {
  return new Promise(resolve => {
    execFile(process.execPath, [SCRIPT, ...args], (fault, stdout, stderr) => {
      const code = fault === null ? 0 : typeof fault.code === 'number' ? fault.code : -1
      resolve({ code, text: stdout + stderr })
    })
  })
}

onInsideStage('an exported audit log', stage => {
  const fetched = async (path: string, by = MANAGER) => {
    const answer = await call(await stage().person(by), `GET ${path}`)
    assert.equal(answer.status, 200)
    return answer.text
  }

  /** Downloads log, heads and keys, and has them checked after something was done to one of them. */
  async function check(
    log: (lines: readonly string[]) => readonly string[] = lines => lines,
    heads: (text: string) => string = text => text,
    keys: string | null = null,
  ): Promise<Said> {
    const folder = makeTempFolder()
    try {
      const file = (name: string, text: string) => {
        writeFileSync(join(folder.path, name), text)
        return join(folder.path, name)
      }
      const lines = (await fetched('/exported-audit?format=jsonl')).trimEnd().split('\n')
      const [exported, published, trusted] = [
        file('audit.jsonl', `${log(lines).join('\n')}\n`),
        file('heads.jsonl', heads(await fetched('/exported-audit-heads'))),
        file('jwks.json', keys ?? (await (await fetch(`${stage().url}/oauth2/jwks`)).text())),
      ]
      return await run(['--export', exported, '--heads', published, '--keys', trusted])
    } finally {
      folder.remove()
    }
  }

  test('is proved by the script with the published heads, and by nothing less', async () => {
    for (let count = 0; count < 4; count++) await register(stage(), { name: `Proved ${count} "ä, ü\n` })
    await call(await stage().person(MANAGER), 'POST /audit/heads')
    await register(stage())
    const good = await check()
    assert.equal(good.code, 0, good.text)
    assert.match(good.text, /Everything holds: entries 1 to \d+, compared with 1 published heads/)

    const at = 3
    const changed = (line: string, from: string, to: string) => {
      assert.ok(line.includes(from), line)
      return line.replace(from, to)
    }
    const cases: readonly (readonly [string, Parameters<typeof check>, RegExp])[] = [
      [
        'a changed entry',
        [lines => lines.with(at, changed(lines[at] ?? '', '"class":"A"', '"class":"B"'))],
        /Entry 4 was changed/,
      ],
      ['a removed entry', [lines => lines.toSpliced(at, 1)], /Entry 4 is missing: line 4 holds entry 5/],
      [
        'an inserted entry',
        [lines => lines.toSpliced(at, 0, lines[at - 1] ?? '')],
        /Entry 4 is missing: line 4 holds entry 3/,
      ],
      [
        'two reordered entries',
        [lines => lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? '')],
        /Entry 4 is missing: line 4 holds entry 5/,
      ],
      [
        'an end that was cut off',
        [lines => lines.slice(0, 5)],
        /The end was cut off: the log ends with entry 5/,
      ],
      ['a beginning that was cut off', [lines => lines.slice(2)], /Entry 1 is missing/],
      ['an empty log', [() => []], /The end was cut off/],
      [
        'a head that was changed',
        [undefined, text => text.replace(/"signed":"([^.]+)\.[^.]+\./, '"signed":"$1.eyJzZXEiOjF9.')],
        /A signature of the key .+ is wrong/,
      ],
      [
        'a head signed by somebody else',
        [undefined, undefined, '{"keys":[]}'],
        /which is none of those you trust/,
      ],
    ]
    for (const [name, done, words] of cases) {
      const said = await check(...done)
      assert.equal(said.code, 1, `${name}: ${said.text}`)
      assert.match(said.text, words, name)
    }
  })

  test('that somebody wrote anew from a place on, hashes and all, is not the one that was published', async () => {
    const said = await check(lines => {
      const forged: string[] = []
      let previous = ''
      for (const line of lines) {
        const entry = JSON.parse(line)
        const { at, target, seq, link, ...rest } = entry
        if (seq < 3) {
          previous = Buffer.from(link, 'base64url').toString('hex')
          forged.push(line)
          continue
        }
        const parts = { ...rest, at: Date.parse(at), targetKind: target.kind, targetId: target.id }
        const changed = seq === 3 ? { ...parts, actor: { ...parts.actor, name: 'Nobody' } } : parts
        previous = linkHash(previous, seq, changed)
        forged.push(
          JSON.stringify({
            ...entry,
            actor: changed.actor,
            link: Buffer.from(previous, 'hex').toString('base64url'),
          }),
        )
      }
      return forged
    })
    assert.equal(said.code, 1, said.text)
    assert.match(said.text, /is not the one of which a head was published/)
  })

  test('of another business unit is not proved by these heads', async () => {
    const other = (await fetched('/exported-audit?format=jsonl', OTHER_MANAGER)).trimEnd().split('\n')
    const said = await check(() => other)
    assert.equal(said.code, 1)
    assert.match(said.text, /Entry 1 was changed/)
  })

  test('and a call without files says how to use it', async () => {
    const said = await run([])
    assert.equal(said.code, 2)
    assert.match(said.text, /--export/)
    assert.equal((await run(['--export', 'none', '--heads', 'none'])).code, 2)
  })

  test('is proved behind the signed note once old entries were erased, and not without the note', async () => {
    const manager = await stage().person(MANAGER)
    const etag = (await call(manager, 'GET /audit/retention')).headers.get('etag') ?? ''
    await call(manager, 'PUT /audit/retention', { body: { keepDays: 30 }, headers: { 'if-match': etag } })
    stage().advance(40 * DAY)
    await call(await stage().signInAgain(MANAGER), 'POST /audit/heads')
    assert.ok((await auditEraser(stage().deps)()) > 0)
    const said = await check()
    assert.equal(said.code, 0, said.text)
    assert.match(said.text, /were erased by their age; a signed note stands in their place/)
    const without = await check(undefined, text => text.split('\n').slice(1).join('\n'))
    assert.equal(without.code, 1)
    assert.match(without.text, /Entry 1 is missing/)
  })
})

onInsideStage('an audit log of 100,000 entries', stage => {
  test('goes out while it is read: no more than a few pages of it are in memory at once', async () => {
    const count = 100_000
    await fill(stage(), count)
    const manager = await stage().person(MANAGER)
    const cookie = /(?:^|; )latchkey=([^;]+)/.exec(manager.cookies())?.[1] ?? ''
    const actor = await actorOfSession(stage().deps, decodeURIComponent(cookie), 'req_test')
    assert.ok(actor !== null)
    const nothing = { actor: null, action: null, group: null, from: null, until: null } as const
    const rest = { targetKind: null, target: null, requestId: null, format: 'jsonl' } as const
    for (const request of [nothing, { ...nothing, actor: 'Filler' }]) {
      const pages = await exportLog(stage().deps, actor, { ...request, ...rest })
      assert.ok(pages.ok)
      const before = heldMemory()
      let [seen, most, number] = [0, 0, 0]
      for await (const page of pages.value) {
        seen += page.length
        number += 1
        if (number % 40 === 0) most = Math.max(most, heldMemory() - before)
      }
      assert.ok(seen >= count, `${seen}`)
      assert.ok(most < 12 * 1024 * 1024, `${most} bytes were held`)
    }
  })
})

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What is in use once everything that nobody needs is gone. */
function heldMemory(): number {
  collect()
  return process.memoryUsage().heapUsed
}

/** Fills the log of a business unit with sealed entries. */
async function fill({ deps }: InsideStage, count: number): Promise<void> {
  const unit = await deps.known.businessUnitByNumber(HARBOUR)
  assert.ok(unit !== null)
  const id = unit.unit.id
  const end = await lastSealed(inBusinessUnit(deps.store, id))
  let [seq, hash] = [end?.seq ?? 0, end?.hash ?? beginningOf(id)]
  for (let made = 0; made < count; made += 500) {
    const rows = Array.from({ length: 500 }, (_, step) => {
      const number = made + step
      const entry = {
        id: `aud_${number.toString(16).padStart(32, '0')}`,
        at: deps.clock() - count + number,
        class: 'A',
        actor: { kind: 'user', id: 'usr_filler', name: 'Filler' },
        action: 'application.edited',
        targetKind: 'application',
        targetId: `app_${number % 100}`,
        changes: [{ field: 'description', before: 'x'.repeat(100), after: 'y'.repeat(100) }],
        requestId: `req_${number}`,
        address: '192.0.2.1',
      } as const
      seq += 1
      hash = linkHash(hash, seq, entry)
      return {
        business_unit_id: id,
        id: entry.id,
        at: entry.at,
        class: entry.class,
        actor_kind: entry.actor.kind,
        actor_id: entry.actor.id,
        actor_name: entry.actor.name,
        action: entry.action,
        target_kind: entry.targetKind,
        target_id: entry.targetId,
        changes: JSON.stringify(entry.changes),
        request_id: entry.requestId,
        address: entry.address,
        seq,
        hash,
      }
    })
    await deps.store.transact(({ db }) => db.insertInto('audit_entries').values(rows).execute())
  }
}
