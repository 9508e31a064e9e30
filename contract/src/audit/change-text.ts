import type { editApplication } from '../applications/applications.ts'
import type { ClientMetadata, Lifetimes } from '../applications/client-metadata.ts'
import type { BodyOf } from '../route.ts'

/** A value that the history writes down; a length of time in seconds. */
export type ChangeValue = boolean | number | string | readonly string[] | null

/** How a value is written: words that hold no space, a switch, a length of time in seconds, or as it is. */
type Form = 'words' | 'switch' | 'seconds' | 'text'

type Plain = Exclude<keyof BodyOf<typeof editApplication>, 'metadata' | 'lifetimes'>
type Editable = Plain | `metadata.${keyof ClientMetadata}` | `lifetimes.${keyof Lifetimes}`

/** Every field that an edit of an application can change, as the history names it. */
const FORMS: ReadonlyMap<string, Form> = new Map(
  Object.entries({
    vendorName: 'text',
    name: 'text',
    scopes: 'words',
    optionalScopes: 'words',
    callbackUrls: 'words',
    implicitAllowed: 'switch',
    rotateRefreshTokens: 'switch',
    tags: 'words',
    owners: 'words',
    'metadata.idTokenSignedResponseAlg': 'text',
    'metadata.userinfoSignedResponseAlg': 'text',
    'metadata.subjectType': 'text',
    'metadata.sectorIdentifierUri': 'text',
    'metadata.postLogoutRedirectUris': 'words',
    'metadata.backchannelLogoutUri': 'text',
    'metadata.backchannelLogoutSessionRequired': 'switch',
    'metadata.requestUris': 'words',
    'metadata.requestObjectSigningAlg': 'text',
    'metadata.requireSignedRequestObject': 'switch',
    'metadata.requirePkce': 'switch',
    'metadata.scopeClaimsInIdToken': 'switch',
    'metadata.jwks': 'text',
    'metadata.jwksUri': 'text',
    'metadata.tokenEndpointAuthMethod': 'text',
    'metadata.tokenEndpointAuthSigningAlg': 'text',
    'metadata.tokenEndpointAudienceAllowed': 'switch',
    'metadata.defaultAcrValues': 'words',
    'metadata.grantTypes': 'words',
    'metadata.neededOpenidScopes': 'words',
    'metadata.kind': 'text',
    'metadata.scopeReason': 'text',
    'metadata.clientUri': 'text',
    'metadata.logoUri': 'text',
    'metadata.policyUri': 'text',
    'metadata.tosUri': 'text',
    'metadata.supportEmail': 'text',
    'lifetimes.accessToken': 'seconds',
    'lifetimes.refreshIdle': 'seconds',
    'lifetimes.refreshLongest': 'seconds',
  } as const satisfies Record<Editable, Form>),
)

/** How the history writes a value down. In: lengths of time in seconds; words that hold no space. Null stays null. */
export function changeText(value: ChangeValue): string | null {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return `${value} s`
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value.join(' ')
}

/** Whether a field of the history is a list. */
export function isListField(field: string): boolean {
  return FORMS.get(field) === 'words'
}

/** The items of a list as the history wrote it; null and the empty text are none. */
export function wordsOf(text: string | null): string[] {
  return text === null || text === '' ? [] : text.split(' ')
}

/**
 * Reads back what {@link changeText} wrote of a field that an edit can change.
 * In: the field as the history names it, and its text. Out: the value as an edit takes it, or undefined where the field
 * is none of those or the text is nothing that was written of it.
 */
export function readChangeText(field: string, text: string | null): ChangeValue | undefined {
  switch (FORMS.get(field)) {
    case 'words':
      return text === null ? undefined : wordsOf(text)
    case 'switch':
      return text === 'on' ? true : text === 'off' ? false : undefined
    case 'seconds':
      return text === null ? null : readSeconds(text)
    case 'text':
      return text
    case undefined:
      return undefined
  }
}

function readSeconds(text: string): number | undefined {
  const digits = /^(\d{1,10}) s$/.exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
