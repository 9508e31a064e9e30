import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKey } from '@latchkey/contract/names.ts'
import { DAY, type Instant } from '../../src/lib/clock.ts'
import type { UserId } from '../../src/lib/ids.ts'
import type { Registration } from '../../src/registry/model.ts'
import {
  type ApplicationListQuery,
  countApplications,
  listApplications,
} from '../../src/store/applications/application-list.ts'
import {
  editApplication,
  insertApplication,
  makeFindable,
} from '../../src/store/applications/applications.ts'
import { insertSecret, revokeSecret } from '../../src/store/applications/credentials.ts'
import { NO_CONDITIONS } from '../../src/store/applications/lists/conditions.ts'
import { useKept } from '../../src/store/applications/lists/kept-since.ts'
import type { Mark } from '../../src/store/applications/lists/marks.ts'
import { nextOwnerCheck, stepOwnerCheck, wantOwnerCheck } from '../../src/store/applications/lists/owners.ts'
import { noteUses } from '../../src/store/applications/lists/uses.ts'
import { inBusinessUnit, type Scoped } from '../../src/store/handle.ts'
import { setUserActive } from '../../src/store/people/users.ts'
import { onBothEngines } from './engines.ts'
import { addApplication, addBusinessUnit, addUser, keysOf, NOW, registration, secret } from './records.ts'

const all: ApplicationListQuery = {
  kinds: ['internal', 'authorization'],
  search: null,
  active: null,
  conditions: NO_CONDITIONS,
  sort: 'name',
  descending: false,
  after: null,
  limit: 1000,
}

