import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAuditOfTarget } from '../../src/store/audit/audit.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { listAt, textAt } from '../support/wire/answer.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER } from '../support/wire/stage.ts'

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `an export of the list (${engine})`,
    stage => {
      const exported = async (query: string, by = MANAGER) =>
        call(await stage().person(by), `GET /exported-applications?${query}`)

      async function audited() {
        const unit = await stage().deps.known.businessUnitByNumber('4512345')
        assert.ok(unit !== null)
        const scope = inBusinessUnit(stage().deps.store, unit.unit.id)
        return listAuditOfTarget(scope, unit.unit.id, { before: null, limit: 50 })
      }

      test('holds exactly what the list shows, in its order, more than a page of it', async () => {
        for (let count = 0; count < 12; count++) {
          const { id } = await register(stage(), { name: `Exported ${count}`, scopes: ['CustomApi'] })
          if (count % 2 === 0) await edit(stage(), id, { tags: ['even'] })
        }
        const manager = await stage().person(MANAGER)
        const query = 'tag=even&sort=-name&scope=CustomApi'
        const list = (await call(manager, `GET /applications?${query}&limit=100`)).json()
        const lines = (await exported(`${query}&format=jsonl`)).text.trimEnd().split('\n')
        assert.deepEqual(
          lines.map(line => JSON.parse(line)),
          listAt(list, 'items'),
        )
        const csv = await exported(query)
        assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/)
        assert.match(
          csv.headers.get('content-disposition') ?? '',
          /^attachment; filename="api-applications-4512345.csv"$/,
        )
        const rows = csv.text.trimEnd().split('\r\n')
        assert.deepEqual(
          rows.slice(1).map(row => row.split(',')[0]),
          listAt(list, 'items').map(item => textAt(item, 'id')),
        )
      })

      test('holds no secret, no formula, and nothing of another business unit', async () => {
        const client = await register(stage(), { name: '=HYPERLINK("http", "x")', vendorName: '+Vendor' })
        const { text } = await exported('search=hyperlink')
        assert.match(text, /,'\+Vendor,"'=HYPERLINK\(""http"", ""x""\)",/)
        assert.ok(client.secret !== null && !text.includes(client.secret))
        assert.doesNotMatch(text, /hash|lks_/)
        assert.equal((await exported('search=hyperlink', OTHER_MANAGER)).text.split('\r\n').length, 2)
        assert.equal((await exported('owner=nobody@nowhere.example')).text.split('\r\n').length, 2)
      })

      test('is written down with its filter before it goes out and with its count after it', async () => {
        await register(stage(), { name: 'Written down' })
        await exported('search=written&status=active&format=jsonl')
        const [ended, begun] = await audited()
        assert.equal(begun?.action, 'applications.exported')
        assert.deepEqual(
          begun.changes.map(({ field, after }) => [field, after]),
          [
            ['search', 'written'],
            ['status', 'active'],
            ['sort', 'name'],
            ['format', 'jsonl'],
          ],
        )
        assert.equal(ended?.action, 'applications.export-ended')
        assert.deepEqual(
          ended.changes.map(({ after }) => after),
          ['1', 'whole'],
        )
      })

      test('is refused to who may not see the list, and to a business unit that asks without end', async () => {
        assert.equal((await exported('', AGENT)).status, 403)
        const before = (await audited()).length
        assert.equal((await exported('format=xml')).status, 400)
        const statuses = []
        for (let count = 0; count < 25; count++) statuses.push((await exported('search=none')).status)
        assert.equal(statuses.at(-1), 429)
        assert.ok((await audited()).length > before)
        assert.equal((await exported('search=none', OTHER_MANAGER)).status, 200)
      })
    },
    { engine },
  )
}
