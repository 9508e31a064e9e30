import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SAMPLE_EXTERNAL_ID } from '@latchkey/contract/catalogue/catalogue.ts'
import { DAY } from '../../src/lib/clock.ts'
import { onInsideStage } from '../support/inside/inside-stage.ts'
import { at, listAt, textAt } from '../support/wire/answer.ts'
import { call, edit, register } from '../support/wire/management.ts'
import { AGENT, type EngineName, MANAGER, OTHER_MANAGER, SUPERVISOR } from '../support/wire/stage.ts'

const OPERATOR = 'operator@latchkey.example'

/** Each number of the first page, and the list that it leads to. */
const LISTS = {
  secretsEnding: 'secretEnds=30d',
  unowned: 'owner=none',
  idle: 'idle=90d',
  legacy: 'legacy=implicit',
} as const

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `what needs somebody (${engine})`,
    stage => {
      const needs = async (by = MANAGER) => {
        const answer = await call(await stage().person(by), 'GET /needs')
        assert.equal(answer.status, 200, answer.text)
        return answer.json()
      }
      const count = async (name: string, by = MANAGER) => Number(at(await needs(by), name, 'count'))
      const sameAsLists = async (by = MANAGER) => {
        const said = await needs(by)
        for (const [name, query] of Object.entries(LISTS)) {
          const list = await call(await stage().person(by), `GET /applications?status=active&${query}`)
          assert.equal(at(said, name, 'count'), at(list.json(), 'total'), name)
          assert.equal(at(said, name, 'more'), false)
        }
      }
      /** Makes a version of the sample's external application public. Out: nothing. */
      const publish = async (scopes: readonly string[]) => {
        const operator = await stage().person(OPERATOR)
        const entry = `/catalogue/${SAMPLE_EXTERNAL_ID}`
        const version = String(at((await call(operator, `GET ${entry}`)).json(), 'version'))
        const headers = { 'if-match': `"${version}"` }
        const done = await call(operator, `PATCH ${entry}`, { body: { scopes }, headers })
        assert.equal(done.status, 200, done.text)
      }

      test('is as many as the list has that it leads to, of the own business unit alone', async () => {
        await sameAsLists()
        const [unowned, ending, idle] = [
          await count('unowned'),
          await count('secretsEnding'),
          await count('idle'),
        ]
        const { id } = await register(stage())
        await edit(stage(), id, { owners: [] })
        const manager = await stage().person(MANAGER)
        const expiresAt = new Date(stage().deps.clock() + 20 * DAY).toISOString()
        const added = await call(manager, `POST /applications/${id}/secrets`, {
          body: { label: 'Short', expiresAt },
        })
        assert.equal(added.status, 201, added.text)
        assert.equal(await count('unowned'), unowned + 1)
        assert.equal(await count('secretsEnding'), ending + 1)
        await sameAsLists()
        await sameAsLists(OTHER_MANAGER)
        assert.equal(await count('unowned', OTHER_MANAGER), 0)
        stage().advance(91 * DAY)
        await stage().signInAgain(MANAGER)
        assert.ok((await count('idle')) > idle, 'nothing was used since')
        await sameAsLists()
      })

      test('an external application that asks for more is named until somebody decided, and one that asks for less is not', async () => {
        const manager = await stage().signInAgain(MANAGER)
        await stage().signInAgain(OPERATOR)
        const other = await stage().signInAgain(OTHER_MANAGER)
        const made = await call(manager, 'POST /authorizations', {
          body: { applicationId: SAMPLE_EXTERNAL_ID },
        })
        assert.equal(made.status, 201, made.text)
        assert.equal(await count('versions'), 0)
        await publish(['RealTimeApi', 'ReportingApi'])
        const said = await needs()
        assert.equal(at(said, 'versions', 'count'), 1)
        assert.equal(textAt(listAt(said, 'versions', 'first')[0], 'id'), SAMPLE_EXTERNAL_ID)
        const elsewhere = (await call(other, 'GET /needs')).json()
        assert.equal(at(elsewhere, 'versions', 'count'), 0, 'who did not let it in is not asked')
        const application = `/applications/${SAMPLE_EXTERNAL_ID}`
        const version = String(at((await call(manager, `GET ${application}`)).json(), 'version'))
        const decided = await call(manager, `POST /authorizations/${SAMPLE_EXTERNAL_ID}/decision`, {
          body: { decision: 'keep', scopes: ['ReportingApi'] },
          headers: { 'if-match': `"${version}"` },
        })
        assert.equal(decided.status, 200, decided.text)
        assert.equal(await count('versions'), 0)
        await publish(['RealTimeApi'])
        assert.equal(await count('versions'), 0)
      })

      test('a request waits until the operators answer, and its answer is new for two weeks', async () => {
        const manager = await stage().signInAgain(MANAGER)
        const operator = await stage().signInAgain(OPERATOR)
        const asked = await call(manager, 'POST /application-requests', {
          body: { name: 'Quiet Dialler', link: 'https://dialler.example/', reason: 'Nights' },
        })
        assert.equal(asked.status, 201, asked.text)
        const states = async () => {
          const { requests } = Object(await needs())
          return [at(requests, 'waiting', 'count'), at(requests, 'answered', 'count')]
        }
        assert.deepEqual(await states(), [1, 0])
        const id = textAt(asked.json(), 'id')
        const answered = await call(operator, `POST /received-requests/${id}/answer`, {
          body: { answer: 'no', words: 'In spring.' },
        })
        assert.equal(answered.status, 200, answered.text)
        assert.deepEqual(await states(), [0, 1])
        stage().advance(15 * DAY)
        await stage().signInAgain(MANAGER)
        assert.deepEqual(await states(), [0, 0])
      })

      test('offers wait until they are answered, and an answer is new for two weeks', async () => {
        const manager = await stage().signInAgain(MANAGER)
        await stage().signInAgain(OTHER_MANAGER)
        const states = async (by: string) => {
          const { transfers } = Object(await needs(by))
          return [at(transfers, 'offered', 'count'), at(transfers, 'answered', 'count')]
        }
        const offer = async (name: string) => {
          const { id } = await register(stage(), { name })
          const body = { name, to: '4598765' }
          const made = await call(manager, `POST /applications/${id}/transfer`, { body })
          assert.equal(made.status, 201, made.text)
          return textAt(made.json(), 'id')
        }
        const [withdrawn, declined] = [await offer('Goes back'), await offer('Goes nowhere')]
        await offer('Waits for ever')
        assert.deepEqual(
          [await states(OTHER_MANAGER), await states(MANAGER)],
          [
            [3, 0],
            [0, 0],
          ],
        )
        assert.equal((await call(manager, `POST /transfers/${withdrawn}/withdraw`)).status, 200)
        const other = await stage().person(OTHER_MANAGER)
        const no = await call(other, `POST /received-transfers/${declined}/decline`, { body: {} })
        assert.equal(no.status, 200, no.text)
        assert.deepEqual(
          [await states(OTHER_MANAGER), await states(MANAGER)],
          [
            [1, 0],
            [0, 1],
          ],
        )
        stage().advance(8 * DAY)
        for (const who of [MANAGER, OTHER_MANAGER]) await stage().signInAgain(who)
        assert.deepEqual(
          [await states(OTHER_MANAGER), await states(MANAGER)],
          [
            [0, 0],
            [0, 1],
          ],
        )
        stage().advance(7 * DAY)
        await stage().signInAgain(MANAGER)
        assert.deepEqual(await states(MANAGER), [0, 0])
      })

      test('invitations are counted when they end within two days and when they expired, for who may see users', async () => {
        const manager = await stage().signInAgain(MANAGER)
        const states = async (by = MANAGER) => {
          const invitations = at(await needs(by), 'invitations')
          return invitations === null
            ? null
            : [at(invitations, 'ending', 'count'), at(invitations, 'expired', 'count')]
        }
        const [ending, expired] = (await states()) ?? []
        const body = { userName: 'kim@harbour.example', securityProfileId: 'agent' }
        const made = await call(manager, 'POST /invitations', { body })
        assert.equal(made.status, 201, made.text)
        const id = textAt(made.json(), 'invitation', 'id')
        assert.deepEqual(await states(), [ending, expired])
        const seen = await call(await stage().signInAgain(SUPERVISOR), 'GET /users')
        assert.equal((await states(SUPERVISOR)) === null, seen.status === 403)
        stage().advance(5 * DAY + 1)
        await stage().signInAgain(MANAGER)
        assert.deepEqual(await states(), [Number(ending) + 1, expired])
        stage().advance(2 * DAY)
        const again = await stage().signInAgain(MANAGER)
        assert.deepEqual(await states(), [ending, Number(expired) + 1])
        assert.equal((await call(again, `DELETE /invitations/${id}`)).status, 200)
        assert.deepEqual(await states(), [ending, expired])
      })

      test('is told to who may see the applications, and to nobody else', async () => {
        const supervisor = await stage().signInAgain(SUPERVISOR)
        assert.equal((await call(supervisor, 'GET /needs')).status, 200)
        const agent = await stage().signInAgain(AGENT)
        assert.equal((await call(agent, 'GET /needs')).status, 403)
      })
    },
    { engine },
  )
}
