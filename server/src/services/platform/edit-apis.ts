import type { Instant } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import {
  apiNameFaults,
  audienceFaults,
  baseUrlFaults,
  endFaults,
  MOST_APIS,
  MOST_SCOPES,
  scopeName,
  scopeNameFaults,
  wordsFaults,
} from '../../registry/business-units/api.ts'
import type { ApiRecord, FieldChange, ScopeRecord } from '../../registry/model.ts'
import type { FieldFault, RegistryRefusal } from '../../registry/refusal.ts'
import { editApi, editScope, insertApi, insertScope } from '../../store/business-units/api-records.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type OnceKey, once } from '../idempotency.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { type ApiView, readPlatformApi, standingApis } from './apis.ts'

/** What people read, in English and, if somebody gave it, in German. */
type Words = { readonly description: string; readonly german: string | null }
type Reach = { readonly withoutUser: boolean; readonly sensitive: boolean }
type NewApi = Words & Reach & Pick<ApiRecord, 'name' | 'audience' | 'baseUrl'>
type ApiEdit = Partial<Words & Pick<ApiRecord, 'audience' | 'baseUrl'> & { readonly endsAt: Instant | null }>
/** `name`: what follows the colon. */
type NewScope = Words & Reach & { readonly name: string }
type ScopeEdit = Partial<Words & Reach & { readonly endsAt: Instant | null }>

type Outcome = Promise<Result<ApiView, RegistryRefusal>>

const invalid = (faults: readonly FieldFault[]) => err({ kind: 'invalid', faults } as const)

function wordFaults({ description, german = null }: Partial<Words>): FieldFault[] {
  return [
    ...(description === undefined ? [] : wordsFaults(description, '/description')),
    ...(german === null ? [] : wordsFaults(german, '/german')),
  ]
}

function kept({ description, german }: Words): Words {
  const trim = (text: string) => text.normalize('NFC').trim()
  return { description: trim(description), german: german === null ? null : trim(german) }
}

const BEGUN = { endsAt: null, version: 1 } as const

/**
 * Makes an API with the scope that bears its name. It is switched on for no business unit yet.
 * Refuses without `apis:edit`, and all faults at once.
 */
export async function makeApi(deps: Deps, actor: Actor, asked: NewApi, onceKey: OnceKey | null): Outcome {
  const allowed = demand(actor, 'apis:edit')
  if (!allowed.ok) return allowed
  const made = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const { apis, scopes } = await standingApis(tx.handle)
      const faults = [
        ...apiNameFaults(
          asked.name,
          [...apis, ...scopes].map(({ name }) => name),
        ),
        ...wordFaults(asked),
        ...audienceFaults(asked.audience, deps.issuer, apis),
        ...baseUrlFaults(asked.baseUrl, apis),
        ...(apis.length < MOST_APIS ? [] : [tooMany('APIs', MOST_APIS)]),
      ]
      if (faults.length > 0) return invalid(faults)
      const { name, audience, baseUrl, withoutUser, sensitive } = asked
      const words = { ...kept(asked), ...BEGUN, position: apis.length + 1, editedAt: deps.clock() }
      const api = { name, audience, baseUrl: slashed(baseUrl), tryPath: null, ...words }
      if (!(await insertApi(tx.handle, api))) return invalid([TAKEN])
      await insertScope(tx.handle, { name, apiName: name, withoutUser, sensitive, ...words })
      await record(tx, actor, { action: 'api.created', id: name, changes: changesOf({}, api) })
      await claim(scopeOf(tx.handle, actor), [name])
      return ok([name])
    }),
  )
  return made.ok ? readPlatformApi(deps, actor, made.value[0] ?? '') : made
}

const TAKEN: FieldFault = {
  path: '/name',
  rule: 'taken',
  message: 'Somebody made an API of this name or audience at the same moment.',
}

function tooMany(what: 'APIs' | 'scopes', most: number): FieldFault {
  return { path: '', rule: 'too-many', message: `There can be at most ${most} ${what}.` }
}

