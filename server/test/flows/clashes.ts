import assert from 'node:assert/strict'
import { type Answer, textAt } from '../support/wire/answer.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { OTHER_MANAGER, type Stage } from '../support/wire/stage.ts'

type Sent = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
type Ask = (operation: string, path: string, sent?: Sent) => Promise<Answer>

/** The id of an offer to a business unit that somebody of another makes. */
export async function offeredTo(stage: Stage, to: string, by = OTHER_MANAGER): Promise<string> {
  const name = freshName()
  const { id } = await register(stage, { by, name })
  const person = await stage.person(by)
  const made = await call(person, `POST /applications/${id}/transfer`, { body: { name, to } })
  return textAt(made.json(), 'id')
}

/** What is offered twice, and what is answered or withdrawn twice. In: how an operation is asked for by its id. */
export async function clashOfTransfers(stage: Stage, ask: Ask): Promise<void> {
  const name = freshName()
  const path = `/applications/${(await register(stage, { name })).id}/transfer`
  const offer = () => ask('offerTransfer', path, { body: { name, to: '4598765' } })
  const made = await offer()
  assert.deepEqual([made.status, (await offer()).status], [201, 409])
  const withdraw = `/transfers/${textAt(made.json(), 'id')}/withdraw`
  const taken = () => ask('withdrawTransfer', withdraw)
  assert.deepEqual([(await taken()).status, (await taken()).status], [200, 409])
  const received = `/received-transfers/${await offeredTo(stage, '4512345')}`
  const declined = () => ask('declineTransfer', `${received}/decline`, { body: {} })
  assert.deepEqual([(await declined()).status, (await declined()).status], [200, 409])
  const late = { body: {}, headers: { 'if-match': '"1"' } }
  assert.equal((await ask('acceptTransfer', `${received}/accept`, late)).status, 409)
}

/** What is contained changes its status by nothing but lifting. */
export async function clashWithContainment(stage: Stage, ask: Ask): Promise<void> {
  const path = `/applications/${(await register(stage)).id}`
  const contain = { body: { reason: 'Looked into' } }
  assert.equal((await ask('containApplication', `${path}/contain`, contain)).status, 200)
  for (const verb of ['deactivate', 'activate'] as const) {
    assert.equal((await ask(`${verb}Application`, `${path}/${verb}`)).status, 409)
  }
  assert.equal((await ask('liftContainment', `${path}/lift`)).status, 200)
}

/** Invites somebody: again with the same key, with another person for it, and again when it was withdrawn. */
async function clashOfInvitations(ask: Ask): Promise<void> {
  const headers = { 'idempotency-key': 'invitations-1' }
  const invite = (userName: string) => {
    const body = { userName, fullName: 'Kim Quay', securityProfileId: 'agent' }
    return ask('inviteUser', '/invitations', { body, headers })
  }
  const made = await invite('kim.clash@harbour.example')
  assert.equal(made.status, 201)
  assert.equal((await invite('lou.clash@harbour.example')).status, 409)
  const id = textAt(made.json(), 'invitation', 'id')
  assert.equal((await ask('withdrawInvitation', `/invitations/${id}`)).status, 200)
  assert.equal((await invite('kim.clash@harbour.example')).status, 404)
}

/** Makes a business unit: again with the same key and another name, and then asks one with users for a first administrator. */
async function clashOfUnits(ask: Ask): Promise<void> {
  const headers = { 'idempotency-key': 'business-units-1' }
  const administrator = { userName: 'kim.clash@quay.example' }
  const make = (name: string) =>
    ask('createBusinessUnit', '/business-units', { body: { name, administrator }, headers })
  assert.deepEqual([(await make('Clash One')).status, (await make('Clash Two')).status], [201, 409])
  const path = '/business-units/4512345/administrator'
  assert.equal((await ask('inviteFirstAdministrator', path, { body: administrator })).status, 409)
}

/** Makes an API and a scope: each again with the same key and other words. */
async function clashOfApis(ask: Ask): Promise<void> {
  const headers = { 'idempotency-key': 'apis-1' }
  const api = { name: 'ClashApi', audience: 'urn:clash:api', baseUrl: 'https://clash.example/' }
  const makeApi = (description: string) =>
    ask('createPlatformApi', '/platform/apis', { body: { ...api, description }, headers })
  assert.deepEqual([(await makeApi('One')).status, (await makeApi('Two')).status], [201, 409])
  const path = '/platform/apis/ClashApi/scopes'
  const makeScope = (description: string) =>
    ask('createPlatformScope', path, { body: { name: 'one', description }, headers })
  assert.deepEqual([(await makeScope('One')).status, (await makeScope('Two')).status], [201, 409])
}

/** What clashes of people and of business units that are asked in. */
export async function clashOfNewcomers(ask: Ask): Promise<void> {
  await clashOfInvitations(ask)
  await clashOfUnits(ask)
  await clashOfApis(ask)
}

/** A name that is taken, system profiles that nobody changes, and the last one who may manage users. */
export async function clashOfProfiles(ask: Ask, lastManager: string): Promise<void> {
  const body = { name: 'Clashing' }
  const made = () => ask('createSecurityProfile', '/security-profiles', { body })
  assert.deepEqual([(await made()).status, (await made()).status], [201, 409])
  const [headers, path] = [{ 'if-match': '"1"' }, '/security-profiles/manager']
  assert.equal((await ask('editSecurityProfile', path, { body, headers })).status, 409)
  assert.equal((await ask('deleteSecurityProfile', path, { headers })).status, 409)
  assert.equal((await ask('restoreProfileVersion', `${path}/versions/1/restore`, { headers })).status, 409)
  const etag = (await ask('getUser', `/users/${lastManager}`)).headers.get('etag') ?? ''
  const given = { body: { securityProfileId: 'agent' }, headers: { 'if-match': etag } }
  const change = await ask('changeUserProfile', `/users/${lastManager}/security-profile`, given)
  assert.equal(change.status, 409)
  const own = `/applications/${LET_IN}/security-profile`
  const agent = { body: { securityProfileId: 'agent' } }
  assert.equal((await ask('giveApplicationProfile', own, agent)).status, 409)
}

/** An external application of the sample that is let in. */
const LET_IN = 'app_01934f6a5b7c7000800000000000a003'

/** One question too many, and one that is answered twice. */
export async function clashOfRequests(ask: Ask): Promise<void> {
  const body = { name: 'Not There', link: 'https://elsewhere.example/', reason: 'A test.' }
  const asked = []
  for (let count = 0; count < 21; count++) {
    asked.push(await ask('requestApplication', '/application-requests', { body }))
  }
  assert.deepEqual([asked[19]?.status, asked[20]?.status], [201, 409])
  const path = `/received-requests/${textAt(asked[0]?.json(), 'id')}/answer`
  const answer = () => ask('answerRequest', path, { body: { answer: 'no', words: 'No.' } })
  assert.deepEqual([(await answer()).status, (await answer()).status], [200, 409])
}
