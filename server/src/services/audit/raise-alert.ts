import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { Alert } from '../../registry/audit/alerts.ts'
import type { FieldChange } from '../../registry/model.ts'
import { findOwner } from '../../store/applications/applications.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'

const ACTOR = { kind: 'system', id: 'alerts', name: 'Latchkey' } as const

type Raised = {
  readonly alert: Alert
  readonly applicationId: ApplicationId
  /** Where it happened. */
  readonly businessUnitId: BusinessUnitId
  /** What is known of it, by its name; who it happened to is told in the user's own business unit alone. */
  readonly facts: Readonly<Record<string, string>>
  readonly userName: string
  readonly requestId: string
}

function changesOf(facts: Readonly<Record<string, string>>): FieldChange[] {
  return Object.entries(facts).map(([field, after]) => ({ field, before: null, after }))
}

/**
 * Tells whoever is responsible for an application, within a transaction, that something about it needs a look: in the
 * history of the application where it happened, and in its owner's when that is another business unit; by the outbox
 * too. Who raises it sees to it that one cause raises it once.
 */
export async function raiseAlert(tx: Commit, raised: Raised): Promise<void> {
  const { alert, applicationId, businessUnitId, facts, userName, requestId } = raised
  const target = { kind: 'application', id: applicationId }
  const record = { actor: ACTOR, action: alert, target, requestId }
  await tx.record(inBusinessUnit(tx.handle, businessUnitId), {
    ...record,
    changes: changesOf({ ...facts, user: userName }),
  })
  const ownerId = await findOwner(tx.handle, applicationId)
  if (ownerId === null || ownerId === businessUnitId) return
  const number = (await findBusinessUnit(tx.handle, businessUnitId))?.number ?? ''
  await tx.record(inBusinessUnit(tx.handle, ownerId), {
    ...record,
    changes: changesOf({ ...facts, businessUnit: number }),
  })
}
