import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { type Listening, startListening } from '../support/listening.ts'
import { at, errorOf, send, textAt } from '../support/wire/answer.ts'
import { askForEdit, inFragment, registerChoosing, subjectAtUserinfo } from '../support/wire/choices.ts'
import { type Client, call, edit, register } from '../support/wire/management.ts'
import {
  authorizePath,
  decodeJwt,
  introspect,
  pkce,
  redeem,
  refresh,
  type Sent,
  tokensFor,
  tokensIn,
} from '../support/wire/oauth.ts'
import { AGENT, MANAGER, onStage, type Stage } from '../support/wire/stage.ts'

const PAIRWISE = { subjectType: 'pairwise' }

/** The claims of the ID token that a person's sign-in yields; the manager's unless told. */
async function idClaims(stage: Stage, client: Client, userName = MANAGER): Promise<unknown> {
  const tokens = await tokensFor(stage, client, { scope: 'openid' }, userName)
  return decodeJwt(textAt(tokens.body, 'id_token')).claims
}

async function subjectOf(stage: Stage, client: Client, userName = MANAGER): Promise<string> {
  return textAt(await idClaims(stage, client, userName), 'sub')
}

function pairwise(stage: Stage, callbackUrl: string): Promise<Client> {
  return registerChoosing(stage, PAIRWISE, [callbackUrl])
}

