import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, at, isRecord, send, textAt } from '../support/wire/answer.ts'
import { call, freshName, register } from '../support/wire/management.ts'
import { authorizePath, pkce } from '../support/wire/oauth.ts'
import { MANAGER, OPERATOR, OTHER_MANAGER, onStage } from '../support/wire/stage.ts'
import { problemOf } from './problem.ts'

/** The operations of an OpenAPI document. */
function operations(
  document: unknown,
): readonly (readonly [method: string, path: string, operation: unknown])[] {
  const paths = at(document, 'paths')
  if (!isRecord(paths)) throw new Error('the document has no paths')
  return Object.entries(paths).flatMap(([path, item]) =>
    isRecord(item)
      ? Object.entries(item)
          // A path may also hold words about all of its operations.
          .filter(([, operation]) => isRecord(operation))
          .map(([method, operation]) => [method.toUpperCase(), path, operation] as const)
      : [],
  )
}

onStage('isolation of business units', stage => {
  test("another business unit's id is answered on every route as one that does not exist", async () => {
    const theirs = await register(stage(), { by: OTHER_MANAGER })
    const own = await register(stage())
    const [manager, other] = [await stage().person(MANAGER), await stage().person(OTHER_MANAGER)]
    const operator = await stage().person(OPERATOR)
    const before = await call(other, `GET /applications/${theirs.id}`)
    const noted = await call(other, `POST /applications/${theirs.id}/notes`, { body: { text: 'Unseen.' } })
    const their = {
      '{secretId}': textAt(before.json(), 'secrets', 0, 'id'),
      '{noteId}': textAt(noted.json(), 'id'),
      '{entryId}': textAt(
        (await call(other, `GET /applications/${theirs.id}/history`)).json(),
        'items',
        0,
        'id',
      ),
    }
    const none = {
      '{secretId}': 'sec_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
      '{noteId}': 'nte_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
      '{entryId}': 'aud_01934f6a5b7c7def8a1b2c3d4e5f6a7b',
    }
    const unknown = 'app_01934f6a5b7c7def8a1b2c3d4e5f6a7b'
    const document = (await send(`${stage().url}/api/v1/openapi.json`)).json()
    const base = new URL(textAt(document, 'servers', 0, 'url'), stage().url).pathname
    assert.equal(base.replace(/\/$/, ''), '/api/v1')
    let checked = 0
    for (const [method, path, operation] of operations(document)) {
      if (!path.includes('{id}')) continue
      const body = at(operation, 'requestBody', 'content', 'application/json', 'example')
      const part = (['{noteId}', '{entryId}'] as const).find(name => path.includes(name)) ?? '{secretId}'
      // What only operators may do, an operator asks: for them, too, an application is none of the catalogue.
      const operators = /`(catalogue|mail):/.test(String(at(operation, 'description')))
      const asked = (id: string, parts: typeof none) =>
        call(
          operators ? operator : manager,
          `${method} ${path.replace('{id}', id).replace(part, parts[part])}`,
          {
            ...(body === undefined ? {} : { body }),
            headers: { 'if-match': '"1"' },
          },
        )
      const words = (answer: Answer) => answer.text.replace(/"requestId":"[^"]*"/, '')
      const [foreign, missing] = [await asked(theirs.id, their), await asked(unknown, none)]
      problemOf(foreign, 404)
      assert.equal(words(foreign), words(missing), `${method} ${path}`)
      if (path.includes(part)) {
        const [mixed, absent] = [await asked(own.id, their), await asked(own.id, none)]
        problemOf(mixed, 404)
        assert.equal(words(mixed), words(absent))
      }
      checked += 1
    }
    assert.ok(checked >= 7, `only ${checked} routes take an id`)
    assert.equal((await call(other, `GET /applications/${theirs.id}`)).text, before.text)
  })

  test("lists, searches, cursors and the catalogue show nothing of another business unit's", async () => {
    const name = `Unseen ${freshName()}`
    const theirs = await register(stage(), { by: OTHER_MANAGER, name })
    await register(stage(), { by: OTHER_MANAGER })
    const [manager, other] = [await stage().person(MANAGER), await stage().person(OTHER_MANAGER)]
    for (const query of [
      '',
      `?search=${encodeURIComponent(name)}`,
      `?search=${theirs.id}`,
      '?sort=-created&limit=100',
    ]) {
      const answer = await call(manager, `GET /applications${query}`)
      assert.equal(answer.status, 200)
      assert.ok(!answer.text.includes(theirs.id), query)
    }
    const cursor = textAt((await call(other, 'GET /applications?limit=1')).json(), 'nextCursor')
    problemOf(await call(manager, `GET /applications?limit=1&cursor=${encodeURIComponent(cursor)}`), 400)
    const authorize = await call(manager, 'POST /authorizations', { body: { applicationId: theirs.id } })
    problemOf(authorize, 404)
    // The same name is free here: what another business unit chose does not show.
    assert.equal(
      (
        await call(manager, 'POST /applications', {
          body: { vendorName: 'Wire Tests', name, scopes: ['RealTimeApi'] },
        })
      ).status,
      201,
    )
  })

  test("a person of one business unit is not asked to let another's application in", async () => {
    const theirs = await register(stage(), { by: OTHER_MANAGER })
    const manager = await stage().person(MANAGER)
    const answer = await manager.get(authorizePath(theirs, pkce().challenge))
    assert.ok(!answer.text.includes('action="/consent"'))
    assert.equal(answer.location()?.searchParams.get('error'), 'unauthorized_client')
  })
})
