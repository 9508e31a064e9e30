import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, isRecord, listAt, send, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call, freshName, register, setStatus } from '../support/wire/management.ts'
import { ownToken } from '../support/wire/oauth.ts'
import { setReachable } from '../support/wire/set-reachable.ts'
import { AGENT, MANAGER, OPERATOR, onPostgresStage, type Stage } from '../support/wire/stage.ts'
import { absentBody } from './absent-body.ts'
import { clashOfBulkChanges } from './bulk-clash.ts'
import * as clashes from './clashes.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'] as const
const LARGE = JSON.stringify('a'.repeat(64 * 1024))

/** An external application of the sample that is let in. */
const AUTHORIZED = 'app_01934f6a5b7c7000800000000000a003'

/** Statuses that have more than one problem, each with a name of its own. */
const OF_MANY_KINDS = [400, 401, 403, 404, 409]

/** What nobody outside can bring about, and why. */
const UNREACHABLE: readonly (readonly [operation: string, status: number, why: string])[] = [
  ['', 500, 'a bug of ours'],
  ['publishAuditHead', 409, 'it takes no body, so that no two requests differ'],
  ['activateUser', 409, 'whoever asks is deactivated at that very moment'],
]

/** One operation as the document of the server says. */
type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly statuses: readonly number[]
  readonly said: unknown
  readonly responses: { readonly [status: number]: unknown }
  readonly seen: Set<number>
}

const membersOf = (value: unknown) => (isRecord(value) ? Object.entries(value) : [])

/** What a reference of the document stands for; anything else as it is. */
function followed(document: unknown, said: unknown): unknown {
  const reference = at(said, '$ref')
  return typeof reference === 'string' ? at(document, ...reference.slice(2).split('/')) : said
}

async function operationsOf(stage: Stage): Promise<readonly Operation[]> {
  const document = (await send(`${stage.url}/api/v1/openapi.json`)).json()
  return membersOf(at(document, 'paths')).flatMap(([path, item]) =>
    membersOf(item)
      .filter(([, said]) => isRecord(said))
      .map(([method, said]) => ({
        id: textAt(said, 'operationId'),
        method: method.toUpperCase(),
        path,
        statuses: membersOf(at(said, 'responses')).map(([status]) => Number(status)),
        said,
        responses: Object.fromEntries(
          membersOf(at(said, 'responses')).map(([status, response]) => [
            status,
            followed(document, response),
          ]),
        ),
        seen: new Set<number>(),
      })),
  )
}

/** A problem in the words of the contract. */
function assertProblem(answer: Answer, where: string): void {
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, where)
  const body = answer.json()
  assert.equal(at(body, 'status'), answer.status, where)
  for (const name of ['type', 'title', 'detail', 'requestId']) assert.notEqual(textAt(body, name), '', where)
  if ([429, 503].includes(answer.status)) assert.ok(Number(answer.headers.get('retry-after')) > 0, where)
  if (answer.status === 401) assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/, where)
}

/** Holds an answer against the document, and notes its status. */
function judge(operation: Operation, answer: Answer): Answer {
  const where = `${operation.id} answered ${answer.status} ${answer.text.slice(0, 200)}`
  assert.ok(operation.statuses.includes(answer.status), `${where}, which the document lacks`)
  operation.seen.add(answer.status)
  if (answer.status < 400) return answer
  assertProblem(answer, where)
  if (!OF_MANY_KINDS.includes(answer.status)) {
    const example = at(operation.responses[answer.status], 'content', 'application/problem+json', 'example')
    assert.deepEqual(
      [at(answer.json(), 'type'), at(answer.json(), 'title')],
      [at(example, 'type'), at(example, 'title')],
    )
  }
  return answer
}

/** Whether a path of the document is one that the other may stand for. */
function isAt(pattern: string, path: string): boolean {
  const [one, other] = [pattern.split('/'), path.split('/')]
  return one.length === other.length && one.every((part, n) => part.startsWith('{') || part === other[n])
}

type Sent = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

