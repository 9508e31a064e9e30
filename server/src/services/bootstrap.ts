import { isDeepStrictEqual } from 'node:util'
import { builtInApis } from '../registry/business-units/built-in-apis.ts'
import type { Api, BusinessUnit, FieldChange, Scope } from '../registry/model.ts'
import { BUILT_IN_APIS } from '../registry/people/profiles.ts'
import { listApis, listScopes, upsertApi, upsertScope } from '../store/business-units/apis.ts'
import { findPlatform, holdBusinessUnit, switchOnApis } from '../store/business-units/business-units.ts'
import { type Handle, inBusinessUnit } from '../store/handle.ts'
import { createBusinessUnit } from './business-units/create-business-unit.ts'
import { type Commit, commit } from './commit.ts'
import type { Deps } from './deps.ts'
import { newRequestId } from './request-id.ts'

const PLATFORM = {
  number: '1000000',
  name: 'Platform',
  environment: 'production',
  platform: true,
  // None stands yet when the platform is made.
  apis: [],
} as const

const ACTOR = { kind: 'system', id: 'start', name: 'Start' } as const

/**
 * Makes what every platform needs before anybody can use it: its own business unit, and the seven APIs with their
 * scopes. Doing it again changes nothing unless a new version or another address of the APIs does; nodes that start
 * at once on one database make one platform.
 * In: where the contact-centre example serves the APIs, without a slash at the end.
 */
export async function ensurePlatform(
  deps: Deps,
  options: { readonly exampleBaseUrl: string },
): Promise<BusinessUnit> {
  const wanted = builtInApis(options.exampleBaseUrl)
  const standing = await findPlatform(deps.store)
  if (standing !== null && (await holds(deps.store, wanted))) return standing
  return commit(deps, async tx => {
    const by = { actor: ACTOR, at: deps.clock(), requestId: newRequestId() }
    // Of two nodes the second waits here for the first one's commit, and then finds what that one made.
    const platform = (await createBusinessUnit(tx, PLATFORM, by)) ?? (await findPlatform(tx.handle))
    if (platform === null) throw new Error(`The number ${PLATFORM.number} is not the platform's own`)
    const scope = inBusinessUnit(tx.handle, platform.id)
    await holdBusinessUnit(scope)
    if (await holds(tx.handle, wanted)) return platform
    const changes = await addressChange(tx.handle, wanted)
    await write(tx, wanted)
    await switchOnApis(scope, BUILT_IN_APIS)
    await tx.record(scope, {
      actor: by.actor,
      action: 'apis.updated',
      target: { kind: 'business-unit', id: platform.id },
      changes,
      requestId: by.requestId,
      touches: [
        { kind: 'apis', ref: 'all' },
        { kind: 'business-unit', ref: platform.id },
      ],
    })
    return platform
  })
}

type Wanted = { readonly apis: readonly Api[]; readonly scopes: readonly Scope[] }

/** Whether the built-in APIs and scopes stand exactly so, in this order; others may stand among them. */
async function holds(handle: Handle, wanted: Wanted): Promise<boolean> {
  const names = new Set(wanted.apis.map(api => api.name))
  const apis = (await listApis(handle)).filter(api => names.has(api.name))
  const scopes = (await listScopes(handle)).filter(scope => names.has(scope.name))
  return isDeepStrictEqual(apis, wanted.apis) && isDeepStrictEqual(scopes, wanted.scopes)
}

/** All built-in APIs are served at one address, so the first tells of all. */
async function addressChange(handle: Handle, { apis: [first] }: Wanted): Promise<FieldChange[]> {
  const standing = (await listApis(handle)).find(api => api.name === first?.name)
  const change = { field: 'baseUrl', before: standing?.baseUrl ?? null, after: first?.baseUrl ?? null }
  return change.before === change.after ? [] : [change]
}

async function write(tx: Commit, wanted: Wanted): Promise<void> {
  for (const [index, api] of wanted.apis.entries()) {
    await upsertApi(tx.handle, { ...api, position: index + 1 })
  }
  for (const [index, scope] of wanted.scopes.entries()) {
    await upsertScope(tx.handle, { ...scope, position: index + 1 })
  }
}
