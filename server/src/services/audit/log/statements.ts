import type { BusinessUnit } from '../../../registry/model.ts'
import type { ChainHead } from '../../../store/audit/log/heads.ts'
import type { Deps } from '../../deps.ts'

/** What we say of a chain: how far it went, or up to where it was erased. */
type Kind = 'audit-head+jwt' | 'audit-erasure+jwt'

type Said = {
  readonly unit: Pick<BusinessUnit, 'id' | 'number'>
  readonly seq: number
  readonly hash: string
}

/**
 * States something of a business unit's chain, signed for whoever keeps it elsewhere. The public half of the key goes
 * with it, since key sets forget keys; the MAC, made with a key from outside the database, tells ourselves later that we
 * said it, so that a database that somebody rewrote cannot vouch for itself.
 */
export function state(deps: Deps, kind: Kind, { unit, seq, hash }: Said): ChainHead {
  const at = deps.clock()
  const claims = {
    iss: deps.issuer,
    iat: Math.floor(at / 1000),
    bu: unit.number,
    chain: unit.id,
    seq,
    link: Buffer.from(hash, 'hex').toString('base64url'),
  }
  const keyring = deps.keyring()
  const signed = keyring.signJwt('ES256', kind, claims)
  const { kid } = headerOf(signed)
  const publicKey = keyring.publicKeys().keys.find(key => key.kid === kid)
  if (publicKey === undefined) throw new Error(`the key ${kid} signs and is not published`)
  const said = { seq, hash, at, signed, publicKey: JSON.stringify(publicKey) }
  return { ...said, mac: deps.sealer.mac(kind, macText(unit.id, said)) }
}

/** Whether we stated this of that business unit's chain. */
export function isOurs(deps: Deps, kind: Kind, unitId: string, said: ChainHead): boolean {
  return deps.sealer.checkMac(kind, macText(unitId, said), said.mac)
}

function macText(unitId: string, { seq, hash, signed }: Omit<ChainHead, 'mac'>): string {
  return JSON.stringify([unitId, seq, hash, signed])
}

/** The kid of the key that signed a statement. */
export function keyIdOf({ signed }: Pick<ChainHead, 'signed'>): string {
  return headerOf(signed).kid
}

function headerOf(signed: string): { readonly kid: string } {
  const header: unknown = JSON.parse(Buffer.from(signed.split('.', 1)[0] ?? '', 'base64url').toString())
  if (typeof header === 'object' && header !== null && 'kid' in header && typeof header.kid === 'string')
    return { kid: header.kid }
  throw new Error('a statement names no key')
}