/** The same numbers in every run, so that a failure can be looked at again. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >>> 8) % below
  }
}

const SCOPES = ['AgentApi', 'AdminApi', 'Agent', 'agentapi', 'ReportingApi']
const TAGS = ['night', 'nigh', 'shift', 'night-shift', '東京']

type Known = { readonly record: Registration; readonly endsAt: Instant | null }

onBothEngines('lists that are narrowed', engine => {
  const some = (dice: (below: number) => number, words: readonly string[]) =>
    words.filter(() => dice(3) === 0)

  async function keep(scope: Scoped, owners: readonly UserId[], dice: (below: number) => number) {
    const record = registration(scope, {
      name: `${['Night', 'Report', 'Dialler'][dice(3)]} ${dice(1000)}`,
      kind: dice(4) === 0 ? 'authorization' : 'internal',
      scopes: some(dice, SCOPES),
      optionalScopes: [],
      tags: some(dice, TAGS),
      owners: owners.filter(() => dice(3) === 0),
      implicitAllowed: dice(5) === 0,
      active: dice(3) !== 0,
      createdAt: NOW - dice(200) * DAY,
      lastUsedAt: null,
    })
    const keys = { ...keysOf(record), sortName: nameKey(record.name) }
    await insertApplication(scope, record, { ...keys, aliasKey: record.id })
    const lastUsedAt = dice(2) === 0 ? null : record.createdAt + dice(100) * DAY + 1
    if (lastUsedAt !== null) await noteUses(scope, new Map([[record.id, lastUsedAt]]))
    const endsAt = record.kind === 'internal' && dice(3) === 0 ? NOW + (dice(60) - 20) * DAY : null
    if (endsAt !== null) {
      const [kept, gone] = [secret(record.id), secret(record.id)]
      await insertSecret(scope, { ...kept, expiresAt: endsAt }, 5)
      await insertSecret(scope, { ...gone, expiresAt: NOW + DAY }, 5)
      await revokeSecret(scope, record.id, gone.id, NOW)
    }
    return { record: { ...record, lastUsedAt }, endsAt }
  }

  function has({ record }: Known, mark: Mark, active: ReadonlySet<UserId>): boolean {
    if (mark.kind === 'scope') return record.scopes.includes(mark.value)
    if (mark.kind === 'tag') return record.tags.includes(mark.value)
    if (mark.kind === 'owner') return record.owners.some(owner => owner === mark.value)
    return mark.kind === 'legacy' ? record.implicitAllowed : !record.owners.some(owner => active.has(owner))
  }

  function markOf(dice: (below: number) => number, owners: readonly UserId[]): Mark {
    const pick = (words: readonly string[]) => words[dice(words.length)] ?? ''
    const kinds = [
      { kind: 'scope', value: pick(SCOPES) },
      { kind: 'tag', value: pick(TAGS) },
      { kind: 'owner', value: pick(owners) },
      { kind: 'legacy' },
      { kind: 'unowned' },
    ] as const
    return kinds[dice(kinds.length)] ?? { kind: 'legacy' }
  }

  test('whatever is asked for together, what fits is found, counted and paged, and nothing else', async () => {
    const dice = createDice(5)
    const mine = await addBusinessUnit(engine.store())
    const theirs = await addBusinessUnit(engine.store())
    const owners = [await addUser(mine), await addUser(mine), await addUser(mine)]
    const [gone] = owners
    if (gone !== undefined) await setUserActive(mine, gone, false, NOW)
    const active = new Set(owners.slice(1))
    const known: Known[] = []
    for (let number = 0; number < 100; number++) {
      known.push(await keep(mine, owners, dice))
      await keep(theirs, [], dice)
    }
    for (let question = 0; question < 250; question++) {
      const marks = Array.from({ length: dice(3) }, () => markOf(dice, owners))
      const idleSince = dice(3) === 0 ? NOW - dice(150) * DAY : null
      const secretEnds = dice(4) === 0 ? { from: NOW, until: NOW + dice(50) * DAY } : null
      const search = dice(3) === 0 ? (['night', 'report 1', 'dial', 'zz'][dice(4)] ?? null) : null
      const on = [null, true, false][dice(3)] ?? null
      const query = { ...all, search, active: on, conditions: { marks, idleSince, secretEnds } }
      const expected = known
        .filter(each => {
          const { record, endsAt } = each
          const since = record.lastUsedAt ?? record.createdAt
          return (
            marks.every(mark => has(each, mark, active)) &&
            (idleSince === null || since <= idleSince) &&
            (secretEnds === null ||
              (endsAt !== null && endsAt > secretEnds.from && endsAt <= secretEnds.until)) &&
            (search === null || nameKey(record.name).includes(search)) &&
            (on === null || record.active === on)
          )
        })
        .map(({ record }) => record.id)
        .toSorted()
      const words = JSON.stringify({ search, on, marks, idleSince, secretEnds })
      const found = await listApplications(mine, query)
      assert.deepEqual(found.map(({ id }) => id).toSorted(), expected, words)
      assert.equal(await countApplications(mine, query), expected.length, words)
      const [first] = found
      if (first === undefined) continue
      const after = { key: nameKey(first.name), id: first.id }
      const rest = await listApplications(mine, { ...query, after, limit: 5 })
      assert.deepEqual(
        rest.map(({ id }) => id),
        found.slice(1, 6).map(({ id }) => id),
        words,
      )
    }
  })

  test('what is edited is found by what it is now, and not by what it was', async () => {
    const scope = await addBusinessUnit(engine.store())
    const owner = await addUser(scope)
    const made = await addApplication(scope, { tags: ['before'], scopes: ['AgentApi'] })
    const found = async (mark: Mark) =>
      (await listApplications(scope, { ...all, conditions: { ...NO_CONDITIONS, marks: [mark] } })).length
    assert.equal(await found({ kind: 'unowned' }), 1)
    const edit = { tags: ['after'], owners: [owner], scopes: ['AdminApi'], implicitAllowed: true }
    assert.equal(await editApplication(scope, made, edit), true)
    assert.equal(await found({ kind: 'tag', value: 'before' }), 0)
    assert.equal(await found({ kind: 'tag', value: 'after' }), 1)
    assert.equal(await found({ kind: 'scope', value: 'AgentApi' }), 0)
    assert.equal(await found({ kind: 'scope', value: 'AdminApi' }), 1)
    assert.equal(await found({ kind: 'owner', value: owner }), 1)
    assert.equal(await found({ kind: 'unowned' }), 0)
    assert.equal(await found({ kind: 'legacy' }), 1)
    assert.equal(await editApplication(scope, made, { tags: ['stale'] }), false)
    assert.equal(await found({ kind: 'tag', value: 'stale' }), 0)
  })

  test('what somebody owns is marked anew step by step after they left, also when that is cut short', async () => {
    const scope = await addBusinessUnit(engine.store())
    const [leaves, stays] = [await addUser(scope), await addUser(scope)]
    for (let number = 0; number < 7; number++) {
      await addApplication(scope, { owners: number < 5 ? [leaves] : [leaves, stays] })
    }
    const unowned = { ...all, conditions: { ...NO_CONDITIONS, marks: [{ kind: 'unowned' }] } } as const
    await engine.store().transact(async tx => {
      const inside = inBusinessUnit(tx, scope.businessUnitId)
      await setUserActive(inside, leaves, false, NOW)
      await wantOwnerCheck(inside, leaves)
    })
    assert.equal(await countApplications(scope, unowned), 0)
    let steps = 0
    for (;;) {
      const next = await nextOwnerCheck(engine.store())
      if (next === null) break
      steps += 1
      await engine.store().transact(async tx => {
        const inside = inBusinessUnit(tx, next.businessUnitId)
        for (const id of await stepOwnerCheck(inside, next.userId, 3)) await makeFindable(inside, id)
      })
    }
    assert.equal(steps, 3)
    assert.equal(await countApplications(scope, unowned), 5)
  })

  test('a use is kept unless a later one is known, and since when uses are kept is known', async () => {
    const scope = await addBusinessUnit(engine.store())
    const { id } = await addApplication(scope)
    await noteUses(scope, new Map([[id, NOW + 5]]))
    await noteUses(scope, new Map([[id, NOW + 3]]))
    assert.equal((await listApplications(scope, all))[0]?.lastUsedAt, NOW + 5)
    const since = await useKept(engine.store())
    assert.ok(since > Date.UTC(2026, 0, 1) && since <= Date.now() + 60_000, String(since))
  })
})
