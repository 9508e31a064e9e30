import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../../src/lib/clock.ts'
import { auditSealer } from '../../src/services/audit/seal-audit.ts'
import { verifyChain } from '../../src/services/audit/verify-chain.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Answer, at, listAt, textAt, textsAt } from '../support/wire/answer.ts'
import { askForEdit } from '../support/wire/choices.ts'
import { type Client, call, freshName, register, setStatus } from '../support/wire/management.ts'
import { clientCredentials, codeFor, redeem, refresh, tokensFor } from '../support/wire/oauth.ts'
import {
  AGENT,
  type EngineName,
  MANAGER,
  OPERATOR,
  OTHER_MANAGER,
  SUPERVISOR,
} from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

const HARBOUR = '4512345'
const MEADOW = '4598765'

type Offered = { readonly id: string; readonly client: Client; readonly name: string }

async function offer(stage: InsideStage, client: Client, body: object, by = MANAGER): Promise<Answer> {
  return call(await stage.person(by), `POST /applications/${client.id}/transfer`, { body })
}

async function offered(
  stage: InsideStage,
  wanted: Parameters<typeof register>[1] = {},
  to = MEADOW,
): Promise<Offered> {
  const name = freshName()
  const client = await register(stage, { name, ...wanted })
  const made = await offer(stage, client, { name, to, words: 'Yours by now.' }, wanted.by)
  assert.equal(made.status, 201, made.text)
  return { id: textAt(made.json(), 'id'), client, name }
}

async function received(stage: InsideStage, id: string, by = OTHER_MANAGER): Promise<Answer> {
  return call(await stage.person(by), `GET /received-transfers/${id}`)
}

async function accept(
  stage: InsideStage,
  id: string,
  body: object = {},
  by = OTHER_MANAGER,
): Promise<Answer> {
  const etag = (await received(stage, id, by)).headers.get('etag') ?? '"1"'
  const headers = { 'if-match': etag }
  return call(await stage.person(by), `POST /received-transfers/${id}/accept`, { body, headers })
}

async function decline(stage: InsideStage, id: string, by = OTHER_MANAGER): Promise<Answer> {
  return call(await stage.person(by), `POST /received-transfers/${id}/decline`, { body: { words: 'No.' } })
}

async function withdraw(stage: InsideStage, id: string, by = MANAGER): Promise<Answer> {
  return call(await stage.person(by), `POST /transfers/${id}/withdraw`)
}

async function read(stage: InsideStage, client: Client, by: string, part = ''): Promise<Answer> {
  return call(await stage.person(by), `GET /applications/${client.id}${part}`)
}

function typeOf(answer: Answer): unknown {
  return [answer.status, at(answer.json(), 'type')]
}

