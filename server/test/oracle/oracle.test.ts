import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type InsideStage, startInside } from '../support/inside/inside-stage.ts'
import { edit, register } from '../support/wire/management.ts'
import { authorize, decide, pkce } from '../support/wire/oauth.ts'
import { keySetOf } from '../support/wire/request-object.ts'
import { MANAGER } from '../support/wire/stage.ts'
import { type Difference, differencesOf, isAspect } from './differences.ts'
import { OBJECT_KEY, type Peer, startOracle } from './oracle.ts'
import { SCRIPTS, SIGNED_OUT } from './scripts.ts'

const RECORD = join(import.meta.dirname, '../../../docs/decisions/0007-differences-from-the-oracle.md')

/** The decided differences: the rows of the record's table, which name the clause in their last cell. */
function decided(): readonly (Difference & { readonly why: string })[] {
  return readFileSync(RECORD, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
    .flatMap(([script = '', aspect = '', ours = '', oracle = '', why = '']) =>
      isAspect(aspect) ? [{ script, aspect, ours, oracle, why }] : [],
    )
}

async function ourPeer(stage: InsideStage): Promise<Peer> {
  const callbackUrls = ['https://client.example/callback']
  const web = await register(stage, { callbackUrls })
  const other = await register(stage, { callbackUrls })
  const native = await register(stage, { clientType: 'public', callbackUrls: ['http://127.0.0.1/callback'] })
  for (const { id } of [web, other]) {
    const jwks = keySetOf(OBJECT_KEY)
    await edit(stage, id, { metadata: { postLogoutRedirectUris: [SIGNED_OUT], jwks } })
  }
  const manager = await stage.person(MANAGER)
  for (const client of [web, native, other]) await authorize(manager, client, pkce().challenge)
  return {
    url: stage.url,
    web,
    other,
    native,
    // Another browser each time, since some scripts sign it out.
    person: () => stage.newPerson(MANAGER),
    follow: (browser, answer) => decide(browser, answer),
  }
}

function lineOf({ script, aspect, ours, oracle }: Difference): string {
  return `| ${script} | ${aspect} | ${ours} | ${oracle} |`
}

describe('against oidc-provider', () => {
  let stage: InsideStage | undefined
  let oracle: Awaited<ReturnType<typeof startOracle>> | undefined
  before(async () => {
    stage = await startInside()
    oracle = await startOracle()
  })
  after(async () => {
    await oracle?.close()
    await stage?.stop()
  })

  test('every difference in the answers to the scripted requests is decided, and every decision still holds', async t => {
    assert.ok(stage !== undefined && oracle !== undefined)
    const ours = await ourPeer(stage)
    const found: Difference[] = []
    for (const script of SCRIPTS) {
      const answer = await script.run(ours)
      const theirs = await script.run(oracle)
      assert.ok(answer.status < 500, `${script.name}: ${answer.status}`)
      found.push(...differencesOf(script.name, answer, theirs))
    }
    t.diagnostic(`${SCRIPTS.length} requests, ${found.length} differences`)
    for (const difference of found) t.diagnostic(lineOf(difference))
    assert.deepEqual(found.map(lineOf), decided().map(lineOf))
  })

  test('every decision says why, with the clause', () => {
    for (const { script, why } of decided()) assert.match(why, /§|RFC|OAuth 2\.1|OpenID/, script)
  })
})
