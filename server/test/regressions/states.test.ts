import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import {
  consentForAll,
  forgetChange,
  makeProfile,
  revokeFamilies,
  setApplicationFlag,
  setProfile,
  setUnit,
  setUser,
  withdraw,
} from '../support/inside/states.ts'
import { listAt, textAt } from '../support/wire/answer.ts'
import { type Client, call, setStatus } from '../support/wire/management.ts'
import { HARBOUR, MANAGER, SUPERVISOR } from '../support/wire/stage.ts'
import { OPERATOR } from './policy.ts'
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

/** Sessions of before stay ended, so that whoever acts must sign in again; the manager, in whose name all is tried. */
async function again(stage: InsideStage, activated: Promise<unknown>, userName = MANAGER): Promise<void> {
  await activated
  await stage.signInAgain(userName)
}

/** Deactivates or activates as the console would. In: who does it, and of what. */
async function ask(stage: InsideStage, userName: string, operation: string): Promise<void> {
  const answer = await call(await stage.person(userName), operation)
  if (answer.status !== 200) throw new Error(`${operation}: ${answer.status} ${answer.text}`)
}

/** Another manager of the same business unit asks; nobody can deactivate themselves. */
async function askOfUser(stage: InsideStage, verb: 'activate' | 'deactivate'): Promise<void> {
  await setProfile(stage, SUPERVISOR, 'manager')
  const users = (await call(await stage.signInAgain(SUPERVISOR), 'GET /users')).json()
  const user = listAt(users, 'items').find(item => textAt(item, 'userName') === MANAGER)
  await ask(stage, SUPERVISOR, `POST /users/${textAt(user, 'id')}/${verb}`)
}

const businessUnit: State = {
  name: 'business unit deactivated',
  kinds: KINDS,
  begin: stage => setUnit(stage, HARBOUR, false),
  end: stage => again(stage, setUnit(stage, HARBOUR, true)),
}

const deactivatedByOperator: State = {
  name: 'business unit deactivated by an operator',
  kinds: KINDS,
  begin: stage => ask(stage, OPERATOR, `POST /business-units/${HARBOUR}/deactivate`),
  end: stage => again(stage, ask(stage, OPERATOR, `POST /business-units/${HARBOUR}/activate`)),
}

const deactivatedByManager: State = {
  name: 'user deactivated by another manager',
  kinds: KINDS,
  begin: stage => askOfUser(stage, 'deactivate'),
  end: stage => again(stage, askOfUser(stage, 'activate')),
  leaves: FOR_ITSELF,
  returns: ['introspection of its own token'],
}

const containers: readonly State[] = [
  businessUnit,
  deactivatedByOperator,
  {
    name: "owner's business unit deactivated",
    kinds: ['external'],
    begin: stage => setUnit(stage, PLATFORM, false),
    end: stage => again(stage, setUnit(stage, PLATFORM, true), OPERATOR),
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

/** The user's own consent goes, the business unit's takes its place. */
async function standOnUnitConsent(stage: InsideStage, client: Client): Promise<void> {
  await consentForAll(stage, MANAGER, client.id, ['openid', 'AdminApi'])
  await withdraw(stage, MANAGER, client.id)
}

const people: readonly State[] = [
  {
    name: 'consent withdrawn',
    kinds: KINDS,
    begin: (stage, client) => withdraw(stage, MANAGER, client.id),
    end: nothing,
    leaves: FOR_ITSELF,
  },
  {
    name: 'consent of the business unit withdrawn, on which all stood',
    kinds: KINDS,
    begin: async (stage, client) => {
      await standOnUnitConsent(stage, client)
      await consentForAll(stage, MANAGER, client.id, null)
    },
    end: nothing,
    leaves: FOR_ITSELF,
  },
  {
    name: 'user deactivated',
    kinds: KINDS,
    begin: stage => setUser(stage, MANAGER, false),
    end: stage => again(stage, setUser(stage, MANAGER, true)),
    leaves: FOR_ITSELF,
  },
  deactivatedByManager,
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

/** The ways that need nothing of before the state, and those that it never touched. */
function freshWays(state: State, kind: Kind): Open[] {
  const fresh: readonly Way[] = ['authorization endpoint', 'implicit', 'client credentials']
  const open: readonly Way[] = [...fresh, ...(state.returns ?? [])]
  return allWays(kind).filter(way => open.some(one => way === `${kind}: ${one}`))
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

  test('X014 on the consent of the business unit alone every way stands that stood on the own one', async () => {
    for (const kind of KINDS) {
      const grounds = await prepare(stage(), kind)
      await standOnUnitConsent(stage(), grounds.client)
      assert.deepEqual(await openWays(grounds), allWays(kind))
    }
  })

  test('X015 the flag of the user alone stops issuing: no family was revoked along with it', async () => {
    for (const familiesStay of [false, true]) {
      const grounds = await prepare(stage(), 'public')
      await setUser(stage(), MANAGER, false)
      const during = await openWays(grounds)
      assert.deepEqual(during, [])
      // Without the time of the change the family, which nobody touched, lives again: it was the flag that stopped it.
      await again(stage(), familiesStay ? forgetChange(stage(), MANAGER) : setUser(stage(), MANAGER, true))
      assert.equal((await grounds.try('refresh token'))?.status, familiesStay ? 200 : 400)
    }
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
    const unit = (active: boolean) => {
      const set = setUnit(stage(), HARBOUR, active)
      return active ? again(stage(), set) : set
    }
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
        assert.deepEqual(open, freshWays(state, kind), state.name)
      }
    }
  })

  test('X019 a user or a business unit that is activated again gets new tokens, and the old ones stay ended', async () => {
    const states = [businessUnit, deactivatedByOperator, deactivatedByManager]
    for (const state of states) {
      for (const kind of state.kinds) {
        assert.deepEqual(await openAfter(stage(), state, kind), freshWays(state, kind), state.name)
      }
    }
  })
})
