import { err, ok, type Result } from '../../lib/result.ts'
import { type Refusal, refusal } from '../refusal.ts'
import { type ContextWish, canBeMet } from './authentication-context.ts'

/** What the claims parameter asks for (OpenID Connect Core §5.5): names of claims, by where they are to be put. */
export type ClaimsRequest = {
  readonly userinfo: readonly string[]
  readonly idToken: readonly string[]
  /** The user that must be the one who signs in (§5.5.1, `sub` with a value); null for anybody. */
  readonly subject: string | null
  /** The classes of authentication that are asked for or demanded (§5.5.1.1); null for none in particular. */
  readonly context: ContextWish | null
}

const LONGEST = 4096
/** The request, its members, their claims, and the values of one. */
const DEEPEST = 4

type Members = ReadonlyMap<string, unknown>

/** The members of a JSON object as a map, in which no name has a meaning of its own; null for anything else. */
function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map<string, unknown>(Object.entries(value))
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some(inner => isDeeperThan(inner, levels - 1))
}

function malformed(what: string): Result<never, Refusal> {
  return err(refusal('claims_malformed', `The claims parameter is malformed: ${what}`))
}

function parseJson(text: string): Result<unknown, null> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return err(null)
  }
}

/**
 * Reads the claims parameter (OpenID Connect Core §5.5).
 * In: its text, or null. Out: what it asks for, or null; members and claims that we do not know are ignored, as §5.5
 * says, whatever their names. Refuses what is not such a JSON object, more than 4096 characters, deeper nesting than
 * the format has, and a demand for an authentication context that no way to sign in meets (§5.5.1.1).
 */
export function parseClaimsRequest(text: string | null): Result<ClaimsRequest | null, Refusal> {
  if (text === null) return ok(null)
  if (text.length > LONGEST) return malformed(`it may have at most ${LONGEST} characters.`)
  const json = parseJson(text)
  const request = json.ok ? membersOf(json.value) : null
  if (!json.ok || request === null) return malformed('it must be a JSON object.')
  if (isDeeperThan(json.value, DEEPEST)) return malformed('it is nested too deeply.')
  const userinfo = claimsOf(request, 'userinfo')
  if (!userinfo.ok) return userinfo
  const idToken = claimsOf(request, 'id_token')
  if (!idToken.ok) return idToken
  const subject = idToken.value.get('sub')?.get('value') ?? null
  if (subject !== null && typeof subject !== 'string') return malformed('the value of sub must be a string.')
  const context = contextWish(idToken.value.get('acr'))
  if (!canBeMet(context)) return err(unmetContext())
  return ok({ userinfo: [...userinfo.value.keys()], idToken: [...idToken.value.keys()], subject, context })
}

/**
 * The claims parameter as text where a request object holds it as an object (OpenID Connect Core §6.1).
 * Out: null when it is nested more deeply than the format is, which writing it could not bear.
 */
export function writeClaimsRequest(value: object): string | null {
  return isDeeperThan(value, DEEPEST) ? null : JSON.stringify(value)
}

/** The claims of one member, each with what is asked of it; null there means nothing in particular. */
function claimsOf(request: Members, name: string): Result<ReadonlyMap<string, Members>, Refusal> {
  const member = request.get(name)
  if (member === undefined || member === null) return ok(new Map<string, Members>())
  const claims = membersOf(member)
  if (claims === null) return malformed(`${name} must be an object.`)
  const asked = new Map<string, Members>()
  for (const [claim, detail] of claims) {
    const details: Members | null = detail === null ? new Map<string, unknown>() : membersOf(detail)
    if (details === null) return malformed(`each claim of ${name} must be null or an object.`)
    const essential = details.get('essential')
    if (essential !== undefined && typeof essential !== 'boolean') {
      return malformed('essential must be true or false.')
    }
    asked.set(claim, details)
  }
  return ok(asked)
}

/** What is answered to a demand for a class of authentication that is not met. */
export function unmetContext(): Refusal {
  const description =
    'An essential acr was asked for that the sign-in here does not meet. The metadata lists acr_values_supported.'
  return refusal('acr_unmet', description)
}

/** Values that are no text can be met by no class. An acr that is essential without values is met by any. */
function contextWish(acr: Members | undefined): ContextWish | null {
  if (acr === undefined || !(acr.has('value') || acr.has('values'))) return null
  const list = acr.get('values')
  const values: readonly unknown[] = [acr.get('value'), ...(Array.isArray(list) ? list : [])]
  return {
    values: values.filter(value => typeof value === 'string'),
    essential: acr.get('essential') === true,
  }
}
