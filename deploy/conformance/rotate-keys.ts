import { parseArgs } from 'node:util'
import { member, type Platform, signIn, textOf } from './platform.ts'
import { openSuite, type Suite, variantIn, waitFor } from './suite.ts'

const USAGE = `Runs the module oidcc-server-rotate-keys of a plan, and rotates the RS256 key while it waits for that.

  LATCHKEY_CONFORMANCE_PASSWORD=… node deploy/conformance/rotate-keys.ts \\
    --server https://latchkey.example --user operator@latchkey.example --plan <id of the Dynamic plan> \\
    [--suite https://localhost.emobix.co.uk:8443]

The user must be an operator who may rotate signing keys. A suite that wants a token finds it in CONFORMANCE_TOKEN.
See docs/conformance.md.`

const MODULE = 'oidcc-server-rotate-keys'
/** The module knows RSA and elliptic curves, and takes any other new key for a fault. */
const ALGORITHM = 'RS256'

function readOptions() {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      user: { type: 'string' },
      plan: { type: 'string' },
      suite: { type: 'string', default: 'https://localhost.emobix.co.uk:8443' },
    },
  })
  const { server, user, plan, suite } = values
  const password = process.env['LATCHKEY_CONFORMANCE_PASSWORD'] ?? ''
  if (server === undefined || user === undefined || plan === undefined || password === '')
    throw new Error(USAGE)
  const plain = (url: string) => url.replace(/\/+$/, '')
  return { server: plain(server), suite: plain(suite), user, password, plan }
}

/** The keys of the algorithm that wait for their turn, each with the moment of it. */
function upcoming(keys: unknown): readonly string[] {
  const items = member(keys, 'items')
  return (Array.isArray(items) ? items : [])
    .filter(key => member(key, 'algorithm') === ALGORITHM && member(key, 'status') === 'upcoming')
    .map(key => textOf(key, 'activeFrom'))
}

/** While a new key waits no other is made, and the module would look for one in vain. */
async function demandRoom(platform: Platform): Promise<void> {
  const [turn] = upcoming((await platform.call('GET', '/signing-keys')).body)
  if (turn === undefined) return
  throw new Error(
    `A new ${ALGORITHM} key is published already and has its turn at ${turn}. Run this afterwards.`,
  )
}

async function rotate(platform: Platform): Promise<void> {
  const { body } = await platform.call('POST', '/signing-keys/rotate', { body: { algorithm: ALGORITHM } })
  if (upcoming(body).length !== 1) throw new Error(`No new ${ALGORITHM} key was published.`)
}

/** Runs the module. Out: its result, and where its log is. */
async function run(suite: Suite, platform: Platform, planId: string): Promise<readonly [string, string]> {
  const variant = await variantIn(suite, planId, MODULE)
  const made = await suite.post('runner', {
    test: MODULE,
    plan: planId,
    ...(variant === undefined || variant === null ? {} : { variant: JSON.stringify(variant) }),
  })
  const id = textOf(made, 'id')
  // It has read the keys of before by then, and reads them again when it is started.
  await waitFor(suite, id, 'CONFIGURED')
  await rotate(platform)
  await suite.post(`runner/${id}`)
  return [textOf(await waitFor(suite, id, 'FINISHED'), 'result'), `log-detail.html?log=${id}`]
}

async function main(): Promise<void> {
  const { server, suite, user, password, plan } = readOptions()
  const platform = await signIn(server, user, password)
  await demandRoom(platform)
  const token = process.env['CONFORMANCE_TOKEN'] ?? ''
  const [result, log] = await run(openSuite(suite, token === '' ? null : token), platform, plan)
  console.log(`${MODULE}: ${result}\n${suite}/${log}`)
  if (result !== 'PASSED') process.exitCode = 1
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
