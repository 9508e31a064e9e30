import type { Application, editApplication } from '@latchkey/contract/applications/applications.ts'
import type { Lifetimes } from '@latchkey/contract/applications/client-metadata.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { readDuration, type TypedDuration, typedDuration } from '../../../kit/forms/typed-duration.ts'
import { filled } from '../parts/callback-rows.ts'
import { valueLines } from '../parts/choice-words.ts'
import { type MetadataValues, metadataOf, metadataValuesOf } from './metadata-values.ts'

type LifetimeValues = Readonly<Record<keyof Lifetimes, TypedDuration>>

/** What can be edited of an application, as the form holds it. */
export type EditValues = {
  readonly vendorName: string
  readonly name: string
  readonly scopes: readonly string[]
  /** Those of the scopes that a user may leave out; may still hold one that is no longer among the scopes. */
  readonly optionalScopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly implicitAllowed: boolean
  readonly rotateRefreshTokens: boolean
  readonly metadata: MetadataValues
  readonly lifetimes: LifetimeValues
}

/** The editable part of an application as it stands. The optional scopes of an external one are its vendor's. */
export function valuesOf(application: Application): EditValues {
  const { type, vendorName, name, scopes, callbackUrls, implicitAllowed, rotateRefreshTokens, lifetimes } =
    application
  return {
    vendorName,
    name,
    scopes,
    optionalScopes: type === 'external' ? [] : application.optionalScopes,
    callbackUrls,
    implicitAllowed,
    rotateRefreshTokens,
    metadata: metadataValuesOf(application.metadata),
    lifetimes: {
      accessToken: typedDuration(lifetimes.accessToken, 'minutes'),
      refreshIdle: typedDuration(lifetimes.refreshIdle, 'days'),
      refreshLongest: typedDuration(lifetimes.refreshLongest, 'days'),
    },
  }
}

type Lines = readonly string[]

function metadataLines(name: keyof ReturnType<typeof metadataOf>) {
  return (values: EditValues): Lines => valueLines(`metadata.${name}`, metadataOf(values.metadata)[name])
}

/** A length of time that cannot be read stands as it was typed. */
function lifetimeLines(name: keyof Lifetimes) {
  return (values: EditValues): Lines => {
    const typed = values.lifetimes[name]
    const read = readDuration(typed)
    return read.ok ? valueLines(`lifetimes.${name}`, read.seconds) : [`${typed.text} ${typed.unit}`]
  }
}

/**
 * Each field as lines to read and to compare, in the order of the form. The order of scopes means nothing; blank rows
 * of URLs are no URLs.
 */
const READERS = {
  vendorName: values => [values.vendorName.trim()],
  name: values => [values.name.trim()],
  scopes: values => values.scopes.toSorted(),
  optionalScopes: values => optionalOf(values).toSorted(),
  'metadata.scopeReason': metadataLines('scopeReason'),
  'metadata.grantTypes': metadataLines('grantTypes'),
  'metadata.kind': metadataLines('kind'),
  'metadata.clientUri': metadataLines('clientUri'),
  'metadata.logoUri': metadataLines('logoUri'),
  'metadata.policyUri': metadataLines('policyUri'),
  'metadata.tosUri': metadataLines('tosUri'),
  'metadata.supportEmail': metadataLines('supportEmail'),
  callbackUrls: values => filled(values.callbackUrls),
  'metadata.neededOpenidScopes': metadataLines('neededOpenidScopes'),
  'metadata.idTokenSignedResponseAlg': metadataLines('idTokenSignedResponseAlg'),
  'metadata.userinfoSignedResponseAlg': metadataLines('userinfoSignedResponseAlg'),
  'metadata.postLogoutRedirectUris': metadataLines('postLogoutRedirectUris'),
  'metadata.backchannelLogoutUri': metadataLines('backchannelLogoutUri'),
  'metadata.backchannelLogoutSessionRequired': metadataLines('backchannelLogoutSessionRequired'),
  'lifetimes.accessToken': lifetimeLines('accessToken'),
  'lifetimes.refreshIdle': lifetimeLines('refreshIdle'),
  'lifetimes.refreshLongest': lifetimeLines('refreshLongest'),
  rotateRefreshTokens: values => valueLines('rotateRefreshTokens', values.rotateRefreshTokens),
  'metadata.subjectType': metadataLines('subjectType'),
  'metadata.sectorIdentifierUri': metadataLines('sectorIdentifierUri'),
  'metadata.jwks': metadataLines('jwks'),
  'metadata.jwksUri': metadataLines('jwksUri'),
  'metadata.requireSignedRequestObject': metadataLines('requireSignedRequestObject'),
  'metadata.requestObjectSigningAlg': metadataLines('requestObjectSigningAlg'),
  'metadata.requestUris': metadataLines('requestUris'),
  implicitAllowed: values => valueLines('implicitAllowed', values.implicitAllowed),
  'metadata.requirePkce': metadataLines('requirePkce'),
  'metadata.scopeClaimsInIdToken': metadataLines('scopeClaimsInIdToken'),
} as const satisfies Record<string, (values: EditValues) => Lines>