onStage('pairwise subjects', stage => {
  test('L19 a pairwise subject is one for all applications of a host, another at another host, and never the public one', async () => {
    const [a, b] = [
      await pairwise(stage(), 'https://one.example/a'),
      await pairwise(stage(), 'https://one.example:8443/b'),
    ]
    const other = await pairwise(stage(), 'https://two.example/a')
    const known = await register(stage(), { callbackUrls: ['https://one.example/a'] })
    const subject = await subjectOf(stage(), a)
    assert.match(subject, /^[A-Za-z0-9_-]{43}$/)
    assert.equal(await subjectOf(stage(), a), subject)
    assert.equal(await subjectOf(stage(), b), subject)
    const rest = [await subjectOf(stage(), other), await subjectOf(stage(), known)]
    rest.push(await subjectOf(stage(), a, AGENT), await subjectOf(stage(), other, AGENT))
    assert.equal(new Set([subject, ...rest]).size, 5)
  })

  test('L19 installed applications share no sector, though their callback URLs lead to the same machine', async () => {
    const subjects = []
    for (const callbackUrl of [
      'http://127.0.0.1/callback',
      'http://127.0.0.1/callback',
      'org.example.app:/cb',
    ]) {
      const client = await register(stage(), { clientType: 'public', callbackUrls: [callbackUrl] })
      await edit(stage(), client.id, { metadata: PAIRWISE })
      subjects.push(await subjectOf(stage(), client))
    }
    assert.equal(new Set(subjects).size, 3)
  })

  test('L19 a pairwise subject outlives the process, and stands in every ID token, at userinfo and in what the application introspects', async () => {
    const client = await pairwise(stage(), 'https://same.example/cb')
    const tokens = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    const subject = textAt(decodeJwt(textAt(tokens.body, 'id_token')).claims, 'sub')
    const restarted = await stage().secondProcess()
    const next = tokensIn(await refresh(restarted, client, tokens.refresh))
    const headers = { authorization: `Bearer ${next.access}` }
    assert.deepEqual(
      [
        at(decodeJwt(textAt(next.body, 'id_token')).claims, 'sub'),
        await subjectAtUserinfo(stage(), tokens.access),
        at((await send(`${restarted}/oauth2/userinfo`, { headers })).json(), 'sub'),
        at((await introspect(stage().url, client, tokens.access)).json(), 'sub'),
        at((await introspect(stage().url, client, next.refresh)).json(), 'sub'),
      ],
      Array.from({ length: 5 }, () => subject),
    )
  })

  test('L13 both ID tokens of a hybrid answer name one pairwise subject and session, the ones of the sector', async () => {
    const client = await pairwise(stage(), 'https://hybrid.example/cb')
    const { fragment, verifier } = await inFragment(stage(), client, { response_type: 'code id_token token' })
    const early = decodeJwt(fragment.get('id_token') ?? '').claims
    const held = { code: fragment.get('code') ?? '', verifier, redirectUri: client.callbackUrl }
    const { body } = tokensIn(await redeem(stage().url, client, held))
    const late = decodeJwt(textAt(body, 'id_token')).claims
    for (const claim of ['iss', 'sub', 'sid']) assert.equal(textAt(late, claim), textAt(early, claim), claim)
    assert.equal(await subjectAtUserinfo(stage(), fragment.get('access_token') ?? ''), textAt(early, 'sub'))
  })

  test('L19 the session, too, has a name of its own in each sector, so that it joins nothing', async () => {
    const clients = [
      await pairwise(stage(), 'https://one.example/a'),
      await pairwise(stage(), 'https://one.example/b'),
      await pairwise(stage(), 'https://two.example/a'),
      await register(stage()),
    ]
    const names = []
    for (const client of clients) names.push(textAt(await idClaims(stage(), client), 'sid'))
    assert.equal(names[0], names[1])
    assert.equal(new Set(names).size, 3)
  })

  test('L19 an API is told the id of the user, and userinfo alone nothing that joins two sectors', async () => {
    const client = await pairwise(stage(), 'https://api.example/cb')
    const known = textAt(await idClaims(stage(), await register(stage())), 'sub')
    const { access } = await tokensFor(stage(), client, { scope: 'openid RealTimeApi' })
    assert.equal(at(decodeJwt(access).claims, 'sub'), known)
    const api = await register(stage(), { scopes: ['RealTimeApi'] })
    assert.equal(at((await introspect(stage().url, api, access)).json(), 'sub'), known)
    const alone = await tokensFor(stage(), client, { scope: 'openid' })
    assert.equal(at(decodeJwt(alone.access).claims, 'sub'), await subjectOf(stage(), client))
    for (const token of [alone.access, textAt(alone.body, 'id_token')]) {
      assert.ok(!JSON.stringify(decodeJwt(token)).includes(known.slice(4)), 'the id of the user is told')
    }
    const headers = {
      authorization: `Bearer ${(await tokensFor(stage(), client, { scope: 'openid' })).access}`,
    }
    assert.equal((await send(`${stage().url}/api/v1/applications`, { headers })).status, 401)
  })

  test('L19 another kind of subject holds at once, stands in the history, and brings the old ones back when taken back', async () => {
    const client = await pairwise(stage(), 'https://changing.example/cb')
    const tokens = await tokensFor(stage(), client, { scope: 'openid' })
    const hint = textAt(tokens.body, 'id_token')
    const before = textAt(decodeJwt(hint).claims, 'sub')
    await edit(stage(), client.id, { metadata: { subjectType: 'public' } })
    const next = tokensIn(await refresh(stage().url, client, tokens.refresh))
    const after = textAt(decodeJwt(textAt(next.body, 'id_token')).claims, 'sub')
    assert.match(after, /^usr_/)
    assert.equal(await subjectAtUserinfo(stage(), next.access), after)
    assert.notEqual(await subjectAtUserinfo(stage(), tokens.access), before)
    const manager = await stage().person(MANAGER)
    const hinted = { scope: 'openid', prompt: 'none', id_token_hint: hint }
    const path = authorizePath(client, pkce().challenge, hinted)
    assert.equal(errorOf(await manager.get(path)), 'login_required')
    const history = (await call(manager, `GET /applications/${client.id}/history`)).text
    const change = { field: 'metadata.subjectType', before: 'pairwise', after: 'public' }
    assert.ok(history.includes(JSON.stringify(change)), history)
    await edit(stage(), client.id, { metadata: PAIRWISE })
    assert.equal(await subjectOf(stage(), client), before)
  })

  test('L06 a hint and a claim sub name the person by the subject that the application knows', async () => {
    const client = await pairwise(stage(), 'https://hints.example/cb')
    const sibling = await pairwise(stage(), 'https://hints.example/sibling')
    const tokens = await tokensFor(stage(), client, { scope: 'openid' })
    const hint = textAt(tokens.body, 'id_token')
    const manager = await stage().person(MANAGER)
    const silently = (to: Client, changes: Sent) =>
      manager.get(authorizePath(to, pkce().challenge, { scope: 'openid', prompt: 'none', ...changes }))
    const wanting = (value: string) => ({ claims: JSON.stringify({ id_token: { sub: { value } } }) })
    const own = textAt(decodeJwt(hint).claims, 'sub')
    for (const changes of [{ id_token_hint: hint }, wanting(own), { id_token_hint: hint, ...wanting(own) }]) {
      const answer = await silently(client, changes)
      assert.match(answer.location()?.searchParams.get('code') ?? '', /^lkc_/)
    }
    const known = textAt(await idClaims(stage(), await register(stage())), 'sub')
    assert.equal(errorOf(await silently(client, wanting(known))), 'login_required')
    assert.equal(
      errorOf(await silently(client, wanting(await subjectOf(stage(), client, AGENT)))),
      'login_required',
    )
    // It is the same subject, and still another application's token.
    assert.equal(errorOf(await silently(sibling, { id_token_hint: hint })), 'invalid_request')
  })
})

