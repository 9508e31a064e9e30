import { checkCallbackUrls } from '@latchkey/contract/applications/callback-url.ts'
import { GRANT_TYPES, signsPeopleInOnly } from '@latchkey/contract/applications/client-metadata.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { checkName, nameKey } from '@latchkey/contract/names.ts'
import { quoted } from '@latchkey/contract/quoted.ts'
import { DAY, type Instant } from '../../lib/clock.ts'
import type { UserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Registration } from '../model.ts'
import type { FieldFault } from '../refusal.ts'
import { type ClientMetadata, metadataFaults } from './client-metadata.ts'
import { type AskedOwner, checkOwners, checkTags } from './governance.ts'
import { LIFETIME_BOUNDS, type Lifetimes } from './lifetimes.ts'

/** Most client secrets an application may have at once. */
export const MOST_SECRETS = 5

/** What somebody asks for when registering an internal application, as it came. */
export type RegistrationRequest = {
  readonly vendorName: string
  readonly name: string
  readonly clientType: 'confidential' | 'public'
  /** May be empty only where the grants let it sign people in and nothing else. */
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
}

/** The part of a registration that can be edited; absent fields stay as they are. */
export type RegistrationEdit = {
  readonly vendorName?: string
  readonly name?: string
  /** Of what is published: what it does. */
  readonly description?: string
  readonly scopes?: readonly string[]
  readonly callbackUrls?: readonly string[]
  readonly implicitAllowed?: boolean
  readonly rotateRefreshTokens?: boolean
  readonly optionalScopes?: readonly string[]
  /** Whole: the caller merged what was asked for into what stands. */
  readonly metadata?: ClientMetadata
  readonly lifetimes?: Lifetimes
  readonly tags?: readonly string[]
  readonly owners?: readonly UserId[]
}

/** The alias of the legacy door and the title of the page. */
export function aliasOf(application: { readonly name: string; readonly vendorName: string }): string {
  return `${application.name}@${application.vendorName}`
}

/** The keys by which an application is kept unique, ordered and searched. */
export function keysOf(application: { readonly name: string; readonly vendorName: string }): {
  readonly aliasKey: string
  readonly sortName: string
  readonly sortVendor: string
} {
  const sortName = nameKey(application.name)
  const sortVendor = nameKey(application.vendorName)
  return { aliasKey: `${sortName}@${sortVendor}`, sortName, sortVendor }
}

const SCOPE_NEEDED =
  'Choose at least one API scope, or let the application sign people in only: without the grant client_credentials.'

/**
 * Checks a choice of API scopes against those that can be had. There must be one, unless the application signs people in
 * only and so has no token to use one with.
 */
export function scopeFaults(
  scopes: readonly string[],
  available: readonly string[],
  signsInOnly = false,
): FieldFault[] {
  if (scopes.length === 0 && !signsInOnly) {
    return [{ path: '/scopes', rule: 'required', message: SCOPE_NEEDED }]
  }
  const faults: FieldFault[] = []
  const seen = new Set<string>()
  for (const [index, scope] of scopes.entries()) {
    const path = `/scopes/${index}`
    if (!available.includes(scope)) {
      faults.push({
        path,
        rule: 'unknown',
        message: `There is no API scope ${quoted(scope)} for this business unit.`,
      })
    } else if (seen.has(scope)) {
      faults.push({ path, rule: 'duplicate', message: `The API scope ${quoted(scope)} is given twice.` })
    }
    seen.add(scope)
  }
  return faults
}

function callbackUrlFaults(urls: readonly string[]): FieldFault[] {
  return checkCallbackUrls(urls).map(fault => ({
    path: fault.index === null ? '/callbackUrls' : `/callbackUrls/${fault.index}`,
    rule: fault.rule,
    message: fault.message,
  }))
}

/**
 * Checks the registration of an internal application.
 * In: what was asked for, the scopes switched on for the business unit, and the grants that were chosen; all unless told.
 * Out: the request with its names as they will be kept. Refuses with all faults at once, each with its field.
 */
export function checkRegistration(
  request: RegistrationRequest,
  available: readonly string[],
  grantTypes: readonly string[] = GRANT_TYPES,
): Result<RegistrationRequest, readonly FieldFault[]> {
  const names = checkNames(request)
  const faults: FieldFault[] = [
    ...(names.ok ? [] : names.error),
    ...scopeFaults(request.scopes, available, signsPeopleInOnly(grantTypes)),
    ...callbackUrlFaults(request.callbackUrls),
  ]
  if (!names.ok || faults.length > 0) return err(faults)
  return ok({ ...request, ...names.value })
}

/** What an edit is judged by. */
export type EditSurroundings = {
  /** The scopes it may have: those switched on for the business unit, or those the vendor of an external one asks for. */
  readonly available: readonly string[]
  /** Whether the business unit opted in to the implicit grant. */
  readonly implicitAllowed: boolean
  /** The business unit's bounds of lifetimes. */
  readonly limits: Lifetimes
  /** Why a URL of a stranger may not be asked, as a sentence; null when it may. */
  readonly outboundFault: (url: string) => string | null
  /** Whom the edit asks for as owners; null: it leaves them alone. */
  readonly askedOwners: readonly AskedOwner[] | null
}

