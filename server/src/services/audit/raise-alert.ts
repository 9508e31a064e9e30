import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { Alert } from '../../registry/audit/alerts.ts'
import type { FieldChange } from '../../registry/model.ts'
import { findOwner } from '../../store/applications/applications.ts'
import { insertAlert } from '../../store/audit/alerts.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'
import { announce } from '../mail/announce.ts'

const ACTOR = { kind: 'system', id: 'alerts', name: 'Latchkey' } as const

type Raised = {
  readonly alert: Alert
  /** Null: it concerns the business unit as a whole. */
  readonly applicationId: ApplicationId | null
  /** Where it happened. */
  readonly businessUnitId: BusinessUnitId
  /** Which of the application's things it is about, by its id; absent: none of them. */
  readonly subject?: string
  /** What is known of it, by its name; who it happened to is told in the user's own business unit alone. */
  readonly facts: Readonly<Record<string, string>>
  /** Whose sign-in it was; absent: nobody's. */
  readonly userName?: string
  readonly requestId: string
}

function changesOf(facts: Readonly<Record<string, string>>): FieldChange[] {
  return Object.entries(facts).map(([field, after]) => ({ field, before: null, after }))
}

async function tell(tx: Commit, scope: Scoped, raised: Raised, facts: Raised['facts']): Promise<void> {
  const { alert, applicationId, subject = '', requestId } = raised
  const target =
    applicationId === null
      ? { kind: 'business-unit', id: scope.businessUnitId }
      : { kind: 'application', id: applicationId }
  const changes = changesOf(facts)
  const { id, at } = await tx.record(scope, { actor: ACTOR, action: alert, target, changes, requestId })
  await insertAlert(scope, { id, at, kind: alert, applicationId, subject, facts: changes, requestId })
  // Of a secret that ends another letter tells, once a day.
  if (alert === 'alert.secret-ending') return
  await announce(scope, { applicationId, topic: 'alert', item: { subject: id, detail: '' }, at })
}

/**
 * Tells whoever is responsible for an application, within a transaction, that something about it needs a look: as an
 * open alert and in the history where it happened, and in its owner's when that is another business unit; by the outbox
 * too, and by a letter to those who answer for it. Who raises it sees to it that one cause raises it once.
 */
export async function raiseAlert(tx: Commit, raised: Raised): Promise<void> {
  const { applicationId, businessUnitId, facts, userName } = raised
  const whose = userName === undefined ? {} : { user: userName }
  await tell(tx, inBusinessUnit(tx.handle, businessUnitId), raised, { ...facts, ...whose })
  const ownerId = applicationId === null ? null : await findOwner(tx.handle, applicationId)
  if (ownerId === null || ownerId === businessUnitId) return
  const number = (await findBusinessUnit(tx.handle, businessUnitId))?.number ?? ''
  await tell(tx, inBusinessUnit(tx.handle, ownerId), raised, { ...facts, businessUnit: number })
}