onStage('sector identifiers', stage => {
  /** What the server of the sector answers, by path. */
  const answers = new Map<string, { readonly status: number; readonly text: string }>()
  let sector: Listening | undefined
  before(async () => {
    sector = await startListening(
      createServer((request, reply) => {
        const { status, text } = answers.get(request.url ?? '') ?? { status: 404, text: '[]' }
        reply.writeHead(status, { 'content-type': 'application/json' }).end(text)
      }),
    )
  })
  after(() => sector?.stop())
  const uri = (path: string): string => `http://127.0.0.1:${sector?.port}${path}`
  const serve = (path: string, value: unknown, status = 200): string => {
    answers.set(path, { status, text: typeof value === 'string' ? value : JSON.stringify(value) })
    return uri(path)
  }
  const [A, B] = ['https://a.example/cb', 'https://b.example/cb']

  test('L19 applications of several hosts share one subject by the sector they name', async () => {
    const sectorIdentifierUri = serve('/good', [A, B, 'https://c.example/'])
    const chosen = { ...PAIRWISE, sectorIdentifierUri }
    const both = await registerChoosing(stage(), chosen, [A, B])
    const one = await registerChoosing(stage(), chosen, [B])
    const without = await pairwise(stage(), A)
    const subject = await subjectOf(stage(), both)
    assert.equal(await subjectOf(stage(), one), subject)
    assert.notEqual(await subjectOf(stage(), without), subject)
    const claims = await tokensFor(stage(), both, { scope: 'openid', redirect_uri: B })
    assert.equal(at(decodeJwt(textAt(claims.body, 'id_token')).claims, 'sub'), subject)
  })

  test('L19 callback URLs of several hosts need a sector, and one that cannot be read or does not list them is refused', async () => {
    const client = await register(stage(), { callbackUrls: [A, B] })
    const refusal = async (metadata: unknown): Promise<string> => {
      const answer = await askForEdit(stage(), client.id, { metadata })
      assert.equal(answer.status, 400, answer.text)
      assert.equal(at(answer.json(), 'errors', 0, 'path'), '/metadata/sectorIdentifierUri')
      return textAt(answer.json(), 'errors', 0, 'message')
    }
    await refusal(PAIRWISE)
    const refusalOf = (sectorIdentifierUri: string) => refusal({ ...PAIRWISE, sectorIdentifierUri })
    assert.match(
      await refusalOf(serve('/short', [A])),
      /does not hold the callback URL https:\/\/b\.example\/cb/,
    )
    for (const [path, value] of [
      ['/object', { redirect_uris: [A, B] }],
      ['/mixed', [A, B, 1]],
      ['/text', 'not JSON'],
    ] as const) {
      assert.match(await refusalOf(serve(path, value)), /does not lead to a JSON list/)
    }
    const silent = new Set([
      await refusalOf(serve('/error', [A, B], 500)),
      await refusalOf(serve('/made', [A, B], 201)),
      await refusalOf(serve('/moved', [A, B], 302)),
      await refusalOf(uri('/nowhere')),
      await refusalOf('http://127.0.0.1:1/closed'),
      await refusalOf(serve('/long', JSON.stringify([A, B]).padEnd(70_000))),
    ])
    assert.equal(silent.size, 1, 'what a server answers can be told from here')
    const seen = (await call(await stage().person(MANAGER), `GET /applications/${client.id}`)).json()
    assert.deepEqual(
      [at(seen, 'metadata', 'subjectType'), at(seen, 'metadata', 'sectorIdentifierUri')],
      ['public', null],
    )
  })

  test('L19 callback URLs that are added later must be in the list by then', async () => {
    const sectorIdentifierUri = serve('/grows', [A])
    const client = await registerChoosing(stage(), { ...PAIRWISE, sectorIdentifierUri }, [A])
    const before = await subjectOf(stage(), client)
    const refused = await askForEdit(stage(), client.id, { callbackUrls: [A, B] })
    assert.equal(refused.status, 400)
    assert.equal(at(refused.json(), 'errors', 0, 'path'), '/metadata/sectorIdentifierUri')
    serve('/grows', [A, B])
    assert.equal((await askForEdit(stage(), client.id, { callbackUrls: [A, B] })).status, 200)
    assert.equal(await subjectOf(stage(), client), before)
    // What does not touch it does not ask for it.
    serve('/grows', 'gone', 500)
    assert.equal((await askForEdit(stage(), client.id, { rotateRefreshTokens: true })).status, 200)
  })
})
