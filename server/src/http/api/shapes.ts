import type { Application, ApplicationSummary } from '@latchkey/contract/applications/applications.ts'
import {
  type Lifetimes as LifetimesShape,
  NEEDABLE_SCOPES,
} from '@latchkey/contract/applications/client-metadata.ts'
import type { DeletedApplication as DeletedApplicationShape } from '@latchkey/contract/applications/deletion.ts'
import type { AlertEntry as AlertShape } from '@latchkey/contract/audit/alerts.ts'
import type { HistoryEntry } from '@latchkey/contract/audit/history.ts'
import type { CatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import type { AccountProfile } from '@latchkey/contract/people/account.ts'
import type { Me } from '@latchkey/contract/people/people.ts'
import { type Instant, SECOND } from '../../lib/clock.ts'
import type { EffectiveLifetimes, Lifetimes } from '../../registry/applications/lifetimes.ts'
import { ALERTS, type Alert } from '../../registry/audit/alerts.ts'
import type {
  ActorRef,
  AuditEntry,
  BusinessUnit,
  ClientSecret,
  DeletedApplication,
  PersonDetails,
  Registration,
} from '../../registry/model.ts'
import { permissionsOf } from '../../registry/people/profiles.ts'
import type { ApplicationView } from '../../services/applications/application-view.ts'
import type { CatalogueItem } from '../../services/applications/read-applications.ts'
import { RESTORABLE } from '../../services/applications/status/deletion.ts'
import type { Actor } from '../../services/people/actor.ts'

/** Records as the contract shows them. Each function names every field, so that nothing slips out unseen. */

function time(instant: Instant): string {
  return new Date(instant).toISOString()
}

function actorShape(actor: ActorRef): { id: string; name: string } {
  return { id: actor.id, name: actor.name }
}

/** An application in a list. */
export function summaryShape(registration: Registration): ApplicationSummary {
  return {
    id: registration.id,
    type: registration.kind === 'internal' ? 'internal' : 'external',
    vendorName: registration.vendorName,
    name: registration.name,
    clientType: registration.clientType,
    status: registration.active ? 'active' : 'inactive',
    scopes: [...registration.scopes],
    createdAt: time(registration.createdAt),
    statusChangedAt: time(registration.statusChangedAt),
    statusChangedBy: actorShape(registration.statusChangedBy),
  }
}

function secretShape(secret: ClientSecret): Application['secrets'][number] {
  return {
    id: secret.id,
    label: secret.label,
    hint: secret.hint,
    createdAt: time(secret.createdAt),
    createdBy: actorShape(secret.createdBy),
    expiresAt: secret.expiresAt === null ? null : time(secret.expiresAt),
    lastUsedAt: secret.lastUsedAt === null ? null : time(secret.lastUsedAt),
    lastUsedFrom: secret.lastUsedFrom,
  }
}

function metadataShape(metadata: Registration['metadata']): Application['metadata'] {
  const { postLogoutRedirectUris, requestUris, defaultAcrValues, grantTypes, neededOpenidScopes, ...rest } =
    metadata
  return {
    ...rest,
    postLogoutRedirectUris: [...postLogoutRedirectUris],
    requestUris: [...requestUris],
    defaultAcrValues: [...defaultAcrValues],
    grantTypes: [...grantTypes],
    neededOpenidScopes: NEEDABLE_SCOPES.filter(scope => neededOpenidScopes.includes(scope)),
  }
}

function lifetimesShape(lifetimes: Lifetimes): LifetimesShape {
  const seconds = (value: number | null): number | null => (value === null ? null : value / 1000)
  return {
    accessToken: seconds(lifetimes.accessToken),
    refreshIdle: seconds(lifetimes.refreshIdle),
    refreshLongest: seconds(lifetimes.refreshLongest),
  }
}

function inSeconds(lifetimes: EffectiveLifetimes): Application['effectiveLifetimes'] {
  const { accessToken, refreshIdle, refreshLongest } = lifetimes
  return {
    accessToken: accessToken / 1000,
    refreshIdle: refreshIdle / 1000,
    refreshLongest: refreshLongest / 1000,
  }
}

/** Lifetimes as they are asked for, in milliseconds. In: seconds; what is absent stays absent. */
export function readLifetimes(seconds: Partial<LifetimesShape>): Partial<Lifetimes> {
  return Object.fromEntries(
    Object.entries(seconds).map(([field, value]) => [field, value === null ? null : value * 1000]),
  )
}

/** An application with everything but the values of its secrets. */
export function applicationShape(view: ApplicationView): Application {
  const { registration } = view
  return {
    ...summaryShape(registration),
    callbackUrls: [...view.callbackUrls],
    secrets: view.secrets.map(secretShape),
    implicitAllowed: registration.implicitAllowed,
    rotateRefreshTokens: registration.rotateRefreshTokens,
    optionalScopes: [...registration.optionalScopes],
    metadata: metadataShape(registration.metadata),
    lifetimes: lifetimesShape(registration.lifetimes),
    effectiveLifetimes: inSeconds(view.lifetimes),
    createdBy: actorShape(registration.createdBy),
    version: registration.version,
  }
}

/** A deleted application. */
export function deletedShape(deleted: DeletedApplication): DeletedApplicationShape {
  const { id, kind, vendorName, name, deletedAt, deletedBy } = deleted
  const type = kind === 'internal' ? 'internal' : 'external'
  const when = { deletedAt: time(deletedAt), restorableUntil: time(deletedAt + RESTORABLE) }
  return { id, type, vendorName, name, ...when, deletedBy: actorShape(deletedBy) }
}

/** One audit entry of an application's history. */
export function historyShape(entry: AuditEntry): HistoryEntry {
  return {
    id: entry.id,
    at: time(entry.at),
    action: entry.action,
    actor: actorShape(entry.actor),
    changes: entry.changes.map(({ field, before, after }) => ({ field, before, after })),
  }
}

const ALERT_KINDS = {
  'alert.refresh-token-reused': 'refresh-token-reused',
  'alert.code-redeemed-twice': 'code-redeemed-twice',
  'alert.challenge-reused': 'challenge-reused',
} as const satisfies { readonly [Kind in Alert]: AlertShape['kind'] }

function kindOf(action: string): AlertShape['kind'] {
  const alert = ALERTS.find(each => each === action)
  if (alert === undefined) throw new Error(`${action} is no alert`)
  return ALERT_KINDS[alert]
}

/** One alert about an application. */
export function alertShape(entry: AuditEntry): AlertShape {
  const { id, at, requestId } = entry
  const fact = (field: string) => entry.changes.find(change => change.field === field)?.after ?? null
  return {
    id,
    at: time(at),
    kind: kindOf(entry.action),
    userName: fact('user'),
    businessUnitNumber: fact('businessUnit'),
    familyId: fact('family'),
    requestId,
  }
}

/** An external application that can be authorized. */
export function catalogueShape({ entry, authorized }: CatalogueItem): CatalogueEntry {
  const { id, vendorName, name, description } = entry
  return { id, vendorName, name, description, scopes: [...entry.scopes], authorized }
}

/** A business unit. */
export function businessUnitShape(unit: BusinessUnit): Me['businessUnit'] {
  const { number, name, environment, implicitAllowed, dynamicRegistrationAllowed, limits } = unit
  const choices = { implicitAllowed, dynamicRegistrationAllowed }
  const refreshGrace = unit.refreshGrace / SECOND
  return { number, name, environment, ...choices, limits: lifetimesShape(limits), refreshGrace }
}

/** What is said of a person. */
export function profileShape(details: PersonDetails): AccountProfile {
  const { givenName, familyName, middleName, nickname, picture, profile, website } = details
  const { gender, birthdate, zoneinfo, locale } = details
  const names = { givenName, familyName, middleName, nickname }
  const links = { picture, profile, website }
  return { ...names, ...links, gender, birthdate, zoneinfo, locale, updatedAt: time(details.updatedAt) }
}

/** The caller, and in which language they are answered. */
export function meShape(actor: Actor, language: Me['language']): Me {
  const { user, profile } = actor
  return {
    user: {
      id: user.id,
      userName: user.userName,
      fullName: user.fullName,
      operator: actor.businessUnit.platform,
    },
    businessUnit: businessUnitShape(actor.businessUnit),
    securityProfile: { id: profile.id, name: profile.name },
    permissions: permissionsOf(actor.businessUnit, profile),
    language,
  }
}
