import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:net'
import { before, test } from 'node:test'
import { awayTo, drip, HUNDRED_MEGABYTES, pour } from '../../../../test/support/hostile-answers.ts'
import { type InsideStage, onInsideStage } from '../../../../test/support/inside/inside-stage.ts'
import { setApplicationFlag, setUnit } from '../../../../test/support/inside/states.ts'
import { startListening } from '../../../../test/support/listening.ts'
import { makePng } from '../../../../test/support/png.ts'
import { type Stranger, startStranger } from '../../../../test/support/stranger.ts'
import { send } from '../../../../test/support/wire/answer.ts'
import { authorizePath, pkce } from '../../../../test/support/wire/oauth.ts'
import {
  type DynamicClient,
  makeRegistrationToken,
  manage,
  registerDynamically,
  replacementOf,
} from '../../../../test/support/wire/registration.ts'
import { HARBOUR, MANAGER, OTHER_MANAGER } from '../../../../test/support/wire/stage.ts'
import { sha256Hex } from '../../../keys/hash.ts'
import { DAY, MINUTE } from '../../../lib/clock.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { dropPicture } from '../../../store/applications/client-pictures.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { fetchPictures } from './fetch-pictures.ts'

const RED = makePng(16, [200, 0, 0])
const BLUE = makePng(16, [0, 0, 200])
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

function answer(body: Buffer | string, type = 'image/png', status = 200): RequestListener {
  return (_, reply) => void reply.writeHead(status, { 'content-type': type }).end(body)
}

const named = (body: Buffer | string, type: string) => answer(body, type)

const HOSTILE: Readonly<Record<string, RequestListener>> = {
  'an SVG': named(SVG, 'image/svg+xml'),
  'an SVG that is called a PNG': named(SVG, 'image/png'),
  'HTML that is called a PNG': named('<!doctype html><title>x</title>', 'image/png'),
  'a PNG with a page behind it': named(
    Buffer.concat([RED, Buffer.from('<script>alert(1)</script>')]),
    'image/png',
  ),
  'a PNG with status 404': answer(RED, 'image/png', 404),
  nothing: named('', 'image/png'),
  '100 MB': pour,
  'bytes that drip and never end': drip,
}

