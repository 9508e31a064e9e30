import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ClientSecret, Registration } from '../../registry/model.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findApplication } from '../../store/applications/applications.ts'
import { listSecrets } from '../../store/applications/credentials.ts'
import type { Scoped } from '../../store/handle.ts'

/** An application as its business unit sees it. The secrets of an external application are its vendor's. */
export type ApplicationView = {
  readonly registration: Registration
  readonly secrets: readonly ClientSecret[]
  /** The callback URLs in force: an external application's are its vendor's. */
  readonly callbackUrls: readonly string[]
}

/**
 * Loads an application of one business unit.
 * Refuses an id that is unknown there, whether it is another business unit's or nobody's, in the same way.
 */
export async function loadView(scope: Scoped, id: string): Promise<Result<ApplicationView, RegistryRefusal>> {
  const registration = isApplicationId(id) ? await findApplication(scope, id) : null
  if (registration === null) return err({ kind: 'not-found', what: 'application' })
  return ok(await viewOf(scope, registration))
}

async function viewOf(scope: Scoped, registration: Registration): Promise<ApplicationView> {
  const secrets = registration.kind === 'authorization' ? [] : await listSecrets(scope, registration.id)
  return { registration, secrets, callbackUrls: registration.callbackUrls }
}

/** Loads an application that must be there, because the caller just wrote it. */
export async function reload(scope: Scoped, id: ApplicationId): Promise<ApplicationView> {
  const view = await loadView(scope, id)
  if (!view.ok) throw new Error(`application ${id} is gone`)
  return view.value
}
