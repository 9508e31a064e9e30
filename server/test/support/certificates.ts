import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate of a test with its private key, both PEM, as `node:https` takes them. */
export type Certified = { readonly cert: string; readonly key: string }

type Wanted = {
  /** Host names and IPv4 addresses it is for; the first is its common name. */
  readonly names: readonly string[]
  /** Who signs it; itself when none is given. */
  readonly issuer?: Authority
  /** Whether it ran out long ago. */
  readonly expired?: boolean
}

type Authority = Certified & { readonly name: string }

/** DER (X.690): a tag, the length of what follows, and that. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'latin1'))
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))

const ECDSA_SHA256 = sequence(objectId('2a8648ce3d040302'))
const COMMON_NAME = objectId('550403')
const BASIC_CONSTRAINTS = objectId('551d13')
const ALTERNATIVE_NAMES = objectId('551d11')
const TRUE = Buffer.from('0101ff', 'hex')

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, commonName))))
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : text(0x82, name)
}

let serial = 0

/** Makes a certificate (RFC 5280 §4.1), good from 2020 to 2120, and a key of its own on P-256. */
function certify({ names, issuer, expired = false }: Wanted, authority: boolean): Certified {
  serial += 1
  const [commonName = ''] = names
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const limits = sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE)))
  const forNames = sequence(ALTERNATIVE_NAMES, der(0x04, sequence(...names.map(alternativeName))))
  const body = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    der(0x02, Buffer.from([1, serial & 0xff])),
    ECDSA_SHA256,
    nameOf(issuer?.name ?? commonName),
    sequence(text(0x18, '20200101000000Z'), text(0x18, expired ? '20210101000000Z' : '21200101000000Z')),
    nameOf(commonName),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(authority ? limits : forNames)),
  )
  const signer = issuer === undefined ? keys.privateKey : createPrivateKey(issuer.key)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, signer))
  const base64 = sequence(body, ECDSA_SHA256, signature).toString('base64')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** Makes a certificate authority for tests. Its `cert` is what whoever trusts it is given. */
export function makeAuthority(name: string): Authority {
  return { name, ...certify({ names: [name] }, true) }
}

/** Makes the certificate of a test's server. Nothing of it is kept, so no private key stands in the repository. */
export function makeCertificate(wanted: Wanted): Certified {
  return certify(wanted, false)
}
