import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import {
  makeProfile,
  revokeFamilies,
  setApplicationFlag,
  setProfile,
  setUnit,
  setUser,
  withdraw,
} from '../support/inside/states.ts'
import { type Client, setStatus } from '../support/wire/management.ts'
import { HARBOUR, MANAGER } from '../support/wire/stage.ts'
import {
  allWays,
  type Grounds,
  KINDS,
  type Kind,
  type Open,
  openWays,
  prepare,
  scopesIn,
  type Way,
} from './ways.ts'

const PLATFORM = '1000000'

type State = {
  readonly name: string
  readonly kinds: readonly Kind[]
  readonly begin: (stage: InsideStage, client: Client) => Promise<void>
  readonly end: (stage: InsideStage, client: Client) => Promise<void>
  /** The ways that the state leaves open; none unless told. */
  readonly leaves?: readonly Way[]
  /** The ways that are open again when the state has ended, beside what needs no earlier grant. */
  readonly returns?: readonly Way[]
}

/** What an application gets for itself has nothing to do with any user. */
const FOR_ITSELF: readonly Way[] = ['client credentials', 'introspection of its own token']
const internal: readonly Kind[] = ['confidential', 'public']
const nothing = async () => {}

const businessUnit: State = {
  name: 'business unit deactivated',
  kinds: KINDS,
  begin: stage => setUnit(stage, HARBOUR, false),
  end: stage => setUnit(stage, HARBOUR, true),
}

const containers: readonly State[] = [
  businessUnit,
  {
    name: "owner's business unit deactivated",
    kinds: ['external'],
    begin: stage => setUnit(stage, PLATFORM, false),
    end: stage => setUnit(stage, PLATFORM, true),
  },
  {
    name: 'application deactivated',
    kinds: internal,
    begin: (stage, client) => setStatus(stage, client.id, 'deactivate'),
    end: (stage, client) => setStatus(stage, client.id, 'activate'),
  },
  {
    name: 'authorization deactivated',
    kinds: ['external'],
    begin: (stage, client) => setStatus(stage, client.id, 'deactivate'),
    end: (stage, client) => setStatus(stage, client.id, 'activate'),
  },
  {
    name: 'external application deactivated by the platform',
    kinds: ['external'],
    begin: (stage, client) => setApplicationFlag(stage, client.id, false),
    end: (stage, client) => setApplicationFlag(stage, client.id, true),
  },
]

const people: readonly State[] = [
  {
    name: 'consent withdrawn',
    kinds: KINDS,
    begin: (stage, client) => withdraw(stage, MANAGER, client.id),
    end: nothing,
    leaves: FOR_ITSELF,
  },
  {
    name: 'user deactivated',
    kinds: KINDS,
    begin: stage => setUser(stage, MANAGER, false),
    end: stage => setUser(stage, MANAGER, true),
    leaves: FOR_ITSELF,
  },
]

const familyRevoked: State = {
  name: 'token family revoked',
  kinds: KINDS,
  begin: stage => revokeFamilies(stage, MANAGER),
  end: nothing,
  // A code that was not redeemed has no family yet, and a new sign-in begins another one.
  leaves: [...FOR_ITSELF, 'authorization endpoint', 'code', 'implicit'],
}

/** Walks a state with every kind of application it concerns. Out: what was open, and what may be. */
async function walk(stage: InsideStage, state: State): Promise<{ open: Open[]; expected: Open[] }> {
  const open: Open[] = []
  const expected: Open[] = []
  for (const kind of state.kinds) {
    const grounds = await prepare(stage, kind)
    await state.begin(stage, grounds.client)
    try {
      open.push(...(await openWays(grounds)))
    } finally {
      await state.end(stage, grounds.client)
    }
    const left: readonly Way[] = state.leaves ?? []
    expected.push(...allWays(kind).filter(way => left.some(one => way === `${kind}: ${one}`)))
  }
  return { open, expected }
}

async function assertOnly(stage: InsideStage, state: State): Promise<void> {
  const { open, expected } = await walk(stage, state)
  assert.deepEqual(open, expected, state.name)
}

async function openAfter(stage: InsideStage, state: State, kind: Kind): Promise<Open[]> {
  const grounds: Grounds = await prepare(stage, kind)
  await state.begin(stage, grounds.client)
  await state.end(stage, grounds.client)
  return openWays(grounds)
}