for (const engine of ['sqlite', 'postgres'] as const satisfies readonly EngineName[]) {
  onInsideStage(
    `a transfer (${engine})`,
    stage => {
      test('shows the receiver what it is, and belongs to them once they say yes', async () => {
        const { id, client, name } = await offered(stage(), { scopes: ['RealTimeApi', 'ReportingApi'] })
        const seen = (await received(stage(), id)).json()
        assert.deepEqual(at(seen, 'from'), { number: HARBOUR, name: 'Harbour Support' })
        assert.deepEqual(
          [at(seen, 'name'), at(seen, 'words'), at(seen, 'state')],
          [name, 'Yours by now.', 'offered'],
        )
        assert.deepEqual(textsAt(seen, 'application', 'callbackUrls'), [client.callbackUrl])
        assert.equal(seen !== null && JSON.stringify(seen).includes('harbour.example'), false, 'names nobody')
        assert.equal((await clientCredentials(stage().url, client)).status, 200, 'nothing changed so far')
        const taken = await accept(stage(), id, { words: 'Thanks.' })
        assert.equal(taken.status, 200, taken.text)
        const application = taken.json()
        assert.deepEqual([at(application, 'id'), at(application, 'status')], [client.id, 'active'])
        assert.deepEqual([at(application, 'secrets'), at(application, 'owners')], [[], []])
        problemOf(await read(stage(), client, MANAGER), 404)
        assert.equal((await read(stage(), client, OTHER_MANAGER)).status, 200)
        const list = (await call(await stage().person(MANAGER), 'GET /transfers')).json()
        const mine = listAt(list, 'items').find(each => at(each, 'id') === id)
        assert.deepEqual(
          [at(mine, 'state'), at(mine, 'answer'), at(mine, 'to')],
          ['accepted', 'Thanks.', MEADOW],
        )
        const found = await call(await stage().person(OTHER_MANAGER), `GET /applications?search=${client.id}`)
        assert.equal(at(found.json(), 'total'), 1)
      })

      test('ends the secrets, codes, tokens and consents of the giver’s people, and brings none back', async () => {
        const { id, client, name } = await offered(stage())
        const tokens = await tokensFor(stage(), client)
        const code = await codeFor(stage(), client)
        assert.equal((await accept(stage(), id)).status, 200)
        assert.equal((await clientCredentials(stage().url, client)).status, 401, 'its secret')
        const made = await call(
          await stage().person(OTHER_MANAGER),
          `POST /applications/${client.id}/secrets`,
          {
            body: { label: 'Ours' },
          },
        )
        const ours = { ...client, secret: textAt(made.json(), 'secret', 'value') }
        assert.equal((await clientCredentials(stage().url, ours)).status, 200)
        assert.equal((await refresh(stage().url, ours, tokens.refresh)).status, 400, 'its refresh token')
        assert.equal((await redeem(stage().url, ours, code)).status, 400, 'a code on its way')
        const me = await fetch(`${stage().url}/oauth2/userinfo`, {
          headers: { authorization: `Bearer ${tokens.access}` },
        })
        assert.equal(me.status, 401, 'its access token')
        const back = await offer(stage(), client, { name, to: HARBOUR }, OTHER_MANAGER)
        assert.equal((await accept(stage(), textAt(back.json(), 'id'), {}, MANAGER)).status, 200)
        const again = await call(await stage().person(MANAGER), `POST /applications/${client.id}/secrets`, {
          body: { label: 'Back' },
        })
        const home = { ...client, secret: textAt(again.json(), 'secret', 'value') }
        assert.equal((await refresh(stage().url, home, tokens.refresh)).status, 400, 'after a way back')
        const consents = await read(stage(), client, MANAGER, '/consents')
        assert.deepEqual(at(consents.json(), 'items'), [])
      })

      test('is told to the history of both sides, each in its own words, and its chain holds', async () => {
        const { id, client } = await offered(stage())
        const noted = await call(await stage().person(MANAGER), `POST /applications/${client.id}/notes`, {
          body: { text: 'Ask Mara before anybody touches it.' },
        })
        assert.equal(noted.status, 201)
        await accept(stage(), id)
        const history = await read(stage(), client, OTHER_MANAGER, '/history')
        assert.deepEqual(
          listAt(history.json(), 'items').map(entry => textAt(entry, 'action')),
          ['application.received'],
        )
        assert.equal(history.text.includes('Mara'), false)
        assert.equal(history.text.includes(MANAGER), false)
        assert.deepEqual(at((await read(stage(), client, OTHER_MANAGER, '/notes')).json(), 'items'), [])
        problemOf(await read(stage(), client, MANAGER, '/history'), 404)
        await auditSealer(stage().deps)()
        for (const number of [HARBOUR, MEADOW]) {
          const unit = await stage().deps.known.businessUnitByNumber(number)
          assert.ok(unit !== null)
          const verified = await verifyChain(inBusinessUnit(stage().deps.store, unit.unit.id))
          assert.equal(verified.ok, true, number)
        }
      })

      test('to a number that nobody has, or to operators, is answered as to any other', async () => {
        const shapes = []
        for (const to of ['1000001', '0000000', MEADOW]) {
          const name = freshName()
          const client = await register(stage(), { name })
          const made = (await offer(stage(), client, { name, to })).json()
          shapes.push(
            JSON.stringify(made)
              .replaceAll(/[0-9a-f]{32}|\d{4}-[^"]*Z|Tested \d+/g, '')
              .replace(to, ''),
          )
        }
        assert.equal(new Set(shapes).size, 1)
        const inbox = await call(await stage().person(OPERATOR), 'GET /received-transfers')
        assert.deepEqual(at(inbox.json(), 'items'), [])
      })

      test('needs the name, another business unit, a permission, and proof of whoever offers', async () => {
        const name = freshName()
        const client = await register(stage(), { name })
        for (const [body, path] of [
          [{ name: 'other', to: MEADOW }, '/name'],
          [{ name: name.toLowerCase(), to: MEADOW }, '/name'],
          [{ name, to: HARBOUR }, '/to'],
          [{ name, to: '４５９８７６５' }, '/to'],
          [{ name, to: '45987650' }, '/to'],
          [{ name, to: MEADOW, words: 'x'.repeat(1001) }, '/words'],
        ] as const) {
          const refused = await offer(stage(), client, body)
          assert.deepEqual(
            [refused.status, at(refused.json(), 'errors', 0, 'path')],
            [400, path],
            JSON.stringify(body),
          )
        }
        for (const by of [SUPERVISOR, AGENT]) {
          assert.equal((await offer(stage(), client, { name, to: MEADOW }, by)).status, 403)
        }
        assert.equal((await offer(stage(), client, { name, to: MEADOW }, OTHER_MANAGER)).status, 404)
      })

      test('is taken by its receiver alone, once, and not after it was withdrawn, declined or waited too long', async () => {
        const first = await offered(stage())
        for (const by of [MANAGER, OPERATOR]) {
          assert.equal((await received(stage(), first.id, by)).status, 404)
          assert.equal((await accept(stage(), first.id, {}, by)).status, 404)
          assert.equal((await decline(stage(), first.id, by)).status, 404)
        }
        assert.equal((await withdraw(stage(), first.id, OTHER_MANAGER)).status, 404)
        assert.equal((await withdraw(stage(), first.id)).status, 200)
        assert.deepEqual(typeOf(await accept(stage(), first.id)), [409, '/problems/answered'])
        assert.equal(at((await received(stage(), first.id)).json(), 'application'), null)
        const second = await offered(stage())
        assert.equal((await decline(stage(), second.id)).status, 200)
        for (const late of [await accept(stage(), second.id), await withdraw(stage(), second.id)]) {
          assert.deepEqual(typeOf(late), [409, '/problems/answered'])
        }
        const third = await offered(stage())
        const answers = await Promise.all(Array.from({ length: 10 }, () => accept(stage(), third.id)))
        const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
        assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 409)])
      })

      test('gives the receiver what they looked at: an edit meanwhile is seen first', async () => {
        const { id, client } = await offered(stage())
        const etag = (await received(stage(), id)).headers.get('etag') ?? ''
        const edited = await askForEdit(stage(), client.id, { callbackUrls: ['https://elsewhere.example/'] })
        assert.equal(edited.status, 200)
        const stale = await call(
          await stage().person(OTHER_MANAGER),
          `POST /received-transfers/${id}/accept`,
          {
            body: {},
            headers: { 'if-match': etag },
          },
        )
        assert.equal(stale.status, 412)
        const manager = await stage().person(MANAGER)
        const before = (await read(stage(), client, MANAGER)).headers.get('etag') ?? ''
        const race = await Promise.all([
          accept(stage(), id),
          ...Array.from({ length: 9 }, (_, n) =>
            call(manager, `PATCH /applications/${client.id}`, {
              body: { tags: [`t${n}`] },
              headers: { 'if-match': before },
            }),
          ),
        ])
        const won = race.filter(({ status }) => status === 200).length
        assert.equal(won, 1, race.map(({ status }) => status).join())
        assert.ok(race.every(({ status }) => [200, 404, 412].includes(status)))
      })

      test('of a name that the receiver has asks for another, and then has it', async () => {
        const name = freshName()
        await register(stage(), { by: OTHER_MANAGER, name })
        const client = await register(stage(), { name })
        const id = textAt((await offer(stage(), client, { name, to: MEADOW })).json(), 'id')
        assert.equal(at((await received(stage(), id)).json(), 'application', 'nameTaken'), true)
        assert.deepEqual(typeOf(await accept(stage(), id)), [409, '/problems/name-taken'])
        assert.deepEqual(typeOf(await accept(stage(), id, { name: 'a:b' })), [400, '/problems/invalid'])
        const taken = await accept(stage(), id, { name: `${name} of Harbour` })
        assert.deepEqual([taken.status, at(taken.json(), 'name')], [200, `${name} of Harbour`])
      })

      test('names its owners among the receiver’s people, with all faults at once, and says nothing of others', async () => {
        const { id, client } = await offered(stage())
        const owners = ['nobody@meadow.example', MANAGER, OTHER_MANAGER, OTHER_MANAGER]
        const refused = await accept(stage(), id, { owners, name: 'a:b', words: 'x'.repeat(1001) })
        assert.deepEqual(typeOf(refused), [400, '/problems/invalid'])
        const faults = listAt(refused.json(), 'errors').map(fault => [
          at(fault, 'path'),
          String(at(fault, 'message')).replaceAll(/"[^"]*"/g, '…'),
        ])
        assert.deepEqual(
          faults.map(([path]) => path),
          ['/name', '/words', '/owners/0', '/owners/1', '/owners/3'],
        )
        assert.equal(faults[2]?.[1], faults[3]?.[1], 'nobody’s and somebody else’s')
        assert.equal(at((await received(stage(), id)).json(), 'applicationId'), null)
        const taken = await accept(stage(), id, { owners: [OTHER_MANAGER] })
        assert.equal(taken.status, 200, taken.text)
        assert.equal(textAt(taken.json(), 'owners', 0, 'userName'), OTHER_MANAGER)
        assert.equal(at((await received(stage(), id)).json(), 'applicationId'), client.id)
        const meadow = await stage().person(OTHER_MANAGER)
        for (const [owner, total] of [
          [OTHER_MANAGER, 1],
          ['none', 0],
        ] as const) {
          const found = await call(meadow, `GET /applications?search=${client.id}&owner=${owner}`)
          assert.equal(at(found.json(), 'total'), total, owner)
        }
        const history = await read(stage(), client, OTHER_MANAGER, '/history')
        const changes = listAt(history.json(), 'items', 0, 'changes')
        assert.deepEqual(
          changes.find(change => at(change, 'field') === 'owners'),
          { field: 'owners', before: '', after: OTHER_MANAGER },
        )
      })

      test('of what is contained or deleted waits; what is inactive arrives so', async () => {
        const manager = await stage().person(MANAGER)
        const contained = await offered(stage())
        const why = { body: { reason: 'Looked into.' } }
        await call(manager, `POST /applications/${contained.client.id}/contain`, why)
        assert.deepEqual(typeOf(await accept(stage(), contained.id)), [409, '/problems/not-transferable'])
        const once = { name: contained.name, to: MEADOW }
        assert.deepEqual(typeOf(await offer(stage(), contained.client, once)), [409, '/problems/contained'])
        const idle = await offered(stage())
        await setStatus(stage(), idle.client.id, 'deactivate')
        const deleted = await offered(stage())
        await setStatus(stage(), deleted.client.id, 'deactivate')
        const etag = (await read(stage(), deleted.client, MANAGER)).headers.get('etag') ?? ''
        const headers = { 'if-match': etag }
        assert.equal(
          (await call(manager, `DELETE /applications/${deleted.client.id}`, { headers })).status,
          200,
        )
        assert.deepEqual(typeOf(await accept(stage(), deleted.id)), [409, '/problems/not-transferable'])
        const arrived = await accept(stage(), idle.id)
        assert.deepEqual([arrived.status, at(arrived.json(), 'status')], [200, 'inactive'])
      })

      test('of a business unit that is stopped waits, on either side', async () => {
        const { id } = await offered(stage(), { by: OTHER_MANAGER }, HARBOUR)
        const operator = await stage().person(OPERATOR)
        assert.equal((await call(operator, `POST /business-units/${MEADOW}/deactivate`)).status, 200)
        assert.deepEqual(typeOf(await accept(stage(), id, {}, MANAGER)), [409, '/problems/not-transferable'])
        const other = await offered(stage())
        assert.equal((await received(stage(), other.id)).status, 401)
        assert.equal((await call(operator, `POST /business-units/${MEADOW}/activate`)).status, 200)
        await stage().signInAgain(OTHER_MANAGER)
        assert.equal((await accept(stage(), other.id)).status, 200)
      })

      test('has a bound on how many wait, and one key makes one', async () => {
        const name = freshName()
        const client = await register(stage(), { name })
        const manager = await stage().person(MANAGER)
        const keyed = () =>
          call(manager, `POST /applications/${client.id}/transfer`, {
            body: { name, to: MEADOW },
            headers: { 'idempotency-key': `offer-${client.id}` },
          })
        const texts = (await Promise.all(Array.from({ length: 10 }, keyed))).map(({ text }) => text)
        assert.equal(new Set(texts).size, 1)
        let last = 201
        for (let n = 0; n < 25 && last === 201; n++) {
          const each = freshName()
          last = (await offer(stage(), await register(stage(), { name: each }), { name: each, to: MEADOW }))
            .status
        }
        assert.equal(last, 409)
      })

      test('asks for the password of a session that was left open, and ends after a week', async () => {
        const { id } = await offered(stage(), { by: OTHER_MANAGER }, HARBOUR)
        const name = freshName()
        const client = await register(stage(), { name, by: OTHER_MANAGER })
        stage().advance(16 * MINUTE)
        const unproven = await offer(stage(), client, { name, to: HARBOUR }, OTHER_MANAGER)
        assert.deepEqual(typeOf(unproven), [403, '/problems/proof-needed'])
        stage().advance(7 * DAY)
        for (const who of [MANAGER, OTHER_MANAGER]) await stage().signInAgain(who)
        assert.equal(at((await received(stage(), id, MANAGER)).json(), 'state'), 'ended')
        assert.deepEqual(typeOf(await accept(stage(), id, {}, MANAGER)), [409, '/problems/answered'])
      })
    },
    { engine },
  )
}
