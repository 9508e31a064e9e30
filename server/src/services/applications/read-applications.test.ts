import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registration } from '../../../test/store/records.ts'
import { type InsideStage, onInsideStage } from '../../../test/support/inside/inside-stage.ts'
import { at, listAt } from '../../../test/support/wire/answer.ts'
import { call } from '../../../test/support/wire/management.ts'
import { MANAGER } from '../../../test/support/wire/stage.ts'
import { keysOf } from '../../registry/applications/application.ts'
import { insertApplication } from '../../store/applications/applications.ts'
import { findBusinessUnitByNumber } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'

/** More applications than are counted. */
async function addMany(stage: InsideStage): Promise<void> {
  const unit = await findBusinessUnitByNumber(stage.deps.store, '4512345')
  if (unit === null) throw new Error('The sample is not there')
  await stage.deps.store.transact(async tx => {
    const scope = inBusinessUnit(tx, unit.id)
    for (let number = 0; number < 1005; number++) {
      const record = registration(scope, { name: `Filler ${number}`, registered: null })
      await insertApplication(scope, record, { ...keysOf(record), vendorId: null })
    }
  })
}

onInsideStage('a list of more than a thousand applications', stage => {
  test('is counted to a thousand, and says that there are more', async () => {
    await addMany(stage())
    const manager = await stage().person(MANAGER)
    const ask = async (query: string) => {
      const page = (await call(manager, `GET /applications?${query}`)).json()
      return [listAt(page, 'items').length, at(page, 'total'), at(page, 'moreThanTotal')]
    }
    assert.deepEqual(await ask('limit=5'), [5, 1000, true])
    assert.deepEqual(await ask('limit=5&search=filler&sort=-created'), [5, 1000, true])
    assert.deepEqual(await ask('limit=5&search=filler%20100'), [5, 6, false])
    assert.deepEqual(await ask('limit=5&search=filler&status=inactive'), [0, 0, false])
  })

  test('is refused with 503 when too many ask at once, and answered again afterwards', async () => {
    const manager = await stage().person(MANAGER)
    const asked = Array.from({ length: 400 }, () => call(manager, 'GET /applications?search=filler'))
    const statuses = new Set((await Promise.all(asked)).map(answer => answer.status))
    assert.deepEqual(
      [...statuses].filter(status => status !== 200 && status !== 503 && status !== 429),
      [],
    )
    assert.equal((await call(manager, 'GET /applications')).status, 200)
  })
})