onPostgresStage('every operation of the management API', stage => {
  let operations: readonly Operation[] = []
  let applicationId = ''
  let userId = ''
  let noteId = ''
  let profileId = ''
  let receivedId = ''

  /** The path of an operation: with what is there, or with what nobody was given. */
  const pathOf = (operation: Operation, there = true): string =>
    operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      there ? (standing(name, operation.path) ?? `none-${name}`) : `none-${name}`,
    )
  const standing = (name: string, path: string): string | null => {
    if (name === 'noteId') return noteId
    if (path.startsWith('/platform/apis/')) return 'AgentApi'
    if (name !== 'id') return null
    if (path.startsWith('/received-transfers/')) return receivedId
    if (path.startsWith('/security-profiles/')) return profileId
    if (path.startsWith('/catalogue/') || path.startsWith('/authorizations/')) return AUTHORIZED
    return path.startsWith('/applications/')
      ? applicationId
      : /^\/users\/\{id\}(\/security-profile.*)?$/.test(path)
        ? userId
        : null
  }
  const isForOperators = ({ said }: Operation): boolean =>
    /`(business-units|signing-keys|catalogue|mail|platform|apis):/.test(String(at(said, 'description')))
  const personFor = (operation: Operation): Promise<Browser> =>
    stage().person(isForOperators(operation) ? OPERATOR : MANAGER)
  const exampleBody = (operation: Operation): unknown =>
    at(operation.said, 'requestBody', 'content', 'application/json', 'example')

  /** Sends an operation and judges what comes. */
  const ask = async (
    operation: Operation,
    path: string,
    sent: Sent & { by?: Browser } = {},
  ): Promise<Answer> => {
    const by = sent.by ?? (await personFor(operation))
    return judge(operation, await call(by, `${operation.method} ${path}`, sent))
  }
  const named = (id: string): Operation => {
    const found = operations.find(operation => operation.id === id)
    assert.ok(found !== undefined, `the document has no ${id}`)
    return found
  }

  test('is in the document that the server answers with', async () => {
    operations = await operationsOf(stage())
    assert.ok(operations.length > 30)
    applicationId = (await register(stage())).id
    const users = (await call(await stage().person(MANAGER), 'GET /users')).json()
    userId = textAt(users, 'items', 0, 'id')
    const noted = { body: { text: 'Who uses it' } }
    const manager = await stage().person(MANAGER)
    receivedId = await clashes.offeredTo(stage(), '4512345')
    const made = await call(manager, 'POST /security-profiles', { body: { name: 'Wire Tests' } })
    profileId = textAt(made.json(), 'id')
    noteId = textAt((await call(manager, `POST /applications/${applicationId}/notes`, noted)).json(), 'id')
  })

  test('needs somebody, whom it is for, and from here', async () => {
    // An application that acts for itself has the scope and stands for nobody.
    const access = await ownToken(stage(), await register(stage(), { scopes: ['AdminApi'] }))
    for (const operation of operations) {
      const url = `${stage().url}/api/v1${pathOf(operation)}`
      const { method } = operation
      assert.equal(judge(operation, await send(url, { method })).status, 401)
      const headers = { authorization: `Bearer ${access}` }
      assert.equal(judge(operation, await send(url, { method, headers })).status, 403)
      if (method === 'GET') continue
      const foreign = { headers: { origin: 'https://elsewhere.example' } }
      assert.equal((await ask(operation, pathOf(operation), foreign)).status, 403)
    }
  })

  test('takes no parameter twice, no member that it does not know, and no cursor of another list', async () => {
    for (const operation of operations) {
      const twice = await ask(operation, `${pathOf(operation)}?cursor=1&cursor=2`)
      assert.deepEqual([twice.status, at(twice.json(), 'errors', 0, 'rule')], [400, 'repeated'])
      if (exampleBody(operation) !== undefined) {
        const unknown = await ask(operation, pathOf(operation), { body: { unheardOf: true } })
        assert.equal(unknown.status, 400)
        const broken = await call(await personFor(operation), `${operation.method} ${pathOf(operation)}`, {
          headers: { 'content-type': 'application/json' },
        })
        assert.equal(judge(operation, broken).status, 400)
      }
      if (operation.method === 'GET') await ask(operation, `${pathOf(operation)}?cursor=none`)
    }
  })

  test('finds nothing where nothing is', async () => {
    // An invitation is not found where it is sent again after it was withdrawn: see what clashes.
    const finding = operations.filter(({ id, statuses }) => statuses.includes(404) && id !== 'inviteUser')
    for (const operation of finding) {
      const body = exampleBody(operation)
      const headers = { 'if-match': '"1"' }
      const absent = absentBody(operation.id, body)
      const sent = absent === undefined ? { headers } : { headers, body: absent }
      assert.equal((await ask(operation, pathOf(operation, false), sent)).status, 404, operation.id)
    }
  })

  test('takes a body of JSON of at most 64 kB, whether it needs one or not', async () => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const { method } = operation
      const url = `${stage().url}/api/v1${pathOf(operation)}`
      const post = async (type: string, body: string) =>
        judge(operation, await send(url, { method, headers: { 'content-type': type }, body })).status
      assert.equal(await post('application/json', LARGE), 413)
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
        assert.equal(await post(type, 'x'), 415, `${operation.id} ${type}`)
      }
    }
  })

  test('is the only one of its path and method: any other method is 405, and Allow says which there are', async () => {
    for (const path of new Set(operations.map(operation => operation.path))) {
      // A path that is written out may be one of those with a parameter as well.
      const taken = operations.filter(one => isAt(one.path, path)).map(({ method }) => method)
      const takes = [...new Set([...taken, ...(taken.includes('GET') ? ['HEAD'] : [])])]
      const url = `${stage().url}/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`
      for (const method of METHODS.filter(one => !takes.includes(one))) {
        const body = ['GET', 'HEAD'].includes(method)
          ? {}
          : { body: '<x/>', headers: { 'content-type': 'text/xml' } }
        const answer = await send(`${url}?a=1`, { method, ...body })
        const where = `${method} ${path}`
        assert.equal(answer.status, 405, where)
        assert.deepEqual(answer.headers.get('allow')?.split(', '), takes.toSorted(), where)
        if (method !== 'HEAD') assertProblem(answer, where)
      }
    }
  })

  test('that edits needs the version that was read, and the one that stands', async () => {
    for (const operation of operations.filter(({ statuses }) => statuses.includes(428))) {
      const body = exampleBody(operation)
      assert.equal((await ask(operation, pathOf(operation), { body })).status, 428)
      const stale = { body, headers: { 'if-match': '"999"' } }
      assert.equal((await ask(operation, pathOf(operation), stale)).status, 412)
    }
  })

  /** What is renamed to, or comes back with, a name that another has; and what is deleted while it is active. */
  async function clashOfNames(name: string): Promise<void> {
    const { id } = await register(stage(), { name: `${name} too`, vendorName: 'Wire Tests' })
    const path = `/applications/${id}`
    const headers = async () => ({
      'if-match': (await ask(named('getApplication'), path)).headers.get('etag') ?? '',
    })
    const renamed = { body: { name }, headers: await headers() }
    assert.equal((await ask(named('editApplication'), path, renamed)).status, 409)
    assert.equal((await ask(named('deleteApplication'), path, { headers: await headers() })).status, 409)
    await setStatus(stage(), id, 'deactivate')
    assert.equal((await ask(named('deleteApplication'), path, { headers: await headers() })).status, 200)
    const back = `/deleted-applications/${id}/restore`
    assert.equal((await ask(named('restoreApplication'), back, { body: { name } })).status, 409)
    assert.equal((await ask(named('restoreApplication'), back, { body: {} })).status, 200)
  }

  test('that clashes with what stands says so', async () => {
    const asking = (id: string, path: string, sent?: Sent) => ask(named(id), path, sent)
    const name = freshName()
    const body = { vendorName: 'Wire Tests', name, scopes: ['RealTimeApi'], callbackUrls: [] }
    assert.equal((await ask(named('registerApplication'), '/applications', { body })).status, 201)
    assert.equal((await ask(named('registerApplication'), '/applications', { body })).status, 409)
    const entered = () => ask(named('publishEntry'), '/catalogue', { body: { ...body, description: 'x' } })
    assert.deepEqual([(await entered()).status, (await entered()).status], [201, 409])
    const secrets = `/applications/${applicationId}/secrets`
    const added = []
    for (let count = 0; count < 6; count++) {
      added.push((await ask(named('addSecret'), secrets, { body: { label: `No ${count}` } })).status)
    }
    assert.deepEqual(added.slice(-2), [409, 409])
    const whole = await ask(named('getApplication'), `/applications/${applicationId}`)
    const rotate = `${secrets}/${textAt(whole.json(), 'secrets', 0, 'id')}/rotate`
    assert.equal((await ask(named('rotateSecret'), rotate, { body: { overlap: 60 } })).status, 409)
    const release = rotate.replace(/rotate$/, 'release')
    assert.equal((await ask(named('releaseSecret'), release, { body: { reason: 'x' } })).status, 409)
    const notes = `/applications/${applicationId}/notes`
    const note = (text: string) =>
      ask(named('addNote'), notes, { body: { text }, headers: { 'idempotency-key': 'notes-1' } })
    assert.deepEqual([(await note('One')).status, (await note('Another')).status], [201, 409])
    const view = (name: string) => {
      const headers = { 'idempotency-key': 'views-1' }
      return ask(named('saveView'), '/list-views', { body: { name, query: {} }, headers })
    }
    assert.deepEqual([(await view('One')).status, (await view('Another')).status], [201, 409])
    const entry = textAt((await ask(named('listCatalogue'), '/catalogue')).json(), 'items', 0, 'id')
    const authorize = () =>
      ask(named('authorizeApplication'), '/authorizations', { body: { applicationId: entry } })
    await authorize()
    assert.equal((await authorize()).status, 409)
    await clashes.clashOfRequests(asking)
    await clashOfBulkChanges(asking, applicationId)
    const me = textAt((await ask(named('getMe'), '/me')).json(), 'user', 'id')
    assert.equal((await ask(named('deactivateUser'), `/users/${me}/deactivate`)).status, 409)
    const users = listAt((await ask(named('listUsers'), '/users')).json(), 'items')
    const agent = textAt(
      users.find(user => textAt(user, 'userName') === AGENT),
      'id',
    )
    await ask(named('deactivateUser'), `/users/${agent}/deactivate`)
    assert.equal((await ask(named('sendPasswordLink'), `/users/${agent}/password-link`)).status, 409)
    await ask(named('activateUser'), `/users/${agent}/activate`)
    const units = (await ask(named('listBusinessUnits'), '/business-units')).json()
    const number = textAt(
      listAt(units, 'items').find(unit => at(unit, 'platform') === true),
      'number',
    )
    for (const verb of ['deactivate', 'activate'] as const) {
      const answer = await ask(named(`${verb}BusinessUnit`), `/business-units/${number}/${verb}`)
      assert.equal(answer.status, 409)
    }
    await clashOfNames(name)
    await clashes.clashWithContainment(stage(), asking)
    await clashes.clashOfTransfers(stage(), asking)
    await clashes.clashOfNewcomers(asking)
    await clashes.clashOfProfiles(asking, userId)
    const token = { body: { uses: 1, scopes: ['RealTimeApi'] } }
    assert.equal((await ask(named('createRegistrationToken'), '/registration-tokens', token)).status, 409)
  })

  test('that acknowledges an alert does so once', async () => {
    const { secret } = await register(stage())
    const headers = { 'content-type': 'application/json' }
    await send(`${stage().url}/leaks`, { method: 'POST', headers, body: JSON.stringify({ secret }) })
    const id = textAt((await ask(named('listAlerts'), '/alerts')).json(), 'items', 0, 'id')
    const path = `/alerts/${id}/acknowledge`
    assert.equal((await ask(named('acknowledgeAlert'), path, { body: {} })).status, 200)
    assert.equal((await ask(named('acknowledgeAlert'), path, { body: {} })).status, 409)
  })

  test('that checks a password asks whoever guesses to wait', async () => {
    const agent = await stage().newPerson(AGENT)
    const body = { currentPassword: 'not the one it is', newPassword: 'a new long password, 31 w0rds' }
    const statuses = []
    for (let count = 0; count < 12; count++) {
      statuses.push(
        (await ask(named('changeAccountPassword'), '/account/password', { body, by: agent })).status,
      )
    }
    assert.equal(statuses.at(-1), 429)
    const proof = { body: { password: 'nor this' }, by: agent }
    assert.equal((await ask(named('proveAccount'), '/account/proof', proof)).status, 429)
  })

  test('that exports asks whoever does it without end to wait', async () => {
    const exporting = () => ask(named('exportApplications'), '/exported-applications?search=none')
    for (let count = 0; count < 24; count++) await exporting()
    assert.equal((await exporting()).status, 429)
    assert.equal((await ask(named('exportAudit'), '/exported-audit')).status, 429)
  })

  test('that asks strangers’ servers makes whoever asks too often wait', async () => {
    const { id } = await register(stage(), { callbackUrls: [] })
    const [body, statuses] = [{ url: 'https://nowhere.invalid/' }, Array<number>()]
    for (let count = 0; count < 44; count++) {
      const asked = count % 2 === 0 ? ask(named('checkUrls'), `/applications/${id}/url-checks`) : null
      statuses.push((await (asked ?? ask(named('fetchKeySet'), '/public-keys/fetch', { body }))).status)
    }
    assert.deepEqual(statuses.slice(-2), [429, 429])
  })

  test('says so where the database is away', async () => {
    const people = [await stage().person(MANAGER), await stage().person(OPERATOR)]
    assert.equal(people.length, 2)
    await setReachable(stage(), false)
    try {
      for (const operation of operations) {
        assert.equal((await ask(operation, pathOf(operation))).status, 503, operation.id)
      }
    } finally {
      await setReachable(stage(), true)
    }
  })

  test('promises nothing in the document that nothing brings about', () => {
    const missing = operations.flatMap(({ id, statuses, seen }) =>
      statuses
        .filter(status => status >= 400 && !seen.has(status))
        .filter(status => !UNREACHABLE.some(([of, code]) => (of === '' || of === id) && code === status))
        .map(status => `${id} ${status}`),
    )
    assert.deepEqual(missing, [])
  })
})
