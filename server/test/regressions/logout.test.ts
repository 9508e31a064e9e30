import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { isApplicationId } from '../../src/lib/ids.ts'
import { deliverLogouts } from '../../src/services/people/logout/deliver-logouts.ts'
import { editApplication } from '../../src/store/applications/applications.ts'
import { inBusinessUnit } from '../../src/store/handle.ts'
import { type InsideStage, onInsideStage } from '../support/inside/inside-stage.ts'
import { type Listening, startListening } from '../support/listening.ts'
import { makeFetcher, startStranger } from '../support/stranger.ts'
import { type Browser, hiddenFields } from '../support/wire/browser.ts'
import { edit, register } from '../support/wire/management.ts'
import { authorize, pkce } from '../support/wire/oauth.ts'
import { MANAGER } from '../support/wire/stage.ts'

/** Sets a back-channel logout URL past the check at registration, as if its name had led elsewhere by then. */
async function setPast(stage: InsideStage, clientId: string, uri: string): Promise<void> {
  if (!isApplicationId(clientId)) throw new Error(`${clientId} is not an Application ID.`)
  const known = await stage.deps.known.client(clientId)
  if (known === null) throw new Error(`There is no application ${clientId}.`)
  const { businessUnitId, metadata, version } = known.registration
  const scope = inBusinessUnit(stage.deps.store, businessUnitId)
  const changed = { metadata: { ...metadata, backchannelLogoutUri: uri } }
  if (!(await editApplication(scope, { id: clientId, version }, changed))) throw new Error('not edited')
  stage.deps.known.forget('application', clientId)
}

async function signOut(browser: Browser): Promise<void> {
  await browser.post('/sign-out', hiddenFields((await browser.get('/sign-out')).text))
}

/** Somebody signs in for an application with this back-channel logout URL, and out again. */
async function cameAndWent(stage: InsideStage, uri: string): Promise<void> {
  const client = await register(stage)
  await setPast(stage, client.id, uri)
  const browser = await stage.newPerson(MANAGER)
  await authorize(browser, client, pkce().challenge, { scope: 'openid RealTimeApi' })
  await signOut(browser)
}

/** Whatever a fetcher lets through arrives at the canary. */
function astray(canary: Listening) {
  return { connect: () => connect(canary.port, '127.0.0.1') }
}

onInsideStage('back-channel logout as a way into the network', stage => {
  test('X082 a logout URL that leads to a private address is never connected to, spelled or resolved', async () => {
    const canary = await startListening(createServer(socket => socket.destroy()))
    try {
      for (const uri of [
        'https://127.0.0.1/logout',
        'https://10.0.0.1/logout',
        'https://169.254.169.254/latest/meta-data',
        'https://[::1]/logout',
        'https://[::ffff:127.0.0.1]/logout',
        'https://2130706433/logout',
        `http://127.0.0.1:${canary.port}/logout`,
      ]) {
        await cameAndWent(stage(), uri)
        const fetch = makeFetcher(astray(canary))
        assert.ok((await deliverLogouts({ ...stage().deps, fetch })) >= 1, uri)
      }
      for (const address of [
        '127.0.0.1',
        '10.0.0.1',
        '169.254.169.254',
        '::1',
        'fd00::1',
        '64:ff9b::7f00:1',
      ]) {
        await cameAndWent(stage(), 'https://rp.example/logout')
        const fetch = makeFetcher({ ...astray(canary), resolve: () => Promise.resolve([address]) })
        assert.ok((await deliverLogouts({ ...stage().deps, fetch })) >= 1, address)
      }
      assert.equal(canary.connections(), 0)
    } finally {
      await canary.stop()
    }
  })

  test('X082 an answer that redirects is not followed, and one without an end is cut', async () => {
    const canary = await startListening(createServer(socket => socket.destroy()))
    let redirects = 0
    const stranger = await startStranger((request, reply) => {
      request.resume()
      if (request.url === '/endless') {
        const chunk = Buffer.alloc(64 * 1024)
        const pour = () => {
          while (!reply.destroyed && reply.write(chunk));
        }
        reply.on('drain', pour)
        pour()
        return
      }
      redirects += 1
      reply.writeHead(307, { location: `http://127.0.0.1:${canary.port}/` }).end()
    })
    try {
      const endpoints = [stranger.endpoint, `127.0.0.1:${canary.port}`]
      const fetch = makeFetcher({ loopback: true, allow: endpoints })
      for (const path of ['/redirect', '/endless']) {
        await cameAndWent(stage(), stranger.url(path))
        stage().advance(1)
        await deliverLogouts({ ...stage().deps, fetch })
      }
      assert.equal(canary.connections(), 0)
      assert.equal(redirects, 1)
      assert.ok(stranger.bytesOut() < 16 * 1024 * 1024, `${stranger.bytesOut()} bytes went out`)
    } finally {
      await stranger.stop()
      await canary.stop()
    }
  })

  test('X082 a URL like these cannot be registered', async () => {
    const client = await register(stage())
    for (const uri of [
      'https://10.0.0.1/',
      'https://localhost.example:8443/',
      'http://rp.example/',
      'file:///x',
    ]) {
      const edited = edit(stage(), client.id, { metadata: { backchannelLogoutUri: uri } })
      await assert.rejects(edited, /not edited: 400/, uri)
    }
  })
})
