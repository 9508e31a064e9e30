import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../../src/lib/clock.ts'
import { auditEraser } from '../../src/services/audit/log/retention.ts'
import { auditSealer } from '../../src/services/audit/seal-audit.ts'
import type { Database } from '../../src/store/schema.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, numberAt, textAt } from '../support/wire/answer.ts'
import { call, register } from '../support/wire/management.ts'
import {
  AGENT,
  type EngineName,
  HARBOUR,
  MANAGER,
  OPERATOR,
  OTHER_MANAGER,
  PASSWORD,
  SUPERVISOR,
} from '../support/wire/stage.ts'

function items(answer: Answer): readonly unknown[] {
  assert.equal(answer.status, 200, answer.text)
  return listAt(answer.json(), 'items')
}

async function unitOf(stage: InsideStage) {
  const unit = await stage.deps.known.businessUnitByNumber(HARBOUR)
  assert.ok(unit !== null)
  return unit.unit.id
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `the audit log (${engine})`,
    stage => {
      const ask = async (operation: string, by = MANAGER, sent: Parameters<typeof call>[2] = {}) =>
        call(await stage().person(by), operation, sent)
      const entries = async (query = '', by = MANAGER) => ask(`GET /audit/entries?${query}`, by)

      test('tells at once who did what to what, from where, in which request, before and after', async () => {
        const client = await register(stage(), { name: 'Logged' })
        const stopped = await ask(`POST /applications/${client.id}/deactivate`)
        assert.equal(stopped.status, 200)
        const [last] = items(await entries(`target=${client.id}`))
        assert.equal(textAt(last, 'action'), 'application.deactivated')
        assert.equal(textAt(last, 'actor', 'name'), MANAGER)
        assert.deepEqual(at(last, 'target'), { kind: 'application', id: client.id })
        assert.equal(textAt(last, 'address'), '127.0.0.1')
        assert.match(textAt(last, 'requestId'), /^req_/)
        assert.deepEqual(at(last, 'changes', 0), { field: 'status', before: 'active', after: 'inactive' })
        const one = await ask(`GET /audit/entries/${textAt(last, 'id')}`)
        assert.deepEqual(one.json(), last)
      })

      test('has no address where nobody asked', async () => {
        const [made] = items(await entries('action=business-unit.created'))
        assert.equal(at(made, 'address'), null)
      })

      test('is narrowed by every filter, and paged with it', async () => {
        for (let count = 0; count < 26; count++) {
          await register(stage(), { name: `Many ${count}` })
          await ask('POST /list-views', MANAGER, { body: { name: `Many ${count}`, query: {} } })
        }
        const first = await entries('group=applications')
        assert.equal(items(first).length, 50)
        const cursor = textAt(first.json(), 'nextCursor')
        const second = items(await entries(`group=applications&cursor=${cursor}`))
        assert.ok(second.length > 2)
        const places = [...items(first), ...second].map(
          entry => `${textAt(entry, 'at')} ${String(numberAt(entry, 'seq')).padStart(9, '0')}`,
        )
        assert.deepEqual(places, places.toSorted().toReversed())
        assert.equal(new Set(places).size, places.length)
        assert.equal((await entries(`group=tokens&cursor=${cursor}`)).status, 400)
        assert.equal((await entries(`group=applications&cursor=${cursor}`, OTHER_MANAGER)).status, 400)
        const [last] = items(first)
        const requestId = textAt(last, 'requestId')
        assert.deepEqual(items(await entries(`requestId=${requestId}`)), [last])
        const when = textAt(last, 'at')
        const later = items(await entries(`from=${encodeURIComponent(when)}&actor=${MANAGER}`))
        assert.ok(later.length >= 1 && later.every(entry => textAt(entry, 'at') >= when))
        assert.ok(
          items(await entries(`until=${encodeURIComponent(when)}`)).every(e => textAt(e, 'at') < when),
        )
        assert.deepEqual(items(await entries('actor=nobody')), [])
        assert.equal((await entries('from=yesterday')).status, 400)
        assert.equal((await entries('group=everything')).status, 400)
        assert.equal((await entries(`actor=${'x'.repeat(301)}`)).status, 400)
        const views = items(await entries('targetKind=list-view'))
        assert.ok(views.length > 5 && views.every(entry => textAt(entry, 'target', 'kind') === 'list-view'))
        const groups = items(await ask('GET /audit/actions')).map(item => textAt(item, 'group'))
        assert.ok(groups.includes('applications') && groups.includes('sign-ins'))
      })

      test('opens to who may see it, and each business unit sees its own: the operators that of the platform', async () => {
        for (const person of [SUPERVISOR, AGENT]) {
          assert.equal((await entries('', person)).status, 403)
          for (const path of ['/audit/heads', '/audit/verification', '/exported-audit', '/audit/retention'])
            assert.equal((await ask(`GET ${path}`, person)).status, 403)
        }
        const [mine] = items(await entries())
        const id = textAt(mine, 'id')
        const missing = await ask('GET /audit/entries/aud_00000000000000000000000000000000', OPERATOR)
        for (const person of [OTHER_MANAGER, OPERATOR]) {
          const foreign = await ask(`GET /audit/entries/${id}`, person)
          assert.equal(foreign.status, 404)
          assert.equal(textAt(foreign.json(), 'detail'), textAt(missing.json(), 'detail'))
          assert.deepEqual(items(await entries(`requestId=${textAt(mine, 'requestId')}`, person)), [])
        }
        const platform = items(await entries('action=user.signed-in', OPERATOR))
        assert.ok(platform.length > 0)
        assert.ok(platform.every(entry => textAt(entry, 'actor', 'name') === OPERATOR))
      })

      test('holds no secret, password, link, code or token of whatever was done', async () => {
        const client = await register(stage(), { name: 'Secretive' })
        const added = await ask(`POST /applications/${client.id}/secrets`, MANAGER, { body: { label: 'x' } })
        const secret = textAt(added.json(), 'secret', 'value')
        const file = (await ask('GET /exported-audit?format=jsonl')).text
        assert.ok(!file.includes(secret) && !file.includes(secret.slice(4)))
        assert.ok(client.secret !== null && !file.includes(client.secret))
        assert.ok(!file.includes(PASSWORD))
        assert.doesNotMatch(file, /lk[srcp]_[A-Za-z0-9]|eyJ[A-Za-z0-9_-]{20}|\$argon2|BEGIN [A-Z ]*PRIVATE/)
      })

      test('is exported as it is narrowed, with a header, without formulas, and that is written down', async () => {
        const client = await register(stage(), { name: 'Exported' })
        const shown = items(await entries(`target=${client.id}`))
        const lines = (await ask(`GET /exported-audit?format=jsonl&target=${client.id}`)).text
          .trimEnd()
          .split('\n')
        assert.deepEqual(
          lines.map(line => JSON.parse(line)),
          shown.toReversed(),
        )
        const csv = await ask(`GET /exported-audit?target=${client.id}`)
        assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/)
        assert.match(csv.headers.get('content-disposition') ?? '', /filename="audit-4512345.csv"/)
        assert.match(csv.text, /^seq,at,action,class,/)
        assert.equal(csv.text.trimEnd().split('\r\n').length, shown.length + 1)
        const [ended, begun] = items(await entries(`group=audit&actor=${MANAGER}`))
        assert.equal(textAt(begun, 'action'), 'audit.exported')
        assert.deepEqual(at(begun, 'changes'), [
          { field: 'target', before: null, after: client.id },
          { field: 'format', before: null, after: 'csv' },
        ])
        assert.equal(textAt(ended, 'action'), 'audit.export-ended')
        assert.deepEqual(
          listAt(ended, 'changes').map(change => textAt(change, 'after')),
          [String(shown.length), 'whole'],
        )
        assert.equal(textAt(ended, 'address'), '127.0.0.1')
        assert.equal((await ask('GET /exported-audit?format=xml')).status, 400)
      })

      test('is kept for ever until somebody says otherwise, with the version that was read', async () => {
        const read = await ask('GET /audit/retention')
        const etag = read.headers.get('etag') ?? ''
        assert.deepEqual(read.json(), { keepDays: null, erased: null })
        const put = (keepDays: unknown, version: string, by = MANAGER) =>
          ask('PUT /audit/retention', by, { body: { keepDays }, headers: { 'if-match': version } })
        for (const days of [0, 29, 3651, 30.5, 'x'])
          assert.equal((await put(days, etag)).status, 400, String(days))
        const set = await put(90, etag)
        assert.equal(set.status, 200)
        assert.equal((await put(30, etag)).status, 412)
        assert.equal((await put(30, '"0"', SUPERVISOR)).status, 403)
        const [entry] = items(await entries('action=audit.retention-set'))
        assert.deepEqual(at(entry, 'changes', 0), { field: 'keepDays', before: 'for ever', after: '90' })
        assert.equal((await put(null, set.headers.get('etag') ?? '')).status, 200)
        assert.deepEqual((await ask('GET /audit/retention', OTHER_MANAGER)).json(), {
          keepDays: null,
          erased: null,
        })
      })

      test('has its head published on request, once for one key, and listed with its signature', async () => {
        const sent = { headers: { 'idempotency-key': 'head-1' } }
        const [one, two] = await Promise.all([
          ask('POST /audit/heads', MANAGER, sent),
          ask('POST /audit/heads', MANAGER, sent),
        ])
        assert.equal(one.status, 201, one.text)
        assert.deepEqual(one.json(), two.json())
        const [head] = items(await ask('GET /audit/heads'))
        assert.deepEqual(head, one.json())
        const keys = await (await fetch(`${stage().url}/oauth2/jwks`)).text()
        assert.ok(keys.includes(textAt(head, 'keyId')))
        assert.deepEqual(items(await ask('GET /audit/heads', OTHER_MANAGER)), [])
        const [entry] = items(await entries('action=audit.head-published'))
        assert.equal(textAt(entry, 'changes', 0, 'after'), String(numberAt(head, 'seq')))
        // A signed head is no token of any kind.
        const asToken = { headers: { authorization: `Bearer ${textAt(head, 'signed')}` } }
        const answer = await fetch(`${stage().url}/api/v1/me`, asToken)
        assert.equal(answer.status, 401)
      })
    },
    { engine },
  )

  onInsideStage(
    `checking the audit log (${engine})`,
    stage => {
      const ask = async (operation: string) => call(await stage().person(MANAGER), operation)
      const verify = async () => (await ask('GET /audit/verification')).json()

      /** Changes what stands in the database, asks, and puts it back as it was. */
      async function tampered(work: (db: InsideStage['deps']['store']['db']) => Promise<unknown>) {
        const unit = await unitOf(stage())
        const { store } = stage().deps
        const rows = await store.db
          .selectFrom('audit_entries')
          .selectAll()
          .where('business_unit_id', '=', unit)
          .execute()
        const heads = await store.db
          .selectFrom('audit_heads')
          .selectAll()
          .where('business_unit_id', '=', unit)
          .execute()
        await store.transact(({ db }) => work(db))
        const said = await verify()
        await store.transact(async ({ db }) => {
          await db.deleteFrom('audit_entries').where('business_unit_id', '=', unit).execute()
          await db.deleteFrom('audit_heads').where('business_unit_id', '=', unit).execute()
          await db.insertInto('audit_entries').values(rows).execute()
          await db.insertInto('audit_heads').values(heads).execute()
        })
        return said
      }

      async function setUp() {
        for (let count = 0; count < 5; count++) await register(stage())
        await ask('POST /audit/heads')
        const unit = await unitOf(stage())
        const said = await verify()
        assert.equal(at(said, 'outcome'), 'holds', JSON.stringify(said))
        return { unit, last: numberAt(said, 'last') }
      }

      test('finds what was changed, removed, put in, reordered, cut off, or published otherwise', async () => {
        const { unit, last } = await setUp()
        type Row = Partial<Database['audit_entries']>
        const update = (seq: number, row: Row) => (db: InsideStage['deps']['store']['db']) =>
          db
            .updateTable('audit_entries')
            .set(row)
            .where('business_unit_id', '=', unit)
            .where('seq', '=', seq)
            .execute()
        const cases: readonly (readonly [
          string,
          Parameters<typeof tampered>[0],
          { readonly seq: number; readonly because: string },
        ])[] = [
          ['actor', update(3, { actor_name: 'Nobody' }), { seq: 3, because: 'changed' }],
          ['address', update(last, { address: '192.0.2.9' }), { seq: last, because: 'changed' }],
          ['no address', update(last, { address: null }), { seq: last, because: 'changed' }],
          [
            'removed',
            db =>
              db
                .deleteFrom('audit_entries')
                .where('business_unit_id', '=', unit)
                .where('seq', '=', 4)
                .execute(),
            { seq: 4, because: 'missing' },
          ],
          [
            'reordered',
            async db => {
              await update(2, { seq: 9999 })(db)
              await update(3, { seq: 2 })(db)
              await update(9999, { seq: 3 })(db)
            },
            { seq: 2, because: 'changed' },
          ],
          [
            'put in',
            async db => {
              const row = await db
                .selectFrom('audit_entries')
                .selectAll()
                .where('business_unit_id', '=', unit)
                .where('seq', '=', last)
                .executeTakeFirstOrThrow()
              await update(last, { seq: last + 1 })(db)
              await db
                .insertInto('audit_entries')
                .values({ ...row, id: 'aud_00000000000000000000000000000001' })
                .execute()
            },
            { seq: last, because: 'changed' },
          ],
          [
            'cut off',
            db =>
              db
                .deleteFrom('audit_entries')
                .where('business_unit_id', '=', unit)
                .where('seq', '>=', last - 1)
                .execute(),
            { seq: last - 1, because: 'cut-off' },
          ],
          [
            'a head of their own',
            db =>
              db
                .updateTable('audit_heads')
                .set({ hash: 'f'.repeat(64) })
                .where('business_unit_id', '=', unit)
                .execute(),
            { seq: last - 1, because: 'not-as-published' },
          ],
        ]
        for (const [name, work, expected] of cases) {
          const said = await tampered(work)
          assert.equal(textAt(said, 'outcome'), 'broken', name)
          assert.deepEqual(at(said, 'fault'), expected, name)
        }
        assert.equal(textAt(await verify(), 'outcome'), 'holds')
      })

      test('holds after old entries were erased, and finds that the note in their place was changed', async () => {
        const manager = await stage().person(MANAGER)
        const etag = (await call(manager, 'GET /audit/retention')).headers.get('etag') ?? ''
        const sent = { body: { keepDays: 30 }, headers: { 'if-match': etag } }
        assert.equal((await call(manager, 'PUT /audit/retention', sent)).status, 200)
        stage().advance(100 * DAY + MINUTE)
        await stage().signInAgain(MANAGER)
        await auditSealer(stage().deps)()
        assert.ok((await auditEraser(stage().deps)()) > 5)
        const said = await verify()
        assert.equal(textAt(said, 'outcome'), 'holds', JSON.stringify(said))
        assert.ok(numberAt(said, 'first') > 5)
        const kept = (await ask('GET /audit/retention')).json()
        assert.equal(numberAt(kept, 'erased', 'seq'), numberAt(said, 'first') - 1)
        const { store } = stage().deps
        await store.transact(({ db }) =>
          db
            .updateTable('audit_retention')
            .set({ erased_hash: 'f'.repeat(64) })
            .execute(),
        )
        assert.deepEqual(at(await verify(), 'fault'), {
          seq: numberAt(said, 'first') - 1,
          because: 'note',
        })
      })
    },
    { engine },
  )
}
