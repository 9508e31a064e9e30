import { isDeepStrictEqual } from 'node:util'
import { builtInApis } from '../registry/business-units/built-in-apis.ts'
import type { Api, BusinessUnit, FieldChange, Scope } from '../registry/model.ts'
import { BUILT_IN_APIS } from '../registry/people/profiles.ts'
import { listApiRecords, listScopeRecords } from '../store/business-units/api-records.ts'
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
  const standing = await findPlatform(deps.store)
  const wanted = await leftToUs(deps.store, builtInApis(options.exampleBaseUrl))
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

/** Without what an operator edited: that stays as they left it. */
async function leftToUs(handle: Handle, { apis, scopes }: Wanted): Promise<Wanted> {
  const theirs = (records: readonly { readonly name: string; readonly editedAt: number | null }[]) =>
    new Set(records.filter(({ editedAt }) => editedAt !== null).map(({ name }) => name))
  const [editedApis, editedScopes] = [
    theirs(await listApiRecords(handle)),
    theirs(await listScopeRecords(handle)),
  ]
  return {
    apis: apis.filter(({ name }) => !editedApis.has(name)),
    scopes: scopes.filter(({ name }) => !editedScopes.has(name)),
  }
}

/** Whether the built-in APIs and scopes stand exactly so, in this order; others may stand among them. */
async function holds(handle: Handle, wanted: Wanted): Promise<boolean> {
  const apiNames = new Set(wanted.apis.map(api => api.name))
  const scopeNames = new Set(wanted.scopes.map(scope => scope.name))
  const apis = (await listApis(handle)).filter(api => apiNames.has(api.name))
  const scopes = (await listScopes(handle)).filter(scope => scopeNames.has(scope.name))
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
    await upsertApi(tx.handle, { ...api, position: placeOf(api.name, index) })
  }
  for (const [index, scope] of wanted.scopes.entries()) {
    await upsertScope(tx.handle, { ...scope, position: placeOf(scope.name, index) })
  }
}

/** The place of what a platform begins with, whatever of it an operator edited. */
function placeOf(name: string, index: number): number {
  const place = BUILT_IN_APIS.findIndex(each => each === name)
  return (place < 0 ? index : place) + 1
}
