import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { ROUTES } from '@latchkey/contract/routes.ts'
import { listAt, parseJson, textAt } from '../support/wire/answer.ts'
import { type Browser, hiddenFields } from '../support/wire/browser.ts'
import { call, register } from '../support/wire/management.ts'
import { MANAGER, onStage, PASSWORD } from '../support/wire/stage.ts'

type Raw = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

type Asked = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends one request and unpacks nothing, as `fetch` would. */
function raw(url: string, { method = 'GET', headers = {}, body = '' }: Asked): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(url.replace('localhost', '127.0.0.1'), {
      method,
      headers: { ...headers, host: new URL(url).host },
    })
    sent.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    sent.on('error', reject).end(body)
  })
}

const EVERYTHING = { 'accept-encoding': 'gzip, deflate, br' }
const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as const
const assets = readdirSync(join(import.meta.dirname, '../../../web/dist/assets'))
const script = assets.find(name => assets.includes(`${name}.br`) && name.endsWith('.js')) ?? ''
const small = assets.find(name => name.endsWith('.css') && !assets.includes(`${name}.br`)) ?? ''

onStage('compressed answers', stage => {
  const ask = (path: string, asked: Asked = {}) => raw(`${stage().url}${path}`, asked)
  const as = (person: Browser, headers: Readonly<Record<string, string>>) => ({
    headers: { cookie: person.cookies(), ...headers },
  })

  test('a built file comes in the form the browser takes, and unpacks to the same', async () => {
    const plain = await ask(`/assets/${script}`)
    assert.equal(plain.headers['content-encoding'], undefined)
    const tags = new Set([plain.headers['etag']])
    for (const coding of ['br', 'gzip'] as const) {
      const packed = await ask(`/assets/${script}`, { headers: { 'accept-encoding': coding } })
      assert.equal(packed.headers['content-encoding'], coding)
      assert.ok(UNPACK[coding](packed.body).equals(plain.body), coding)
      assert.ok(packed.body.length < plain.body.length / 2, coding)
      for (const name of ['content-type', 'cache-control', 'vary', 'x-content-type-options']) {
        assert.equal(packed.headers[name], plain.headers[name], name)
      }
      assert.match(String(packed.headers['content-type']), /javascript; charset=utf-8$/)
      assert.match(String(packed.headers['cache-control']), /immutable/)
      assert.match(String(packed.headers['vary']), /accept-encoding/i)
      tags.add(packed.headers['etag'])
    }
    assert.equal(tags.size, 3, 'each form has a tag of its own')
  })

  test('weights are honoured where a built file is chosen', async () => {
    for (const [header, coding] of [
      ['br;q=0, *', 'gzip'],
      ['gzip;q=1, br;q=0.1', 'gzip'],
      ['*', 'br'],
      ['identity, *;q=0', undefined],
      ['br;q=0, gzip;q=0', undefined],
      ['identity;q=0, gzip', 'gzip'],
      ['zstd', undefined],
    ] as const) {
      const answer = await ask(`/assets/${script}`, { headers: { 'accept-encoding': header } })
      assert.equal(answer.status, 200)
      assert.equal(answer.headers['content-encoding'], coding, header)
    }
  })

  test('HEAD says what GET would, and a form that is held already is not sent again', async () => {
    const got = await ask(`/assets/${script}`, { headers: EVERYTHING })
    const head = await ask(`/assets/${script}`, { method: 'HEAD', headers: EVERYTHING })
    assert.equal(head.body.length, 0)
    for (const name of ['content-encoding', 'content-length', 'content-type', 'etag', 'vary']) {
      assert.equal(head.headers[name], got.headers[name], name)
    }
    const tag = String(got.headers['etag'])
    const held = await ask(`/assets/${script}`, { headers: { ...EVERYTHING, 'if-none-match': tag } })
    assert.equal(held.status, 304)
    assert.equal(held.body.length, 0)
    assert.match(String(held.headers['vary']), /accept-encoding/i)
    const other = await ask(`/assets/${script}`, { headers: { 'if-none-match': tag } })
    assert.equal(other.status, 200, 'another form than the one that is held')
  })

  test('a file too small to gain comes as it stands, and the forms have no address of their own', async () => {
    const tiny = await ask(`/assets/${small}`, { headers: EVERYTHING })
    assert.equal(tiny.status, 200)
    assert.equal(tiny.headers['content-encoding'], undefined)
    for (const ending of ['.br', '.gz', '.BR', '%2ebr', '%2Egz', '.br/', '%252ebr']) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(`/assets/${script}${ending}`, { method, headers: EVERYTHING })
        assert.equal(answer.status, 404, `${method} ${ending}`)
      }
    }
  })

  test('lists, the reference and the public documents are compressed', async () => {
    const manager = await stage().person(MANAGER)
    for (let made = 0; made < 6; made++) await register(stage())
    for (const path of [
      '/api/v1/applications?search=Tested',
      '/api/v1/openapi.json',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
      '/pages.css',
    ]) {
      const plain = await ask(path, as(manager, {}))
      assert.equal(plain.headers['content-encoding'], undefined, path)
      assert.match(String(plain.headers['vary']), /accept-encoding/, path)
      for (const coding of ['br', 'gzip'] as const) {
        const packed = await ask(path, as(manager, { 'accept-encoding': coding }))
        assert.equal(packed.status, 200, path)
        assert.equal(packed.headers['content-encoding'], coding, path)
        assert.equal(packed.headers['content-length'], String(packed.body.length), path)
        assert.equal(packed.headers['content-type'], plain.headers['content-type'], path)
        assert.equal(UNPACK[coding](packed.body).toString(), plain.body.toString(), path)
        const head = await ask(path, { ...as(manager, { 'accept-encoding': coding }), method: 'HEAD' })
        assert.equal(head.body.length, 0)
        assert.equal(head.headers['content-encoding'], coding, `HEAD ${path}`)
        assert.equal(head.headers['content-length'], String(packed.body.length), `HEAD ${path}`)
      }
    }
  })

  test('a small answer of them comes as it stands, unless that is what is refused', async () => {
    const few = await ask('/oauth2/jwks', { headers: EVERYTHING })
    assert.equal(few.headers['content-encoding'], undefined)
    assert.match(String(few.headers['vary']), /accept-encoding/)
    const packed = await ask('/oauth2/jwks', { headers: { 'accept-encoding': 'gzip, identity;q=0' } })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.equal(listAt(parseJson(gunzipSync(packed.body).toString()), 'keys').length > 0, true)
  })

  test('an error of a compressed route comes as it stands', async () => {
    const manager = await stage().person(MANAGER)
    const faults: readonly (readonly [string, Asked, number])[] = [
      ['/api/v1/applications', { headers: EVERYTHING }, 401],
      [`/api/v1/applications?search=${'x'.repeat(3000)}`, as(manager, EVERYTHING), 400],
      ['/api/v1/nowhere', as(manager, EVERYTHING), 404],
      [`/assets/none-${'x'.repeat(3000)}.js`, { headers: EVERYTHING }, 404],
    ]
    for (const [path, asked, status] of faults) {
      const answer = await ask(path, asked)
      assert.equal(answer.status, status, path)
      assert.equal(answer.headers['content-encoding'], undefined, path)
    }
  })

  test('nothing that holds a secret or a form is compressed', async () => {
    const manager = await stage().person(MANAGER)
    const client = await register(stage())
    const refusing = { 'accept-encoding': 'br, gzip, identity;q=0' }
    const json = { ...refusing, 'content-type': 'application/json' }
    const form = { ...refusing, 'content-type': 'application/x-www-form-urlencoded' }
    const made = JSON.stringify({ vendorName: 'V'.repeat(80), name: 'A secret', scopes: ['RealTimeApi'] })
    const grant = `grant_type=client_credentials&client_id=${client.id}&client_secret=${client.secret}`
    const post = (headers: Readonly<Record<string, string>>, body: string): Asked => ({
      ...as(manager, headers),
      method: 'POST',
      body,
    })
    const asked: readonly (readonly [number, string, Asked])[] = [
      [200, '/', { headers: refusing }],
      [200, `/?next=${'x'.repeat(3000)}`, { headers: refusing }],
      [200, '/', as(manager, refusing)],
      [200, '/account', as(manager, refusing)],
      [200, `/api/v1/applications/${client.id}`, as(manager, refusing)],
      [200, '/api/v1/me', as(manager, refusing)],
      [200, '/api/v1/account/sessions', as(manager, refusing)],
      [200, '/api/v1/registration-tokens', as(manager, refusing)],
      [201, '/api/v1/applications', post(json, made)],
      [201, `/api/v1/applications/${client.id}/secrets`, post(json, '{"label":"Next"}')],
      [200, '/oauth2/token', post(form, grant)],
      [400, '/oauth2/token', post(form, 'grant_type=other')],
    ]
    for (const [status, path, how] of asked) {
      const answer = await ask(path, how)
      const what = `${how.method ?? 'GET'} ${path.slice(0, 60)}`
      assert.equal(answer.status, status, what)
      assert.equal(answer.headers['content-encoding'], undefined, what)
    }
  })

  test('of all that the management API reads out, these lists alone are compressed', async () => {
    const manager = await stage().person(MANAGER)
    const { id } = await register(stage())
    const compressed: string[] = []
    for (const route of ROUTES.filter(({ method }) => method === 'GET')) {
      const path = `/api/v1${route.path.replace('{id}', id)}`
      const answer = await ask(path, as(manager, { 'accept-encoding': 'gzip, identity;q=0' }))
      if (answer.headers['content-encoding'] === undefined) continue
      compressed.push(route.path)
      const shape = JSON.stringify(route.responses[200]?.schema)
      assert.doesNotMatch(shape, /"(\w*secrets?|hint|value|token)":/i, route.path)
    }
    assert.deepEqual(compressed.toSorted(), [
      '/apis',
      '/applications',
      '/applications/{id}/history',
      '/catalogue',
      '/users',
    ])
  })

  test('neither is the page that a wrong password brings, with the form on it', async () => {
    const page = await ask('/', { headers: EVERYTHING })
    const fields = {
      ...hiddenFields(page.body.toString()),
      userName: 'm'.repeat(200),
      password: `${PASSWORD}?`,
    }
    const answer = await ask('/sign-in', {
      method: 'POST',
      headers: {
        ...EVERYTHING,
        'content-type': 'application/x-www-form-urlencoded',
        origin: stage().url,
        cookie: [page.headers['set-cookie'] ?? []]
          .flat()
          .map(each => each.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams(fields).toString(),
    })
    assert.match(answer.body.toString(), /<form/)
    assert.equal(answer.headers['content-encoding'], undefined)
  })

  test('a browser that unpacks reads the same list as one that does not', async () => {
    const manager = await stage().person(MANAGER)
    const packed = (await call(manager, 'GET /applications?limit=100')).json()
    const plain = await ask('/api/v1/applications?limit=100', as(manager, {}))
    assert.deepEqual(packed, parseJson(plain.body.toString()))
    assert.match(textAt(packed, 'items', 0, 'id'), /^app_/)
  })
})
