import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type InsideStage, onInsideStage } from '../../../test/support/inside/inside-stage.ts'
import { type Browser, hiddenFields } from '../../../test/support/wire/browser.ts'
import { type Client, edit, register } from '../../../test/support/wire/management.ts'
import {
  authorize,
  authorizePath,
  pkce,
  redeem,
  refresh,
  tokensIn,
} from '../../../test/support/wire/oauth.ts'
import { AGENT, MANAGER, PASSWORD } from '../../../test/support/wire/stage.ts'
import { isSessionId } from '../../lib/ids.ts'
import { listAuditOfTarget } from '../../store/audit/audit.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findUserByName } from '../../store/people/users.ts'
import { endSession } from './end-session.ts'
import { liveSession } from './sessions.ts'

const { verifier, challenge } = pkce()
const SCOPE = { scope: 'openid RealTimeApi' }

/** Somebody who is signed in and consented to an application that wants to be told. */
async function present(stage: InsideStage): Promise<{ browser: Browser; client: Client }> {
  const client = await register(stage)
  await edit(stage, client.id, { metadata: { backchannelLogoutUri: `${stage.url}/nowhere` } })
  const browser = await stage.newPerson(MANAGER)
  await authorize(browser, client, challenge, SCOPE)
  return { browser, client }
}

/** Gets a code without a question; the empty text when nobody is signed in any more. */
async function silentCode(browser: Browser, client: Client): Promise<string> {
  const answer = await browser.get(authorizePath(client, challenge, { ...SCOPE, prompt: 'none' }))
  return answer.location()?.searchParams.get('code') ?? ''
}

function redeemed(stage: InsideStage, client: Client, code: string) {
  return redeem(stage.url, client, { code, verifier, redirectUri: client.callbackUrl })
}

for (const engine of ['sqlite', 'postgres'] as const) {
  onInsideStage(
    `the end of a session, on ${engine}`,
    stage => {
      const signOut = async (browser: Browser, page: string) => browser.post('/sign-out', hiddenFields(page))

      test('leaves no code alive, however many are asked for at the same moment', async () => {
        for (let round = 0; round < 5; round++) {
          const { browser, client } = await present(stage())
          const page = (await browser.get('/sign-out')).text
          const asking = Array.from({ length: 8 }, () => silentCode(browser, client))
          const [codes] = await Promise.all([Promise.all(asking), signOut(browser, page)])
          for (const code of codes.filter(each => each !== '')) {
            assert.equal((await redeemed(stage(), client, code)).status, 400)
          }
        }
      })

      test('leaves no token alive, however many codes are redeemed at the same moment', async () => {
        for (let round = 0; round < 5; round++) {
          const { browser, client } = await present(stage())
          const codes = await Promise.all(Array.from({ length: 8 }, () => silentCode(browser, client)))
          const page = (await browser.get('/sign-out')).text
          const redeeming = codes.map(code => redeemed(stage(), client, code))
          const [answers] = await Promise.all([Promise.all(redeeming), signOut(browser, page)])
          for (const answer of answers.filter(({ status }) => status === 200)) {
            const { refresh: token } = tokensIn(answer)
            assert.equal((await refresh(stage().url, client, token)).status, 400)
          }
        }
      })

      test('is recorded once and told once, of however many requests end it at the same moment', async () => {
        const { deps } = stage()
        const { browser, client } = await present(stage())
        const cookie = /latchkey=([^;]*)/.exec(browser.cookies())?.[1] ?? ''
        const session = await liveSession(deps, cookie)
        assert.ok(session !== null && isSessionId(session.record.id))
        const ending = { because: 'signed out', requestId: 'req_test' } as const
        await Promise.all(Array.from({ length: 8 }, () => endSession(deps, session.record, ending)))
        const scope = inBusinessUnit(deps.store, session.businessUnit.id)
        const history = await listAuditOfTarget(scope, session.user.id, { before: null, limit: 100 })
        const ended = history.filter(entry =>
          entry.changes.some(({ before }) => before === session.record.id),
        )
        assert.deepEqual(
          ended.map(entry => [entry.action, entry.class, entry.actor.id]),
          [['user.signed-out', 'A', session.user.id]],
        )
        const told = await deps.store.db
          .selectFrom('deliveries')
          .select(['application_id', 'subject', 'sid'])
          .where('sid', '=', session.record.id)
          .execute()
        const facts = { application_id: client.id, subject: session.user.id, sid: session.record.id }
        assert.deepEqual(
          told.map(row => ({ ...row })),
          [facts],
        )
      })

      test('by somebody else who signs in names nobody of whom the business unit need not know', async () => {
        const { deps } = stage()
        const { browser } = await present(stage())
        const found = await findUserByName(deps.store, MANAGER)
        assert.ok(found !== null)
        const page = await browser.get(
          authorizePath((await present(stage())).client, challenge, { prompt: 'login' }),
        )
        const fields = { ...hiddenFields(page.text), userName: AGENT, password: PASSWORD }
        assert.equal((await browser.post('/sign-in', fields)).status, 303)
        const scope = inBusinessUnit(deps.store, found.user.businessUnitId)
        const [last] = (await listAuditOfTarget(scope, found.user.id, { before: null, limit: 100 })).filter(
          entry => entry.action === 'user.signed-out',
        )
        assert.deepEqual(
          [last?.actor.kind, last?.changes.at(-1)?.after],
          ['system', 'somebody else signed in'],
        )
        assert.doesNotMatch(JSON.stringify(last), /agent@/)
      })
    },
    { engine },
  )
}
