import { newBusinessUnitId } from '../../keys/random.ts'
import { NO_LIFETIMES } from '../../registry/applications/lifetimes.ts'
import { USUAL_LEAK_POLICY, USUAL_REFRESH_GRACE } from '../../registry/business-units/business-unit.ts'
import type { ActorRef, BusinessUnit } from '../../registry/model.ts'
import { insertBusinessUnit, switchOnApis } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import type { Commit } from '../commit.ts'

type NewBusinessUnit = {
  /** Seven digits, public, unique on the platform. */
  readonly number: string
  readonly name: string
  readonly environment: BusinessUnit['environment']
  readonly platform: boolean
  /** Names of the APIs that are switched on from the start; they must stand already. */
  readonly apis: readonly string[]
}

/**
 * Makes a business unit within a transaction and records it.
 * Out: the business unit, or null, with nothing written, when its number is taken or a second platform would arise.
 */
export async function createBusinessUnit(
  tx: Commit,
  request: NewBusinessUnit,
  by: { readonly actor: ActorRef; readonly at: number; readonly requestId: string },
): Promise<BusinessUnit | null> {
  const { apis, ...facts } = request
  const unit: BusinessUnit = {
    ...facts,
    id: newBusinessUnitId(),
    active: true,
    statusChangedAt: null,
    implicitAllowed: false,
    dynamicRegistrationAllowed: false,
    limits: NO_LIFETIMES,
    refreshGrace: USUAL_REFRESH_GRACE,
    leakPolicy: USUAL_LEAK_POLICY,
  }
  if (!(await insertBusinessUnit(tx.handle, { ...unit, createdAt: by.at }))) return null
  const scope = inBusinessUnit(tx.handle, unit.id)
  await switchOnApis(scope, apis)
  await tx.record(scope, {
    actor: by.actor,
    action: 'business-unit.created',
    target: { kind: 'business-unit', id: unit.id },
    changes: [
      { field: 'number', before: null, after: unit.number },
      { field: 'name', before: null, after: unit.name },
      { field: 'environment', before: null, after: unit.environment },
    ],
    requestId: by.requestId,
    touches: [{ kind: 'business-unit', ref: unit.id }],
  })
  return unit
}
