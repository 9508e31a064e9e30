import assert from 'node:assert/strict'
import { sha256Hex } from '../../src/keys/hash.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { findRefreshToken } from '../../src/store/tokens/refresh-tokens.ts'
import { findFamily } from '../../src/store/tokens/token-families.ts'
import type { InsideStage } from '../support/inside/inside-stage.ts'
import type { Answer } from '../support/wire/answer.ts'
import { type Client, edit } from '../support/wire/management.ts'
import {
  authorizePath,
  type Code,
  decide,
  isActive,
  pkce,
  postAs,
  redeem,
  refresh,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER } from '../support/wire/stage.ts'

type Ending = 'consent' | 'families' | 'user' | 'unit' | 'application'

export type Command =
  | { readonly do: 'authorize' | 'sign in'; readonly wide: boolean }
  | {
      readonly do: 'redeem'
      readonly which: number
      readonly how: 'right' | 'stranger' | 'verifier' | 'resource'
    }
  | {
      readonly do: 'refresh'
      readonly which: number
      readonly how: 'right' | 'newest' | 'stranger' | 'wider' | 'narrower'
    }
  | { readonly do: 'refresh at once'; readonly which: number }
  | { readonly do: 'redeem at once'; readonly which: number }
  | { readonly do: 'revoke'; readonly which: number }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'limit'; readonly seconds: number | null }
  | { readonly do: 'end'; readonly what: Ending }

type Family = {
  readonly scopes: readonly string[]
  /** Every refresh token, in order. */
  readonly refreshTokens: string[]
  /** When each was replaced, at its place. */
  readonly replacedAt: number[]
  readonly accessTokens: string[]
  readonly begunAt: number
  /** When it ends as it began, and its leaf unless it is used. Less may hold by now. */
  readonly endsAt: number
  leafEndsAt: number
  /** True from the moment on in which nothing of it may live any more. */
  ended: boolean
}

type IssuedCode = {
  readonly code: Code
  readonly scopes: readonly string[]
  readonly at: number
  /** True from the moment on in which it may yield nothing any more, whatever its age. */
  ended: boolean
  yielded: number
  family: Family | null
}

/** What the model remembers: less than the server does, and only what any right server would agree to. */
type Model = {
  readonly client: Client
  readonly stranger: Client
  readonly rotates: boolean
  readonly codes: IssuedCode[]
  readonly families: Family[]
  now: number
  /** How long a family may live now, in seconds. */
  longest: number
}

const CODE_LIFE = 60
const GRACE = 60
const DAY = 86_400
const LONGEST = 90 * DAY
const IDLE = 30 * DAY

/** A model of an application's life before it began. */
export function newModel(client: Client, stranger: Client, rotates: boolean): Model {
  return { client, stranger, rotates, codes: [], families: [], now: 0, longest: LONGEST }
}

/** One of a list: mostly of its last two, so that single families grow old, and sometimes any. */
function oneOf<T>(list: readonly T[], which: number): T | undefined {
  const from = which % 4 === 0 ? 0 : Math.max(0, list.length - 2)
  const count = list.length - from
  return list[from + (Math.floor(which / 4) % Math.max(1, count))]
}

/** Plays commands against a server and holds it to the model. */
export class Play {
  readonly #stage: InsideStage
  readonly #model: Model
  readonly #endings: Readonly<Record<Ending, () => Promise<unknown>>>

  constructor(stage: InsideStage, model: Model, endings: Readonly<Record<Ending, () => Promise<unknown>>>) {
    this.#stage = stage
    this.#model = model
    this.#endings = endings
  }

  /** How many token responses there were. */
  issued(): number {
    return this.#model.families.reduce((sum, family) => sum + family.accessTokens.length, 0)
  }

  async run(command: Command): Promise<void> {
    switch (command.do) {
      case 'authorize':
        return this.#authorize(command.wide)
      case 'sign in':
        await this.#authorize(command.wide)
        return this.#redeem(this.#model.codes.at(-1), 'right')
      case 'redeem':
        return this.#redeem(this.#code(command.which), command.how)
      case 'redeem at once':
        return this.#redeemAtOnce(command.which)
      case 'refresh':
        return this.#refresh(command.which, command.how)
      case 'refresh at once':
        return this.#refreshAtOnce(command.which)
      case 'revoke':
        return this.#revoke(command.which)
      case 'wait':
        this.#stage.advance(command.seconds * 1000)
        this.#model.now += command.seconds
        return
      case 'limit':
        return this.#limit(command.seconds)
      case 'end':
        return this.#end(command.what)
    }
  }

  async #limit(seconds: number | null): Promise<void> {
    await edit(this.#stage, this.#model.client.id, { lifetimes: { refreshLongest: seconds } })
    this.#model.longest = seconds ?? LONGEST
  }