onInsideStage('grants × states', stage => {
  test('X019 while all stands every way is open, so that the matrix can fail', async () => {
    for (const kind of KINDS) {
      assert.deepEqual(await openWays(await prepare(stage(), kind)), allWays(kind))
    }
  })

  test('X019 no way is left when a business unit, an application or an authorization is deactivated', async () => {
    for (const state of containers) await assertOnly(stage(), state)
  })

  test('X014 no way in a name is left when the consent is withdrawn or the user deactivated', async () => {
    for (const state of people) await assertOnly(stage(), state)
  })

  test('X015 the flag of the user alone stops issuing: no family was revoked along with it', async () => {
    const grounds = await prepare(stage(), 'public')
    await setUser(stage(), MANAGER, false)
    const during = await openWays(grounds)
    await setUser(stage(), MANAGER, true)
    assert.deepEqual(during, [])
    // The family was never touched: it lives again, which shows that the flag was what stopped it.
    assert.equal((await grounds.try('refresh token'))?.status, 200)
  })

  test('X014 a revoked family gives nothing more, whatever was issued from it', async () => {
    await assertOnly(stage(), familyRevoked)
  })

  test('X014 nothing that the security profile no longer permits is granted again by any grant', async () => {
    const none = await makeProfile(stage(), MANAGER, [])
    const grants: readonly Way[] = ['implicit', 'code', 'refresh token']
    for (const kind of KINDS) {
      const grounds = await prepare(stage(), kind)
      await setProfile(stage(), MANAGER, none)
      const scopes = new Map<Way, readonly string[]>()
      try {
        for (const way of grants) {
          const answer = await grounds.try(way)
          if (answer !== null) scopes.set(way, scopesIn(answer))
        }
      } finally {
        await setProfile(stage(), MANAGER, 'manager')
      }
      const left: readonly (readonly [Way, readonly string[]])[] = [
        ['implicit', ['openid']],
        ['code', ['openid']],
        ['refresh token', ['openid']],
      ]
      assert.deepEqual([...scopes], left, kind)
    }
  })

  test('X014 a token that holds more than the security profile permits by now opens nothing', async () => {
    const none = await makeProfile(stage(), MANAGER, [])
    for (const kind of KINDS) {
      const grounds = await prepare(stage(), kind)
      await setProfile(stage(), MANAGER, none)
      try {
        for (const way of ['introspection of the access token', 'management API'] as const) {
          const answer = await grounds.try(way)
          assert.ok(answer !== null && !scopesIn(answer).includes('AdminApi'), `${kind}: ${way}`)
          assert.notEqual(way === 'management API' && answer.status, 200, `${kind}: ${way}`)
        }
      } finally {
        await setProfile(stage(), MANAGER, 'manager')
      }
    }
  })

  test('X024 whichever was deactivated first and is activated first, nothing is left while one is not', async () => {
    const unit = (active: boolean) => setUnit(stage(), HARBOUR, active)
    for (const unitFirst of [true, false]) {
      const grounds = await prepare(stage(), 'confidential')
      const application = (active: boolean) => setApplicationFlag(stage(), grounds.client.id, active)
      const [first, second] = unitFirst ? [unit, application] : [application, unit]
      const seen: Open[][] = []
      await first(false)
      seen.push(await openWays(grounds))
      await second(false)
      seen.push(await openWays(grounds))
      await first(true)
      seen.push(await openWays(grounds))
      await second(true)
      assert.deepEqual(seen, [[], [], []])
      assert.notDeepEqual(await openWays(grounds), [])
    }
  })

  test('X019 an application that is activated again gets new tokens, and the old ones stay ended', async () => {
    for (const state of containers.filter(({ name }) => /^(application|authorization) /.test(name))) {
      for (const kind of state.kinds) {
        const open = await openAfter(stage(), state, kind)
        const fresh: readonly Way[] = ['authorization endpoint', 'code', 'implicit', 'client credentials']
        const expected = allWays(kind).filter(way => fresh.some(one => way === `${kind}: ${one}`))
        assert.deepEqual(
          open.filter(way => way !== `${kind}: code`),
          expected.filter(way => way !== `${kind}: code`),
          state.name,
        )
      }
    }
  })
})