onInsideStage('the logo of a client that registered itself', stage => {
  const tokens = new Map<string, string>()
  before(async () => {
    for (const by of [MANAGER, OTHER_MANAGER]) {
      tokens.set(by, (await makeRegistrationToken(stage(), { by, expiresInSeconds: 90 * 86_400 })).value)
    }
  })

  const register = (url: string | null, by = MANAGER) =>
    registerDynamically(stage(), tokens.get(by) ?? '', url === null ? {} : { logo_uri: url })

  const fetchFrom = (stranger: Stranger) => fetchPictures({ ...stage().deps, fetch: stranger.fetch })

  /** Runs with the server of a stranger whose answer can be changed. */
  async function withStranger(
    first: RequestListener,
    work: (stranger: Stranger, turn: (next: RequestListener) => void) => Promise<void>,
  ): Promise<void> {
    let handle = first
    const stranger = await startStranger((request, reply) => handle(request, reply))
    try {
      await work(stranger, next => {
        handle = next
      })
    } finally {
      await stranger.stop()
    }
  }

  test('is fetched after the answer, shown on the consent page and served from here with nothing it could do', async () => {
    await withStranger(named(RED, 'text/html'), async stranger => {
      const client = await register(stranger.url('/logo.png'))
      assert.equal(client.information['logo_uri'], stranger.url('/logo.png'))
      assert.equal(stranger.connections(), 0)
      assert.equal(await shownTo(stage(), client), null)
      assert.equal(await fetchFrom(stranger), 1)
      const path = `/logos/${client.id}/${sha256Hex(RED)}`
      assert.equal(await shownTo(stage(), client), path)
      const served = await fetch(`${stage().url}${path}`)
      assert.equal(served.status, 200)
      assert.deepEqual(Buffer.from(await served.arrayBuffer()), RED)
      for (const [name, value] of [
        ['content-type', 'image/png'],
        ['x-content-type-options', 'nosniff'],
        ['content-security-policy', "sandbox; default-src 'none'"],
        ['cache-control', 'public, max-age=31536000, immutable'],
        ['cross-origin-resource-policy', 'same-origin'],
        ['set-cookie', null],
      ] as const) {
        assert.equal(served.headers.get(name), value, name)
      }
      assert.equal(await fetchFrom(stranger), 0)
      assert.equal(stranger.connections(), 1)
    })
  })

  test('has no other address: not of another hash, another client or another business unit', async () => {
    await withStranger(
      (request, reply) => void reply.end(request.url === '/red.png' ? RED : BLUE),
      async stranger => {
        const mine = await register(stranger.url('/red.png'))
        const theirs = await register(stranger.url('/blue.png'), OTHER_MANAGER)
        const bare = await register(null)
        await fetchFrom(stranger)
        const [red, blue] = [sha256Hex(RED), sha256Hex(BLUE)]
        const open = [`${mine.id}/${red}`, `${theirs.id}/${blue}`]
        const closed = [
          `${mine.id}/${blue}`,
          `${theirs.id}/${red}`,
          `${bare.id}/${red}`,
          `${mine.id}/${red.toUpperCase()}`,
          `${mine.id}/${red}/`,
          `${mine.id}/`,
          mine.id,
          `nobody/${red}`,
          `${mine.id}/..%2f${red}`,
          `${mine.id}/%00`,
          '',
        ]
        for (const path of open) assert.equal(await statusOf(stage(), path), 200, path)
        for (const path of closed) assert.equal(await statusOf(stage(), path), 404, path)
        const missing = await send(`${stage().url}/logos/${mine.id}/${blue}`)
        assert.equal(missing.headers.get('cache-control'), 'no-store')
      },
    )
  })

  for (const [what, handle] of Object.entries(HOSTILE)) {
    test(`stays away where its server answers ${what}, until it answers with a picture`, async () => {
      await withStranger(handle, async (stranger, turn) => {
        const client = await register(stranger.url('/logo.png'))
        await fetchFrom(stranger)
        assert.equal(stranger.connections(), 1)
        assert.ok(stranger.bytesOut() < HUNDRED_MEGABYTES / 4, `${stranger.bytesOut()} bytes were sent`)
        assert.equal(await shownTo(stage(), client), null)
        turn(named(RED, 'image/png'))
        assert.equal(await fetchFrom(stranger), 0)
        stage().advance(MINUTE)
        assert.equal(await fetchFrom(stranger), 1)
        assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(RED)))
      })
    })
  }

  test('is not fetched from where a redirect leads', async () => {
    const canary = await startListening(createServer(socket => socket.destroy()))
    try {
      await withStranger(awayTo(canary.port), async stranger => {
        const client = await register(stranger.url('/logo.png'))
        await fetchFrom(stranger)
        assert.deepEqual([stranger.connections(), canary.connections()], [1, 0])
        assert.equal(await shownTo(stage(), client), null)
      })
    } finally {
      await canary.stop()
    }
  })

  test('is another when the client changes it, and none when it takes it away', async () => {
    await withStranger(
      (request, reply) => void reply.end(request.url === '/red.png' ? RED : BLUE),
      async stranger => {
        const client = await register(stranger.url('/red.png'))
        await fetchFrom(stranger)
        const [red, blue] = [`${client.id}/${sha256Hex(RED)}`, `${client.id}/${sha256Hex(BLUE)}`]
        const change = async (logo_uri: string | undefined) => {
          const answered = await manage(client, 'PUT', { metadata: replacementOf(client, { logo_uri }) })
          assert.equal(answered.status, 200, answered.text)
        }
        await change(stranger.url('/red.png'))
        assert.deepEqual([await statusOf(stage(), red), await fetchFrom(stranger)], [200, 0])
        await change(stranger.url('/blue.png'))
        assert.deepEqual([await statusOf(stage(), red), await shownTo(stage(), client)], [404, null])
        await fetchFrom(stranger)
        assert.deepEqual([await statusOf(stage(), red), await statusOf(stage(), blue)], [404, 200])
        await change(undefined)
        assert.deepEqual([await statusOf(stage(), blue), await shownTo(stage(), client)], [404, null])
        await change(stranger.url('/red.png'))
        await fetchFrom(stranger)
        assert.equal(await statusOf(stage(), red), 200)
        assert.equal((await manage(client, 'DELETE')).status, 204)
        assert.equal(await statusOf(stage(), red), 404)
      },
    )
  })

  test('is there for as long as the application and its business unit are active', async () => {
    let asked = 0
    const handle: RequestListener = (request, reply) => {
      asked += 1
      named(RED, 'image/png')(request, reply)
    }
    await withStranger(handle, async stranger => {
      const client = await register(stranger.url('/logo.png'))
      await fetchFrom(stranger)
      const path = `${client.id}/${sha256Hex(RED)}`
      const statuses: number[] = []
      for (const set of [
        (active: boolean) => setApplicationFlag(stage(), client.id, active),
        (active: boolean) => setUnit(stage(), HARBOUR, active),
      ]) {
        for (const active of [false, true]) {
          await set(active)
          statuses.push(await statusOf(stage(), path))
        }
      }
      assert.deepEqual(statuses, [404, 200, 404, 200])
      // Nobody asks for it any more while it is deactivated.
      await setApplicationFlag(stage(), client.id, false)
      stage().advance(7 * DAY)
      assert.ok((await fetchFrom(stranger)) >= 1)
      assert.equal(asked, 1)
    })
  })

  test('of ten who register at once is asked for once each, whoever fetches at the same moment', async () => {
    const asked: string[] = []
    const handle: RequestListener = (request, reply) => {
      asked.push(request.url ?? '')
      setTimeout(() => reply.end(RED), 50)
    }
    await withStranger(handle, async stranger => {
      const numbers = Array.from({ length: 10 }, (_, index) => index)
      const clients = await Promise.all(numbers.map(number => register(stranger.url(`/${number}`))))
      await Promise.all([fetchFrom(stranger), fetchFrom(stranger), fetchFrom(stranger)])
      assert.deepEqual(asked.toSorted(), numbers.map(number => `/${number}`).toSorted())
      for (const { id } of clients) assert.equal(await statusOf(stage(), `${id}/${sha256Hex(RED)}`), 200)
    })
  })

  test('is asked for again after a week, stays for days while that fails, and is looked for again when somebody asks', async () => {
    await withStranger(named(RED, 'image/png'), async (stranger, turn) => {
      const client = await register(stranger.url('/logo.png'))
      await fetchFrom(stranger)
      turn(named(BLUE, 'image/png'))
      stage().advance(7 * DAY - MINUTE)
      await fetchFrom(stranger)
      assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(RED)))
      stage().advance(2 * MINUTE)
      await fetchFrom(stranger)
      assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(BLUE)))
      turn(answer('gone', 'text/plain', 410))
      stage().advance(7 * DAY)
      for (let time = 1; time <= 8; time++) {
        assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(BLUE)), `${time}`)
        await fetchFrom(stranger)
        stage().advance(DAY)
      }
      const tried = stranger.connections()
      assert.equal(await statusOf(stage(), `${client.id}/${sha256Hex(BLUE)}`), 404)
      await fetchFrom(stranger)
      assert.equal(stranger.connections(), tried)
      turn(named(RED, 'image/png'))
      assert.equal(await shownTo(stage(), client), null)
      await fetchFrom(stranger)
      assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(RED)))
    })
  })

  test('of a client that registered before pictures were kept is fetched once somebody is asked about it', async () => {
    await withStranger(named(RED, 'image/png'), async stranger => {
      const client = await register(stranger.url('/logo.png'))
      await forget(stage(), client)
      await fetchFrom(stranger)
      assert.equal(stranger.connections(), 0)
      assert.equal(await shownTo(stage(), client), null)
      await fetchFrom(stranger)
      assert.match((await shownTo(stage(), client)) ?? '', new RegExp(sha256Hex(RED)))
    })
  })
})

/** The address of the logo on the consent page; null where the letter stands. Nothing of a stranger is ever linked. */
async function shownTo(stage: InsideStage, client: DynamicClient): Promise<string | null> {
  const person = await stage.newPerson(MANAGER)
  const page = await person.get(authorizePath(client, pkce().challenge, { prompt: 'consent' }))
  assert.ok(page.text.includes('id="allow"'), page.text)
  assert.ok(!page.text.includes('rp.example'))
  const [, path] =
    /<img class="logo" id="logo" src="([^"]*)" alt="" width="40" height="40">/.exec(page.text) ?? []
  const letter = page.text.includes('<span class="logo letter" aria-hidden="true">')
  assert.equal(letter, path === undefined)
  return path ?? null
}

async function statusOf(stage: InsideStage, path: string): Promise<number> {
  return (await send(`${stage.url}/logos/${path}`)).status
}

async function forget({ deps }: InsideStage, { id }: DynamicClient): Promise<void> {
  assert.ok(isApplicationId(id))
  const known = await deps.known.client(id)
  assert.ok(known !== null)
  assert.ok(await dropPicture(inBusinessUnit(deps.store, known.registration.businessUnitId), id))
}
