import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { ALL_OPERATIONS } from '../src/operations/all-operations.ts'
import { at, type Stage, setStage } from './stage.ts'

async function stageFor(t: TestContext): Promise<Stage> {
  const stage = await setStage()
  t.after(() => stage.close())
  return stage
}

async function documentOf(stage: Stage): Promise<unknown> {
  const reply = await stage.send({ method: 'GET', url: '/openapi.json' }, undefined)
  assert.equal(reply.status, 200)
  return reply.body
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

describe('the OpenAPI document', () => {
  test('lists every operation with its scope, and no other', async t => {
    const stage = await stageFor(t)
    const document = await documentOf(stage)
    assert.match(String(at(document, 'openapi')), /^3\.1\./)
    let listed = 0
    for (const methods of Object.values(Object(at(document, 'paths')))) {
      listed += Object.keys(Object(methods)).length
    }
    assert.equal(listed, ALL_OPERATIONS.length)
    for (const { id, method, path, api } of ALL_OPERATIONS) {
      const described = at(document, 'paths', path, method.toLowerCase())
      assert.equal(at(described, 'operationId'), id)
      assert.deepEqual(at(described, 'security'), [{ latchkey: [api] }])
    }
    const flows = at(document, 'components', 'securitySchemes', 'latchkey', 'flows')
    assert.equal(at(flows, 'clientCredentials', 'tokenUrl'), `${stage.issuer.issuer}/oauth2/token`)
    assert.equal(
      at(flows, 'authorizationCode', 'authorizationUrl'),
      `${stage.issuer.issuer}/oauth2/authorize`,
    )
  })

  test('refers only to what it holds', async t => {
    const document = await documentOf(await stageFor(t))
    for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      assert.notEqual(at(document, ...reference.split('/')), undefined, reference)
    }
  })

  for (const { id, method, path, statuses } of ALL_OPERATIONS) {
    test(`has an example for ${id} that works as it stands and answers as shown`, async t => {
      const stage = await stageFor(t)
      const document = await documentOf(stage)
      const described = at(document, 'paths', path, method.toLowerCase())
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const parameter = listOf(at(described, 'parameters')).find(each => at(each, 'name') === name)
        return String(at(parameter, 'example'))
      })
      const body = at(described, 'requestBody', 'content', 'application/json', 'example')
      const reply = await stage.call(method, filled, body)
      assert.ok(
        statuses.some(status => status === reply.status),
        reply.text,
      )
      const shown = at(described, 'responses', reply.status, 'content', 'application/json', 'example')
      assert.equal(typeof shown, typeof reply.body)
      if (id !== 'openAgentSession') assert.deepEqual(shown, reply.body)
    })
  }
})