/**
 * Checks an edit against the application as it stands.
 * In: the application, the edit, and what surrounds them.
 * Out: the edit, its names as they will be kept. Refuses with all faults at once.
 */
export function checkEdit(
  application: Registration,
  edit: RegistrationEdit,
  around: EditSurroundings,
): Result<RegistrationEdit, readonly FieldFault[]> {
  const names = checkNames(edit)
  const governance = checkGovernance(application, edit, around.askedOwners)
  const faults: FieldFault[] = [
    ...(names.ok ? [] : names.error),
    ...(governance.ok ? [] : governance.error),
    ...editedScopeFaults(application, edit, around.available),
    ...(edit.callbackUrls === undefined ? [] : callbackUrlFaults(edit.callbackUrls)),
    ...optionalScopeFaults(application, edit),
    ...lifetimeEditFaults(application, edit, around.limits),
  ]
  const external = application.kind === 'authorization'
  faults.push(...vendorFaults(application, edit))
  faults.push(...selfDescribedFaults(application, edit))
  if (edit.implicitAllowed === true && !around.implicitAllowed) {
    faults.push({
      path: '/implicitAllowed',
      rule: 'business-unit',
      message:
        'The implicit grant is off for the whole business unit. Somebody who may edit the business unit must opt in first.',
    })
  }
  if (edit.rotateRefreshTokens === false && application.clientType === 'public') {
    faults.push({
      path: '/rotateRefreshTokens',
      rule: 'public',
      message: 'Refresh tokens of a public application are always replaced at each use (RFC 9700).',
    })
  }
  if (!external && faults.length === 0 && (edit.metadata ?? edit.callbackUrls) !== undefined) {
    const { metadata = application.metadata, callbackUrls = application.callbackUrls } = edit
    const { clientType } = application
    const { outboundFault } = around
    faults.push(...metadataFaults(metadata, { callbackUrls, clientType, outboundFault }))
  }
  if (faults.length > 0 || !names.ok || !governance.ok) return err(faults)
  const kept = { ...names.value, ...governance.value }
  return ok(Object.keys(kept).length === 0 ? edit : { ...edit, ...kept })
}

/** What the vendor decides of an external application, and who that vendor is of one that is published. */
function vendorFaults(application: Registration, edit: RegistrationEdit): FieldFault[] {
  if (application.kind === 'catalogue') {
    if ((edit.vendorName ?? application.vendorName) === application.vendorName) return []
    return [{ path: '/vendorName', rule: 'vendor', message: 'What is published stays with its vendor.' }]
  }
  if (application.kind === 'internal') return []
  const faults: FieldFault[] = []
  const vendorsOwn = (field: keyof RegistrationEdit, what: string): void => {
    if (edit[field] === undefined) return
    const message = `${what} of an external application are set by its vendor.`
    faults.push({ path: `/${field}`, rule: 'vendor', message })
  }
  vendorsOwn('vendorName', 'The names')
  vendorsOwn('name', 'The names')
  vendorsOwn('callbackUrls', 'The callback URLs')
  vendorsOwn('rotateRefreshTokens', 'The refresh tokens')
  vendorsOwn('metadata', 'The metadata')
  vendorsOwn('optionalScopes', 'The optional scopes')
  return faults
}

type Governance = Pick<RegistrationEdit, 'tags' | 'owners'>

/** Checks the tags and owners that are asked for. Out: them as they will be kept. */
function checkGovernance(
  application: Registration,
  edit: RegistrationEdit,
  askedOwners: readonly AskedOwner[] | null,
): Result<Governance, readonly FieldFault[]> {
  const tags = edit.tags === undefined ? null : checkTags(edit.tags)
  const owners = askedOwners === null ? null : checkOwners(application, askedOwners)
  const faults = [tags, owners].flatMap(checked => (checked === null || checked.ok ? [] : checked.error))
  if (faults.length > 0) return err(faults)
  return ok({
    ...(tags?.ok === true ? { tags: tags.value } : {}),
    ...(owners?.ok === true ? { owners: owners.value } : {}),
  })
}

const SHOWN = ['clientUri', 'logoUri', 'policyUri', 'tosUri', 'supportEmail'] as const

/** What an application that registered itself shows of itself comes from its registration alone. */
function selfDescribedFaults({ registered, metadata }: Registration, edit: RegistrationEdit): FieldFault[] {
  const wanted = edit.metadata
  if (registered === null || wanted === undefined) return []
  const message = 'The application registered itself: what users see of it comes from its own registration.'
  return SHOWN.filter(field => wanted[field] !== metadata[field]).map(field => ({
    path: `/metadata/${field}`,
    rule: 'registered',
    message,
  }))
}

type Names = Pick<RegistrationEdit, 'vendorName' | 'name'>

