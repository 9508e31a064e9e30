import assert from 'node:assert/strict'
import { type Answer, textAt } from '../support/wire/answer.ts'
import type { Browser } from '../support/wire/browser.ts'
import { call } from '../support/wire/management.ts'
import { MANAGER, type Stage } from '../support/wire/stage.ts'

/** What lets somebody manage users and security profiles. */
export const ADMIN = ['users:view', 'users:edit', 'security-profiles:view', 'security-profiles:edit']

/** The id of a user. */
export async function idOf(stage: Stage, userName: string): Promise<string> {
  return textAt((await call(await stage.person(userName), 'GET /me')).json(), 'user', 'id')
}

let made = 0

/** Makes a security profile of a name of its own. In: what else it is to be, as the API takes it. */
export async function create(by: Browser, body: Readonly<Record<string, unknown>> = {}) {
  made += 1
  const answer = await call(by, 'POST /security-profiles', { body: { name: `Profile ${made}`, ...body } })
  assert.equal(answer.status, 201, answer.text)
  return { id: textAt(answer.json(), 'id'), etag: answer.headers.get('etag') ?? '', body: answer.json() }
}

/** The version that something has now. */
export async function etagOf(by: Browser, path: string): Promise<string> {
  return (await call(by, `GET ${path}`)).headers.get('etag') ?? ''
}

/** Edits a security profile on the version that it has, or on another. */
export async function edit(by: Browser, id: string, body: unknown, etag?: string): Promise<Answer> {
  const headers = { 'if-match': etag ?? (await etagOf(by, `/security-profiles/${id}`)) }
  return call(by, `PATCH /security-profiles/${id}`, { body, headers })
}

/** Gives somebody a security profile. In: who does it, the manager unless told. */
export async function give(
  stage: Stage,
  userName: string,
  securityProfileId: string,
  by = MANAGER,
): Promise<Answer> {
  const person = await stage.person(by)
  const id = await idOf(stage, userName)
  const etag = await etagOf(await stage.person(MANAGER), `/users/${id}`)
  return call(person, `PUT /users/${id}/security-profile`, {
    body: { securityProfileId },
    headers: { 'if-match': etag },
  })
}
