import type { Application, ApplicationSummary } from '@latchkey/contract/applications.ts'
import type { CatalogueEntry } from '@latchkey/contract/catalogue.ts'
import type { HistoryEntry } from '@latchkey/contract/history.ts'
import type { Me } from '@latchkey/contract/people.ts'
import type { RefusalEntry as RefusalShape } from '@latchkey/contract/refusals.ts'
import type { Instant } from '../../lib/clock.ts'
import type {
  ActorRef,
  AuditEntry,
  BusinessUnit,
  ClientSecret,
  RefusalEntry,
  Registration,
} from '../../registry/model.ts'
import { permissionsOf } from '../../registry/profiles.ts'
import type { ApplicationView } from '../../services/applications/application-view.ts'
import type { CatalogueItem } from '../../services/applications/read-applications.ts'
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
  }
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
    createdBy: actorShape(registration.createdBy),
    version: registration.version,
  }
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

/** One refused request of an application. */
export function refusalShape(entry: RefusalEntry): RefusalShape {
  const { id, endpoint, reason, description, requestId } = entry
  return { id, at: time(entry.at), endpoint, reason, description, requestId }
}

/** An external application that can be authorized. */
export function catalogueShape({ entry, authorized }: CatalogueItem): CatalogueEntry {
  const { id, vendorName, name, description } = entry
  return { id, vendorName, name, description, scopes: [...entry.scopes], authorized }
}

/** A business unit. */
export function businessUnitShape(unit: BusinessUnit): Me['businessUnit'] {
  const { number, name, environment, implicitAllowed } = unit
  return { number, name, environment, implicitAllowed }
}

/** The caller. */
export function meShape(actor: Actor): Me {
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
  }
}