/** Checks the names that are given. Out: them as they will be kept. */
export function checkNames({ vendorName, name }: Names): Result<Names, readonly FieldFault[]> {
  const vendor = vendorName === undefined ? null : checkName(vendorName, 'Vendor Name')
  const own = name === undefined ? null : checkName(name, 'Application Name')
  const faults: FieldFault[] = [
    ...(vendor === null || vendor.ok
      ? []
      : [{ path: '/vendorName', rule: vendor.rule, message: vendor.message }]),
    ...(own === null || own.ok ? [] : [{ path: '/name', rule: own.rule, message: own.message }]),
  ]
  if (faults.length > 0) return err(faults)
  return ok({
    ...(vendor?.ok === true ? { vendorName: vendor.value } : {}),
    ...(own?.ok === true ? { name: own.value } : {}),
  })
}

/** The scopes as they would stand, beside the grants as they would stand. */
function editedScopeFaults(
  application: Registration,
  edit: RegistrationEdit,
  available: readonly string[],
): FieldFault[] {
  const { grantTypes } = edit.metadata ?? application.metadata
  const signsInOnly = application.kind === 'internal' && signsPeopleInOnly(grantTypes)
  if (edit.scopes === undefined) {
    if (application.scopes.length > 0 || signsInOnly || edit.metadata === undefined) return []
    const message = 'Without an API scope the application signs people in only: leave client_credentials out.'
    return [{ path: '/metadata/grantTypes', rule: 'scopes', message }]
  }
  // A scope switched off meanwhile may stay where it is; only what is added must be available.
  return scopeFaults(edit.scopes, [...available, ...application.scopes], signsInOnly)
}

/** Only what is changed is judged: a limit may have been lowered since the rest was set, and then rules over it. */
function lifetimeEditFaults(
  { lifetimes: stand }: Registration,
  { lifetimes }: RegistrationEdit,
  limits: Lifetimes,
): FieldFault[] {
  if (lifetimes === undefined) return []
  const changed = (name: keyof Lifetimes) => (lifetimes[name] === stand[name] ? null : lifetimes[name])
  const judged = {
    accessToken: changed('accessToken'),
    refreshIdle: changed('refreshIdle'),
    refreshLongest: changed('refreshLongest'),
  }
  return lifetimeFaults(judged, limits, '/lifetimes')
}

/** An optional scope is one of the application's own; what an edit of the scopes removes is optional no longer. */
function optionalScopeFaults(application: Registration, edit: RegistrationEdit): FieldFault[] {
  const scopes = edit.scopes ?? application.scopes
  return (edit.optionalScopes ?? []).flatMap((scope, index) =>
    scopes.includes(scope)
      ? []
      : [
          {
            path: `/optionalScopes/${index}`,
            rule: 'unknown',
            message: `${quoted(scope)} is not among the API scopes of the application.`,
          },
        ],
  )
}

const LIFETIME_NAMES = {
  accessToken: 'An access token',
  refreshIdle: 'An unused refresh token',
  refreshLongest: 'A refresh token with all its successors',
} as const

/**
 * Checks lifetimes against the platform's bounds and, of an application, against its business unit's.
 * Out: all faults at once, each with its field under the pointer that is given.
 */
export function lifetimeFaults(lifetimes: Lifetimes, limits: Lifetimes, pointer: string): FieldFault[] {
  const faults: FieldFault[] = []
  for (const field of ['accessToken', 'refreshIdle', 'refreshLongest'] as const) {
    const value = lifetimes[field]
    if (value === null) continue
    const { least, most: bound } = LIFETIME_BOUNDS[field]
    const most = Math.min(bound, limits[field] ?? bound)
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue
    const [from, to] = [least / 1000, most / 1000]
    const [shortest, longest] = [durationWords(from), durationWords(to)]
    const message = `${LIFETIME_NAMES[field]} may live ${shortest} to ${longest} (${from} to ${to} seconds) here.`
    faults.push({ path: `${pointer}/${field}`, rule: 'range', message })
  }
  return faults
}

/** The form in which names are searched and ordered. In: what somebody typed. Out: null when there is nothing to find. */
export function searchKey(typed: string | null): string | null {
  const key = nameKey(typed ?? '')
  return key === '' ? null : key
}

/** Checks the label of a client secret; an empty one gets a default. Refuses what a name may not hold. */
export function checkLabel(typed: string): Result<string, readonly FieldFault[]> {
  const label = checkName(typed.trim() === '' ? 'Client secret' : typed, 'Label')
  return label.ok ? ok(label.value) : err([{ path: '/label', rule: label.rule, message: label.message }])
}

/** Whether a client secret has reached its end. In: when it ends, null for never; now. */
export function hasEnded({ expiresAt }: { readonly expiresAt: Instant | null }, now: Instant): boolean {
  return expiresAt !== null && expiresAt <= now
}

/** A secret that outlives everybody who knows of it is one that nobody replaces. */
const LONGEST_SECRET_LIFE = 5 * 366 * DAY

/** Checks when a client secret is to end. In: the moment, or null for never; now. */
export function checkSecretExpiry(expiresAt: Instant | null, now: Instant): readonly FieldFault[] {
  if (expiresAt === null || (expiresAt > now && expiresAt <= now + LONGEST_SECRET_LIFE)) return []
  const message = 'Choose a moment in the future, within five years, or leave the secret without an end.'
  return [{ path: '/expiresAt', rule: 'range', message }]
}
