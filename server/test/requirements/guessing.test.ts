import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, errorOf, isErrorPage } from '../support/wire/answer.ts'
import { openBrowser } from '../support/wire/browser.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorizePath,
  basic,
  clientCredentials,
  introspect,
  isActive,
  ownToken,
  pkce,
  postForm,
  refresh,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { MANAGER, type Stage } from '../support/wire/stage.ts'

const INACTIVE = '{"active":false}'

/** Text in the form of an access token that nobody signed. */
function forged(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: 'http://x', sub: 'app_1', jti: randomBytes(8).toString('hex') }
  return `${part({ alg: 'ES256', typ: 'at+jwt', kid: 'x' })}.${part(claims)}.${randomBytes(64).toString('base64url')}`
}

/** Asks about one token after the other, none of which anybody issued. */
async function scan(stage: Stage, client: Client, times: number): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let index = 0; index < times; index++) {
    const token = index % 2 === 0 ? forged() : randomBytes(32).toString('base64url')
    answers.push(await introspect(stage.url, client, token))
  }
  return answers
}

onInsideStage('guessing', stage => {
  test('I08 a resource server that asks about a thousand random tokens is stopped, and told nothing by the answers', async () => {
    const client = await register(stage())
    const answers = await scan(stage(), client, 1000)
    const [answered, stopped] = [200, 429].map(status => answers.filter(answer => answer.status === status))
    assert.equal((answered?.length ?? 0) + (stopped?.length ?? 0), 1000)
    assert.ok((stopped?.length ?? 0) >= 500, `${stopped?.length} of 1000 were stopped`)
    assert.deepEqual(new Set(answered?.map(({ text }) => text)), new Set([INACTIVE]))
    const last = answers.at(-1) ?? assert.fail()
    assert.deepEqual([errorOf(last), last.headers.get('cache-control')], ['slow_down', 'no-store'])
    const wait = Number(last.headers.get('retry-after'))
    assert.ok(wait >= 1 && wait <= 60, `Retry-After: ${wait}`)
  })

  test('I08 whoever is stopped can still ask about access tokens that we signed, and nobody else is stopped', async () => {
    const [client, other] = [await register(stage()), await register(stage())]
    const token = await ownToken(stage(), client)
    const granted = await tokensFor(stage(), client)
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    const successor = tokensIn(await refresh(stage().url, client, granted.refresh))
    await scan(stage(), client, 310)
    assert.equal(await isActive(stage().url, client, token), true)
    assert.equal(await isActive(stage().url, client, successor.access), true)
    // What could be guessed is not even looked up.
    assert.equal((await introspect(stage().url, client, successor.refresh)).status, 429)
    assert.equal((await clientCredentials(stage().url, client)).status, 200)
    assert.equal(await isActive(stage().url, other, token), true)
    assert.equal((await introspect(stage().url, other, forged())).text, INACTIVE)
    await stage().deps.refusals.flush()
    const refused = await call(await stage().person(MANAGER), `GET /applications/${client.id}/refusals`)
    assert.equal(at(refused.json(), 'items', 0, 'reason'), 'tokens_guessed')
  })

  test('I08 tokens that were ours once are no guesses, however often they are asked about', async () => {
    const client = await register(stage())
    await edit(stage(), client.id, { rotateRefreshTokens: true })
    const old = await tokensFor(stage(), client)
    const { access } = tokensIn(await refresh(stage().url, client, old.refresh))
    const other = await register(stage(), { scopes: ['CustomApi'] })
    for (let index = 0; index < 160; index++) {
      assert.equal((await introspect(stage().url, client, old.refresh)).text, INACTIVE)
      assert.equal((await introspect(stage().url, other, access)).text, INACTIVE)
    }
    assert.equal((await introspect(stage().url, client, forged())).status, 200)
  })

  test('I08 the limit ends by itself', async () => {
    const client = await register(stage())
    await scan(stage(), client, 310)
    assert.equal((await introspect(stage().url, client, forged())).status, 429)
    stage().advance(60_000)
    assert.equal((await introspect(stage().url, client, forged())).text, INACTIVE)
  })

  test('C04 an address that sends nothing but failures is asked to pause, while everybody there is served', async () => {
    const client = await register(stage())
    const { url } = stage()
    const guess = (index: number) => basic(`app_${index.toString(16).padStart(32, '0')}`, 'lks_wrong')
    const statuses = new Set<number>()
    for (let index = 0; index < 700; index++) {
      const answer = await postForm(url, '/oauth2/token', { grant_type: 'client_credentials' }, guess(index))
      statuses.add(answer.status)
    }
    assert.deepEqual(statuses, new Set([401, 429]))
    const stranger = openBrowser(url)
    const page = await stranger.get(authorizePath({ ...client, id: 'app_unknown' }, pkce().challenge))
    assert.ok(isErrorPage(page))
    assert.equal(page.status, 429)
    assert.ok(Number(page.headers.get('retry-after')) >= 1)
    assert.equal((await clientCredentials(url, client)).status, 200)
    assert.equal((await stranger.get(authorizePath(client, pkce().challenge))).status, 200)
    stage().advance(60_000)
    const later = await postForm(url, '/oauth2/token', { grant_type: 'client_credentials' }, guess(1))
    assert.equal(later.status, 401)
  })
})