export type EditField = keyof typeof READERS

function isField(name: string): name is EditField {
  return Object.hasOwn(READERS, name)
}

/** In the order of the form. */
export const EDIT_FIELDS: readonly EditField[] = Object.keys(READERS).filter(isField)

/** The optional scopes that are still among the scopes. */
function optionalOf(values: EditValues): string[] {
  return values.optionalScopes.filter(scope => values.scopes.includes(scope))
}

/** A field as lines to read. */
export function linesOf(values: EditValues, field: EditField): Lines {
  return READERS[field](values)
}

function differs(a: EditValues, b: EditValues, field: EditField): boolean {
  return JSON.stringify(linesOf(a, field)) !== JSON.stringify(linesOf(b, field))
}

/** The fields in which two states differ, in the order of the form. */
export function changedFields(before: EditValues, after: EditValues): EditField[] {
  return EDIT_FIELDS.filter(field => differs(before, after, field))
}

/** The part of a group whose fields are among the changed ones. */
function changedPart<T extends object>(group: string, whole: T, changed: ReadonlySet<string>): Partial<T> {
  const part: Partial<T> = { ...whole }
  for (const name of Object.keys(part)) {
    if (!changed.has(`${group}.${name}`)) Reflect.deleteProperty(part, name)
  }
  return part
}

/** The lifetimes in seconds. Throws where one cannot be read: the form has to refuse that itself. */
function lifetimesOf({ lifetimes }: EditValues): Lifetimes {
  const secondsOf = (name: keyof Lifetimes): number | null => {
    const read = readDuration(lifetimes[name])
    if (!read.ok) throw new Error(`The lifetime ${name} cannot be read.`)
    return read.seconds
  }
  return {
    accessToken: secondsOf('accessToken'),
    refreshIdle: secondsOf('refreshIdle'),
    refreshLongest: secondsOf('refreshLongest'),
  }
}

/** The body of the request: only what was changed, so that an edit never touches what it did not show. */
export function patchOf(before: EditValues, after: EditValues): BodyOf<typeof editApplication> {
  const changed: ReadonlySet<string> = new Set(changedFields(before, after))
  const metadata = changedPart('metadata', metadataOf(after.metadata), changed)
  const lifetimes = changedPart('lifetimes', lifetimesOf(after), changed)
  return {
    ...(changed.has('vendorName') ? { vendorName: after.vendorName } : {}),
    ...(changed.has('name') ? { name: after.name } : {}),
    ...(changed.has('scopes') ? { scopes: [...after.scopes] } : {}),
    ...(changed.has('optionalScopes') ? { optionalScopes: optionalOf(after) } : {}),
    ...(changed.has('callbackUrls') ? { callbackUrls: filled(after.callbackUrls) } : {}),
    ...(changed.has('implicitAllowed') ? { implicitAllowed: after.implicitAllowed } : {}),
    ...(changed.has('rotateRefreshTokens') ? { rotateRefreshTokens: after.rotateRefreshTokens } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(Object.keys(lifetimes).length > 0 ? { lifetimes } : {}),
  }
}