  /** Whether the family is over by what holds now, or was to be. */
  #isOver({ begunAt, endsAt }: Family): boolean {
    const { now, longest } = this.#model
    return now >= Math.min(endsAt, begunAt + longest)
  }

  #nextLeafEnd(): number {
    return this.#model.now + Math.min(IDLE, this.#model.longest)
  }

  async #end(what: Ending): Promise<void> {
    const { codes, families } = this.#model
    await this.#endings[what]()
    // A code that was not redeemed has no family. What else ended, if only for a moment, concerns it too.
    if (what !== 'families') for (const code of codes) code.ended = true
    for (const family of families) family.ended = true
    await this.assertNothingLives(what !== 'families')
  }

  async #authorize(wide: boolean): Promise<void> {
    const scopes = wide ? ['RealTimeApi', 'ReportingApi'] : ['RealTimeApi']
    const { verifier, challenge } = pkce()
    const { client } = this.#model
    const person = await this.#stage.newPerson(MANAGER)
    const asked = await person.get(authorizePath(client, challenge, { scope: scopes.join(' ') }))
    const code = (await decide(person, asked)).location()?.searchParams.get('code')
    assert.ok(typeof code === 'string', 'no code although all stands')
    const issued = { code, verifier, redirectUri: client.callbackUrl }
    this.#model.codes.push({
      code: issued,
      scopes,
      at: this.#model.now,
      ended: false,
      yielded: 0,
      family: null,
    })
  }

  #code(which: number): IssuedCode | undefined {
    const { codes } = this.#model
    const unspent = codes.filter(({ yielded }) => yielded === 0)
    // A replay ends a family, so it is the exception.
    return oneOf(which % 5 === 0 || unspent.length === 0 ? codes : unspent, which)
  }

  async #redeem(
    issued: IssuedCode | undefined,
    how: 'right' | 'stranger' | 'verifier' | 'resource',
  ): Promise<void> {
    if (issued === undefined) return
    const { client, stranger } = this.#model
    const who = how === 'stranger' ? stranger : client
    const code = how === 'verifier' ? { ...issued.code, verifier: pkce().verifier } : issued.code
    const changes = how === 'resource' ? { resource: 'urn:latchkey:api:AdminApi' } : {}
    const answer = await redeem(this.#stage.url, who, code, changes)
    this.#judgeRedemption(issued, answer, how === 'right')
  }

  #isFresh({ ended, yielded, at }: IssuedCode): boolean {
    return !ended && yielded === 0 && this.#model.now - at < CODE_LIFE
  }

  #judgeRedemption(issued: IssuedCode, answer: Answer, right: boolean): void {
    const fresh = this.#isFresh(issued)
    const expected = right && fresh ? 200 : 400
    assert.equal(answer.status, expected, answer.text)
    if (answer.status === 200) this.#begin(issued, answer)
    // A replay that is right in everything else ends what the code yielded (RFC 9700 §4.13).
    else if (right && issued.family !== null) issued.family.ended = true
  }

  #begin(issued: IssuedCode, answer: Answer): void {
    issued.yielded += 1
    const { access, refresh: token, scope } = tokensIn(answer)
    assert.deepEqual(scope.split(' '), issued.scopes)
    const { now: begunAt, longest } = this.#model
    const times = { begunAt, endsAt: begunAt + longest, leafEndsAt: this.#nextLeafEnd() }
    const made = { refreshTokens: [token], replacedAt: [], accessTokens: [access], ended: false }
    const family = { scopes: issued.scopes, ...times, ...made }
    this.#model.families.push(family)
    issued.family = family
  }

  async #redeemAtOnce(which: number): Promise<void> {
    const issued = this.#code(which)
    if (issued === undefined) return
    const { client } = this.#model
    const fresh = this.#isFresh(issued)
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(this.#stage.url, client, issued.code)))
    const won = answers.filter(answer => answer.status === 200)
    assert.equal(won.length, fresh ? 1 : 0, 'redemptions of one code that yielded tokens')
    for (const answer of won) this.#begin(issued, answer)
    // Whether the losers came as replays after the winner or lost its race is theirs to find out.
    const { family } = issued
    if (family !== null && (await this.#liveLeaves(family)) === 0) family.ended = true
  }

  #family(which: number): Family | undefined {
    return oneOf(this.#model.families, which)
  }

  async #refresh(which: number, how: 'right' | 'newest' | 'stranger' | 'wider' | 'narrower'): Promise<void> {
    const family = this.#family(which)
    if (family === undefined) return
    const newest = family.refreshTokens.at(-1) ?? ''
    const token = how === 'right' ? (family.refreshTokens[which % family.refreshTokens.length] ?? '') : newest
    const { client, stranger } = this.#model
    const who = how === 'stranger' ? stranger : client
    const changes =
      how === 'wider'
        ? { scope: [...family.scopes, 'AdminApi'].join(' ') }
        : how === 'narrower'
          ? { scope: 'RealTimeApi' }
          : {}
    const answer = await refresh(this.#stage.url, who, token, changes)
    const place = family.refreshTokens.indexOf(token)
    const leafIsOver = this.#model.now >= family.leafEndsAt && place >= family.refreshTokens.length - 2
    const over = this.#isOver(family) || leafIsOver
    if (how === 'stranger' || how === 'wider' || family.ended || over) {
      assert.equal(answer.status, 400, `${how}: ${answer.text}`)
      return
    }
    if (token === newest || this.#comesBackInTime(family, place)) {
      assert.equal(answer.status, 200, `${how}: ${answer.text}`)
      this.#take(family, answer, token)
      return
    }
    assert.equal(answer.status, 400, 'an old refresh token works')
    family.ended = true
    assert.equal(await this.#liveLeaves(family), 0, 'reuse did not end the family')
  }

  /** Whether a replaced token is answered with its successor: while that was never used, or in the grace. */
  #comesBackInTime(family: Family, place: number): boolean {
    const isLeafNext = place === family.refreshTokens.length - 2
    return isLeafNext || this.#model.now - (family.replacedAt[place] ?? 0) < GRACE
  }

  /** The chain has one order, whoever asks how often: the same token always leads to the same successor. */
  #take(family: Family, answer: Answer, used: string): void {
    const tokens = tokensIn(answer)
    for (const scope of tokens.scope.split(' '))
      assert.ok(family.scopes.includes(scope), `widened to ${scope}`)
    family.accessTokens.push(tokens.access)
    if (!this.#model.rotates) {
      family.leafEndsAt = this.#nextLeafEnd()
      assert.equal(tokens.refresh, used)
      return
    }
    const place = family.refreshTokens.indexOf(used)
    const known = family.refreshTokens[place + 1]
    if (known === undefined) {
      assert.notEqual(tokens.refresh, used)
      family.replacedAt[place] = this.#model.now
      family.refreshTokens.push(tokens.refresh)
      family.leafEndsAt = this.#nextLeafEnd()
    } else assert.equal(tokens.refresh, known, 'another successor than before')
  }

  async #refreshAtOnce(which: number): Promise<void> {
    const family = this.#family(which)
    if (family === undefined) return
    const token = family.refreshTokens.at(-1) ?? ''
    const { client } = this.#model
    const over = family.ended || this.#isOver(family) || this.#model.now >= family.leafEndsAt
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(this.#stage.url, client, token)))
    for (const answer of answers) {
      assert.equal(answer.status, over ? 400 : 200, answer.text)
      if (!over) this.#take(family, answer, token)
    }
    assert.equal(await this.#liveLeaves(family), over ? 0 : 1)
  }

  async #revoke(which: number): Promise<void> {
    const family = this.#family(which)
    if (family === undefined) return
    const token = family.refreshTokens[which % family.refreshTokens.length] ?? ''
    const answer = await postAs(this.#stage.url, '/oauth2/revoke', this.#model.client, { token })
    assert.equal(answer.status, 200)
    family.ended = true
    assert.equal(await this.#liveLeaves(family), 0)
  }

  /** Whether a refresh token could be used, without using it. */
  async #lives(text: string): Promise<boolean> {
    const { store, clock } = this.#stage.deps
    const record = await findRefreshToken(store, sha256Hex(text))
    if (record === null || record.replacedAt !== null || record.expiresAt <= clock()) return false
    const family = await findFamily(inBusinessUnit(store, record.businessUnitId), record.familyId)
    return family !== null && family.revokedAt === null && family.endsAt > clock()
  }

  async #liveLeaves(family: Family): Promise<number> {
    let alive = 0
    for (const token of new Set(family.refreshTokens)) alive += (await this.#lives(token)) ? 1 : 0
    assert.ok(alive <= 1, `${alive} live refresh tokens in one family`)
    return alive
  }

  /** Nothing that was issued works while something behind it is deactivated, or after it ended. */
  async assertNothingLives(codesToo: boolean): Promise<void> {
    const { client, stranger, families, codes } = this.#model
    for (const family of families) {
      for (const token of family.accessTokens.slice(-3)) {
        assert.equal(await isActive(this.#stage.url, stranger, token), false, 'an access token lives')
      }
      const token = family.refreshTokens.at(-1) ?? ''
      assert.equal((await refresh(this.#stage.url, client, token)).status, 400, 'a refresh token lives')
    }
    // A replay would end a family, which is not what is asked here.
    for (const { code } of codesToo ? codes.filter(({ yielded }) => yielded === 0) : []) {
      assert.equal((await redeem(this.#stage.url, client, code)).status, 400, 'a code lives')
    }
  }

  /** At the end every family has at most one leaf, and those that ended have none and no access token. */
  async assertEnd(): Promise<void> {
    for (const family of this.#model.families) {
      const alive = await this.#liveLeaves(family)
      if (!family.ended) continue
      assert.equal(alive, 0, 'an ended family has a leaf')
      for (const token of family.accessTokens) {
        assert.equal(await isActive(this.#stage.url, this.#model.stranger, token), false)
      }
    }
    for (const { yielded } of this.#model.codes) assert.ok(yielded <= 1)
  }
}