/** Paths are written after it. */
function slashed(baseUrl: string): string {
  return baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`
}

/**
 * Edits an API: its words, where it is served, its audience while no application may use it, and until when it may be
 * used if it is deprecated. Its name stays.
 * Refuses without `apis:edit`, an unknown name, faults (all at once), and a version that is no longer the current one.
 */
export async function editPlatformApi(
  deps: Deps,
  actor: Actor,
  target: { readonly name: string; readonly version: number },
  edit: ApiEdit,
): Outcome {
  const found = await readPlatformApi(deps, actor, target.name)
  if (!found.ok) return found
  const done = await commit(deps, async tx => {
    const { apis } = await standingApis(tx.handle)
    const stands = apis.find(({ name }) => name === target.name)
    if (stands === undefined) return err({ kind: 'not-found', what: 'api' } as const)
    if (stands.version !== target.version) {
      return err({ kind: 'version-conflict', current: stands.version } as const)
    }
    const others = apis.filter(({ name }) => name !== target.name)
    const wanted = { ...stands, ...edit }
    const faults = [
      ...wordFaults(edit),
      ...(wanted.audience === stands.audience
        ? []
        : [...audienceFaults(wanted.audience, deps.issuer, others), ...inUse(found.value)]),
      ...(wanted.baseUrl === stands.baseUrl ? [] : baseUrlFaults(wanted.baseUrl, others)),
      ...(wanted.endsAt === stands.endsAt ? [] : endOfApiFaults(wanted, deps.clock())),
    ]
    if (faults.length > 0) return invalid(faults)
    const api = { ...wanted, ...kept(wanted), baseUrl: slashed(wanted.baseUrl), editedAt: deps.clock() }
    const changes = changesOf(stands, api)
    if (changes.length === 0) return ok(null)
    if (!(await editApi(tx.handle, api, target.version))) {
      return err({ kind: 'version-conflict', current: target.version + 1 } as const)
    }
    await record(tx, actor, { action: 'api.edited', id: api.name, changes })
    return ok(null)
  })
  return done.ok ? readPlatformApi(deps, actor, target.name) : done
}

/** Tokens are made out to the audience, and whoever checks them compares it. */
function inUse({ scopes }: ApiView): FieldFault[] {
  const used = scopes.some(({ usedBy: { applications } }) => applications.count > 0 || applications.more)
  const message = 'Applications may use this API, and their tokens are made out to its audience: it stays.'
  return used ? [{ path: '/audience', rule: 'in-use', message }] : []
}

/** The management API itself is called with it. */
const NEEDED = 'AdminApi'

function endOfApiFaults({ name, endsAt }: Pick<ApiRecord, 'name' | 'endsAt'>, now: Instant): FieldFault[] {
  const message = 'The management API itself is called with AdminApi: it does not end.'
  if (name === NEEDED && endsAt !== null) return [{ path: '/endsAt', rule: 'needed', message }]
  return endFaults(endsAt, now)
}

/**
 * Makes a finer scope within an API. Applications ask for it by its whole name.
 * Refuses without `apis:edit`, an unknown API, and all faults at once.
 */
export async function makeScope(
  deps: Deps,
  actor: Actor,
  { api: apiName, onceKey }: { readonly api: string; readonly onceKey: OnceKey | null },
  asked: NewScope,
): Outcome {
  const found = await readPlatformApi(deps, actor, apiName)
  if (!found.ok) return found
  const made = await once(deps, actor, onceKey, claim =>
    commit(deps, async tx => {
      const { scopes } = await standingApis(tx.handle)
      const own = scopes.filter(scope => scope.apiName === apiName)
      const faults = [
        ...scopeNameFaults(
          apiName,
          asked.name,
          scopes.map(({ name }) => name),
        ),
        ...wordFaults(asked),
        ...(own.length < MOST_SCOPES ? [] : [tooMany('scopes', MOST_SCOPES)]),
      ]
      if (faults.length > 0) return invalid(faults)
      const name = scopeName(apiName, asked.name)
      const { withoutUser, sensitive } = asked
      // Behind those that stand, which are in the order of their making.
      const position = scopes.length + 1
      const words = { ...kept(asked), ...BEGUN, position, editedAt: deps.clock() }
      const scope: ScopeRecord = { name, apiName, withoutUser, sensitive, ...words }
      if (!(await insertScope(tx.handle, scope))) return invalid([{ ...TAKEN, message: SCOPE_TAKEN }])
      await record(tx, actor, { action: 'scope.created', id: name, changes: changesOf({}, scope) })
      await claim(scopeOf(tx.handle, actor), [name])
      return ok([name])
    }),
  )
  return made.ok ? readPlatformApi(deps, actor, apiName) : made
}

const SCOPE_TAKEN = 'Somebody made a scope of this name at the same moment.'

/**
 * Edits a scope: its words, how far it reaches, and until when it may be used if it is deprecated. Its name stays.
 * Refuses without `apis:edit`, an unknown API or scope, faults (all at once), and a version that is no longer current.
 */
export async function editPlatformScope(
  deps: Deps,
  actor: Actor,
  target: { readonly api: string; readonly scope: string; readonly version: number },
  edit: ScopeEdit,
): Outcome {
  const found = await readPlatformApi(deps, actor, target.api)
  if (!found.ok) return found
  const stands = found.value.scopes.find(({ name }) => name === target.scope)
  if (stands === undefined) return err({ kind: 'not-found', what: 'scope' })
  if (stands.version !== target.version) return err({ kind: 'version-conflict', current: stands.version })
  const wanted = { ...stands, ...edit }
  const faults = [
    ...wordFaults(edit),
    ...(wanted.endsAt === stands.endsAt ? [] : endOfApiFaults(wanted, deps.clock())),
  ]
  if (faults.length > 0) return invalid(faults)
  const { usedBy: _, ...scope } = { ...wanted, ...kept(wanted), editedAt: deps.clock() }
  const changes = changesOf(stands, scope)
  if (changes.length === 0) return found
  const done = await commit(deps, async tx => {
    if (!(await editScope(tx.handle, scope, target.version))) {
      return err({ kind: 'version-conflict', current: target.version + 1 } as const)
    }
    await record(tx, actor, { action: 'scope.edited', id: scope.name, changes })
    return ok(null)
  })
  return done.ok ? readPlatformApi(deps, actor, target.api) : done
}

type Told = Partial<Omit<ApiRecord & ScopeRecord, 'apiName'>>

const FIELDS = ['description', 'german', 'audience', 'baseUrl', 'withoutUser', 'sensitive', 'endsAt'] as const

function changesOf(before: Told, after: Told): FieldChange[] {
  const said = (value: Told[(typeof FIELDS)[number]], field: string): string | null => {
    if (value === undefined || value === null) return null
    if (typeof value === 'number') return field === 'endsAt' ? new Date(value).toISOString() : String(value)
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : value
  }
  return FIELDS.flatMap(field => {
    const [was, is] = [said(before[field], field), said(after[field], field)]
    return was === is ? [] : [{ field, before: was, after: is }]
  })
}

async function record(
  tx: Commit,
  actor: Actor,
  what: { readonly action: string; readonly id: string; readonly changes: readonly FieldChange[] },
): Promise<void> {
  await tx.record(scopeOf(tx.handle, actor), {
    actor: refOf(actor),
    action: what.action,
    target: { kind: 'api', id: what.id },
    changes: what.changes,
    requestId: actor.requestId,
    touches: [{ kind: 'apis', ref: 'all' }],
  })
}
