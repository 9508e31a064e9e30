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
import { stateOf } from '../../registry/applications/catalogue-entry.ts'
import type { EffectiveLifetimes, Lifetimes } from '../../registry/applications/lifetimes.ts'
import { presentationOf } from '../../registry/applications/presentation.ts'
import type { Alert } from '../../registry/audit/alerts.ts'
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
import type { CatalogueItem } from '../../services/applications/catalogue/read-catalogue.ts'
import type { Listed } from '../../services/applications/read-applications.ts'
import { RESTORABLE } from '../../services/applications/status/deletion.ts'
import type { ListedAlert } from '../../services/audit/alerts.ts'
import type { PersonActor } from '../../services/people/actor.ts'

/** Records as the contract shows them. Each function names every field, so that nothing slips out unseen. */

function time(instant: Instant): string {
  return new Date(instant).toISOString()
}

export function actorShape(actor: ActorRef): { id: string; name: string } {
  return { id: actor.id, name: actor.name }
}

function statusOf({ active, containment }: Registration): ApplicationSummary['status'] {
  if (containment !== null) return 'contained'
  return active ? 'active' : 'inactive'
}

/** What is published stands in the platform's own business unit alone; elsewhere it is seen once it is let in. */
const TYPES = { internal: 'internal', authorization: 'external', catalogue: 'published' } as const

/** An application in a list. */
export function summaryShape({ registration, owners }: Listed): ApplicationSummary {
  return {
    id: registration.id,
    type: TYPES[registration.kind],
    vendorName: registration.vendorName,
    name: registration.name,
    clientType: registration.clientType,
    status: statusOf(registration),
    scopes: [...registration.scopes],
    tags: [...registration.tags],
    owners: owners.map(({ id, userName, fullName, active }) => ({
      id,
      userName,
      fullName,
      status: active ? 'active' : 'inactive',
    })),
    lastUsedAt: registration.lastUsedAt === null ? null : time(registration.lastUsedAt),
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
    leakedAt: secret.leakedAt === null ? null : time(secret.leakedAt),
    quarantinedAt: secret.quarantinedAt === null ? null : time(secret.quarantinedAt),
  }
}

function metadataShape(registration: Registration): Application['metadata'] {
  const { metadata } = registration
  const { postLogoutRedirectUris, requestUris, defaultAcrValues, grantTypes, neededOpenidScopes, ...rest } =
    metadata
  return {
    ...rest,
    ...presentationOf(registration),
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
    ...summaryShape(view),
    callbackUrls: [...view.callbackUrls],
    secrets: view.secrets.map(secretShape),
    implicitAllowed: registration.implicitAllowed,
    rotateRefreshTokens: registration.rotateRefreshTokens,
    optionalScopes: [...registration.optionalScopes],
    metadata: metadataShape(registration),
    lifetimes: lifetimesShape(registration.lifetimes),
    effectiveLifetimes: inSeconds(view.lifetimes),
    withdrawn:
      view.withdrawn === null ? null : { at: time(view.withdrawn.at), reason: view.withdrawn.reason },
    askedSince: [...view.askedSince],
    createdBy: actorShape(registration.createdBy),
    statusReason: registration.containment?.reason ?? registration.statusReason,
    version: registration.version,
  }
}

/** A deleted application. */
export function deletedShape(deleted: DeletedApplication): DeletedApplicationShape {
  const { id, kind, vendorName, name, deletedAt, deletedBy } = deleted
  const type = TYPES[kind]
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
  'alert.secret-leaked': 'secret-leaked',
  'alert.refresh-token-leaked': 'refresh-token-leaked',
  'alert.registration-token-leaked': 'registration-token-leaked',
  'alert.secret-ending': 'secret-ending',
  'alert.application-contained': 'application-contained',
} as const satisfies { readonly [Kind in Alert]: AlertShape['kind'] }

/** One alert. */
export function alertShape(alert: ListedAlert): AlertShape {
  const { id, at, kind, applicationId, application, acknowledged, requestId } = alert
  const fact = (field: string) => alert.facts.find(change => change.field === field)?.after ?? null
  return {
    id,
    at: time(at),
    kind: ALERT_KINDS[kind],
    application:
      applicationId === null || application === null ? null : { id: applicationId, ...application },
    userName: fact('user'),
    businessUnitNumber: fact('businessUnit'),
    familyId: fact('family'),
    secret: fact('secret') ?? fact('registrationToken'),
    foundAt: fact('foundAt'),
    foundIn: fact('foundIn'),
    revoked: fact('outcome') === null ? null : fact('outcome') === 'revoked',
    quarantined: fact('outcome') === null ? null : fact('outcome') === 'quarantined',
    endsAt: fact('endsAt'),
    requestId,
    acknowledged:
      acknowledged === null
        ? null
        : { at: time(acknowledged.at), by: actorShape(acknowledged.by), note: acknowledged.note },
  }
}

/** An external application that can be authorized. */
export function catalogueShape(item: CatalogueItem): CatalogueEntry {
  const { entry, authorized, vendorVerified, businessUnits } = item
  const { id, vendorName, name, description, version } = entry
  const state = stateOf(entry)
  const asks = {
    scopes: [...entry.scopes],
    optionalScopes: [...entry.optionalScopes],
    scopeReason: entry.metadata.scopeReason,
  }
  return {
    id,
    vendorName,
    vendorVerified,
    name,
    description,
    ...asks,
    authorized,
    businessUnits,
    state,
    version,
  }
}

/** A business unit. */
export function businessUnitShape(unit: BusinessUnit): Me['businessUnit'] {
  const { number, name, environment, implicitAllowed, dynamicRegistrationAllowed, limits } = unit
  const choices = { implicitAllowed, dynamicRegistrationAllowed }
  const { leakPolicy } = unit
  const refreshGrace = unit.refreshGrace / SECOND
  return { number, name, environment, ...choices, limits: lifetimesShape(limits), refreshGrace, leakPolicy }
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
export function meShape(actor: PersonActor, language: Me['language']): Me {
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
