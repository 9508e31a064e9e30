import type { Application } from '@latchkey/contract/applications/applications.ts'
import type {
  ClientMetadata,
  GrantType,
  NEEDABLE_SCOPES,
} from '@latchkey/contract/applications/client-metadata.ts'
import type { SigningAlgorithm } from '@latchkey/contract/applications/credentials/algorithms.ts'
import { durationWords } from '../../../kit/words/duration-words.ts'
import { say } from '../../../kit/words/say.ts'
import { kindLabel } from '../presentation/kind-words.ts'

/** The algorithms of signatures, the one that every library reads first. */
export const ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const satisfies readonly SigningAlgorithm[]

export const SUBJECT_WORDS = {
  public: say('The same for every application'),
  pairwise: say('Another one in each sector'),
} as const satisfies Record<ClientMetadata['subjectType'], string>

/** The grants, by what they are for. */
export const GRANT_WORDS = {
  authorization_code: {
    label: say('Sign people in'),
    help: say('With a code, and PKCE (authorization_code).'),
  },
  refresh_token: {
    label: say('Stay signed in'),
    help: say('Renew tokens without the person, until they or you end it (refresh_token).'),
  },
  client_credentials: {
    label: say('Act for itself'),
    help: say('Get tokens with its secret or key alone, when nobody is there (client_credentials).'),
  },
} as const satisfies Record<GrantType, { readonly label: string; readonly help: string }>

/** What may be needed of a person, in words. */
export const NEEDABLE_WORDS = {
  profile: say('Names, and what people say of themselves.'),
  email: say('The e-mail address.'),
  address: say('The postal address.'),
  phone: say('The phone number.'),
  business_unit: say(
    'Number and name of the business unit, and the security profile: what roles may hang on.',
  ),
} as const satisfies Record<(typeof NEEDABLE_SCOPES)[number], string>

/** Names of this machine: they tell nobody apart, and so make no sector. */
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

function siteOf(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.protocol !== 'https:') return null
  return LOOPBACK_HOSTS.includes(parsed.hostname) ? null : parsed.hostname
}

/** The sector within which a user keeps the same identifier (OpenID Connect Core §8.1), in words. */
export function sectorWords(application: Pick<Application, 'callbackUrls' | 'metadata'>): string {
  const { sectorIdentifierUri } = application.metadata
  const urls = sectorIdentifierUri === null ? application.callbackUrls : [sectorIdentifierUri]
  const site = urls.map(siteOf).find(each => each !== null)
  return site === undefined ? say('it is a sector of its own') : say('its sector is {site}', { site })
}

/** How userinfo answers. In: the algorithm, or null for none. */
export function userinfoWords(alg: string | null): string {
  return alg === null ? say('Plain JSON') : say('A JWT signed with {alg}', { alg })
}

/** Which request objects are read. In: the one algorithm or `none`; null for any that the keys fit. */
export function requestAlgWords(alg: string | null): string {
  if (alg === null) return say('Any algorithm that its keys fit')
  return alg === 'none' ? say('Not signed') : alg
}

/** In which form the application may ask for a sign-in. */
export function requestWords(metadata: ClientMetadata): string {
  const { requireSignedRequestObject: required, requestObjectSigningAlg: alg, jwks, jwksUri } = metadata
  if (alg === 'none') return say('Plain, or in a request object that is not signed')
  if (jwks === null && jwksUri === null) return say('Plain: it has no keys to sign them with')
  if (alg === null) {
    return required
      ? say('Signed only, with any algorithm that its keys fit')
      : say('Plain, or signed, with any algorithm that its keys fit')
  }
  return required ? say('Signed only, with {alg}', { alg }) : say('Plain, or signed, with {alg}', { alg })
}

type Value = string | number | boolean | null | readonly string[]

/** The keys of a set as text, one each, or the text itself where it is no key set. */
function keyLines(text: string): readonly string[] {
  try {
    const set: unknown = JSON.parse(text)
    const keys: unknown = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : null
    return Array.isArray(keys) && keys.length > 0 ? keys.map(key => JSON.stringify(key)) : [text]
  } catch {
    return [text]
  }
}

function lineOfNull(field: string): readonly string[] {
  if (field.startsWith('lifetimes.')) return [say('default')]
  if (field === 'metadata.userinfoSignedResponseAlg') return [userinfoWords(null)]
  return field === 'metadata.requestObjectSigningAlg' ? [requestAlgWords(null)] : []
}

/**
 * The value of a field in words, as lines to read and to compare.
 * In: the field as the vocabulary names it, and its value; lengths of time in seconds. Out: no line for none.
 */
export function valueLines(field: string, value: Value): readonly string[] {
  if (value === null) return lineOfNull(field)
  if (typeof value === 'boolean') return [value ? say('on') : say('off')]
  if (typeof value === 'number') return [durationWords(value)]
  if (typeof value !== 'string') return value
  switch (field) {
    case 'metadata.subjectType':
      return [value === 'pairwise' ? SUBJECT_WORDS.pairwise : SUBJECT_WORDS.public]
    case 'metadata.kind':
      return [kindLabel(value)]
    case 'metadata.userinfoSignedResponseAlg':
      return [userinfoWords(value)]
    case 'metadata.requestObjectSigningAlg':
      return [requestAlgWords(value)]
    case 'metadata.jwks':
      return value.trim() === '' ? [say('empty')] : keyLines(value)
    default:
      return [value === '' ? say('empty') : value]
  }
}
