import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { MINUTE } from '../../src/lib/clock.ts'
import { isUserId } from '../../src/lib/ids.ts'
import { cutPlansShort } from '../../src/services/applications/bulk/cut-short.ts'
import { insertBulkChange } from '../../src/store/applications/bulk/bulk-changes.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { findUserByName } from '../../src/store/people/users.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type InsideStage, startInside } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call } from '../support/wire/management.ts'
import { MANAGER, PASSWORD, SUPERVISOR } from '../support/wire/stage.ts'
import { assertAccessible } from './screen.ts'

const LIST = '/admin/account-settings/api-applications'
const ASKED = { action: 'add-tag', tag: 'Night', filter: { search: 'Shift' } }

describe('a bulk change whose planning was cut short', () => {
  let started: { stage: InsideStage; browser: Browser } | undefined
  const opened = () => started ?? assert.fail('Nothing is open.')
  before(async () => {
    const stage = await startInside({ webFolder: join(import.meta.dirname, '../../../web/dist') })
    started = { stage, browser: await launchBrowser() }
  })
  after(async () => {
    await started?.browser.close()
    await started?.stage.stop()
  })

  /** What a process leaves that is killed right after it noted the plan. */
  async function abandoned(id: string, asked: string): Promise<void> {
    const { deps } = opened().stage
    const user = (await findUserByName(deps.store, MANAGER))?.user ?? assert.fail()
    if (!isUserId(user.id)) assert.fail()
    const scope = inBusinessUnit(deps.store, user.businessUnitId)
    const work = { action: 'add-tag', undoes: null, reason: null, tag: 'night', owner: null } as const
    const by = { kind: 'user', id: user.id, name: user.userName } as const
    const plan = { id, work, by, total: 3, createdAt: deps.clock(), undoOf: null, asked }
    await insertBulkChange(scope, plan, deps.clock() + 2 * MINUTE)
  }

  async function giveUp(): Promise<void> {
    const { stage } = opened()
    stage.advance(2 * MINUTE)
    await cutPlansShort(stage.deps)
  }

  test('tells whoever planned it what was asked for, and nobody else that there is one', async () => {
    const { stage } = opened()
    await abandoned('blk_one', JSON.stringify(ASKED))
    const read = async (by: string) => call(await stage.person(by), 'GET /bulk-changes/blk_one')
    const before = (await read(MANAGER)).json()
    assert.deepEqual([at(before, 'state'), at(before, 'again')], ['collecting', null])
    assert.equal((await call(await stage.person(MANAGER), 'POST /bulk-changes/blk_one/start')).status, 409)
    await giveUp()
    const cut = (await read(MANAGER)).json()
    assert.deepEqual([at(cut, 'state'), at(cut, 'again')], ['cut-short', ASKED])
    assert.equal((await read(SUPERVISOR)).status, 404)
    const start = await call(await stage.person(MANAGER), 'POST /bulk-changes/blk_one/start')
    assert.deepEqual([start.status, at(start.json(), 'type')], [409, '/problems/bulk-over'])
    assert.equal((await call(await stage.person(MANAGER), 'POST /bulk-changes/blk_one/stop')).status, 404)
    const body: unknown = at(cut, 'again')
    const anew = (await call(await stage.person(MANAGER), 'POST /bulk-changes', { body })).json()
    assert.deepEqual([at(anew, 'state'), at(anew, 'again'), at(anew, 'total')], ['planned', null, 1])
    const listed = (await call(await stage.person(MANAGER), 'GET /bulk-changes')).json()
    assert.deepEqual(
      listAt(listed, 'items').map(each => textAt(each, 'id')),
      [],
    )
    // A request that this version would not take is not offered.
    await abandoned('blk_old', JSON.stringify({ action: 'paint' }))
    await giveUp()
    const old = (await call(await stage.person(MANAGER), 'GET /bulk-changes/blk_old')).json()
    assert.deepEqual([at(old, 'state'), at(old, 'again')], ['cut-short', null])
  })

  test('says so on its page while it is watched, and is planned again by keyboard', async () => {
    const { stage, browser } = opened()
    await abandoned('blk_two', JSON.stringify(ASKED))
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(`${stage.url}${LIST}/bulk/blk_two`)
    await page.getByLabel('User name').fill(MANAGER)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Being planned').waitFor()
    await assertAccessible(page, 'what is being planned')
    await giveUp()
    await page.getByText('Planning was cut short. Nothing was changed.').waitFor()
    await assertAccessible(page, 'what was cut short, 390 px')
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    assert.equal(wide, 390)
    await page.emulateMedia({ colorScheme: 'dark' })
    await assertAccessible(page, 'what was cut short, 390 px, dark')
    await page.getByRole('button', { name: 'Plan it again' }).press('Enter')
    await page.getByText('1 of 1 will change').waitFor()
    await page.getByRole('button', { name: 'Change 1 application' }).waitFor()
    await context.close()
  })
})
