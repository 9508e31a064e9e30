import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

/** What a test token says; everything left out has a sensible value. */
type TestToken = {
  readonly audience: string | readonly string[]
  readonly scopes: readonly string[]
  /** `usr_…`, or left out for an application that acts for itself. */
  readonly user?: string
  readonly clientId?: string
  readonly businessUnit?: string
  /** Claims to add or to replace; undefined removes one. */
  readonly claims?: JWTPayload
  /** Header members to add or to replace. */
  readonly header?: Readonly<Record<string, string>>
}

/** An issuer for the tests of a resource server: real keys, real signatures, a real key-set address. */
export type TestIssuer = {
  readonly issuer: string
  token(says: TestToken): Promise<string>
  /** Signs with a new key from now on and publishes it; the old key stays published. */
  rotate(): Promise<void>
  /** How often the key set was fetched. */
  fetches(): number
  close(): Promise<void>
}

type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly published: JWK }

/**
 * Starts a key server on a free port of this machine and issues tokens as Latchkey does: ES256, type
 * `at+jwt`, 15 minutes. For tests alone; close it when they are done.
 *
 * @param clock milliseconds since 1970
 */
export async function startTestIssuer(clock: () => number = Date.now): Promise<TestIssuer> {
  const keys = [await makeKey('key-1')]
  let fetches = 0
  let tokens = 0
  const server = createServer((_request, response) => {
    fetches += 1
    response.setHeader('content-type', 'application/jwk-set+json')
    response.end(JSON.stringify({ keys: keys.map(key => key.published) }))
  })
  const issuer = await new Promise<string>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${portOf(server.address())}`))
  })
  return {
    issuer,
    async token(says) {
      const key = keys.at(-1)
      if (key === undefined) throw new Error('test issuer: no key')
      tokens += 1
      const header = { alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...says.header }
      const claims = claimsOf(says, { issuer, tokenId: `token-${tokens}`, now: Math.floor(clock() / 1000) })
      return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey)
    },
    async rotate() {
      keys.push(await makeKey(`key-${keys.length + 1}`))
    },
    fetches: () => fetches,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

type Circumstances = { readonly issuer: string; readonly tokenId: string; readonly now: number }

function claimsOf(says: TestToken, { issuer, tokenId, now }: Circumstances): JWTPayload {
  const { clientId = 'app_test', businessUnit = '4512345' } = says
  return {
    iss: issuer,
    sub: says.user ?? clientId,
    aud: typeof says.audience === 'string' ? says.audience : [...says.audience],
    iat: now,
    exp: now + 15 * 60,
    jti: tokenId,
    client_id: clientId,
    scope: says.scopes.join(' '),
    bu: businessUnit,
    ...says.claims,
  }
}

async function makeKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('test issuer: no port')
  return address.port
}
