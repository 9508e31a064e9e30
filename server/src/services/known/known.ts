import { type Clock, type Instant, MINUTE } from '../../lib/clock.ts'
import { type ApplicationId, type BusinessUnitId, isApplicationId, isBusinessUnitId } from '../../lib/ids.ts'
import { endOfScope } from '../../registry/business-units/api.ts'
import type { Api, BusinessUnit, ClientSecret, Registration, Scope } from '../../registry/model.ts'
import { findAddressRanges } from '../../store/applications/address-ranges.ts'
import { findApplication, findOwner } from '../../store/applications/applications.ts'
import { listSecrets } from '../../store/applications/credentials.ts'
import { listApiRecords, listScopeRecords } from '../../store/business-units/api-records.ts'
import {
  findBusinessUnit,
  findBusinessUnitByNumber,
  findOffers,
  listSwitchedOnApis,
} from '../../store/business-units/business-units.ts'
import { inBusinessUnit, type Store } from '../../store/handle.ts'
import { boundedCache } from './bounded-cache.ts'

/** The kinds of things that are remembered, as the changes feed names them. */
export const KNOWN_KINDS = ['application', 'business-unit', 'apis', 'keys'] as const
export type KnownKind = (typeof KNOWN_KINDS)[number]

type KnownClient = {
  readonly registration: Registration
  readonly secrets: readonly ClientSecret[]
  /** From where it may prove itself; empty: from everywhere. */
  readonly addressRanges: readonly string[]
}
export type KnownBusinessUnit = { readonly unit: BusinessUnit; readonly switchedOn: readonly string[] }
type KnownOffers = Awaited<ReturnType<typeof findOffers>>
/** The APIs and scopes that can be used now: what was deprecated and has ended is not among them. */
export type KnownApis = {
  readonly apis: readonly (Api & Worded)[]
  readonly scopes: readonly (Scope & Worded)[]
}
/** Words in German, where an operator gave some; and until when it may be used, if it is deprecated. */
type Worded = { readonly german: string | null; readonly endsAt: Instant | null }

export type Known = {
  /** An application as its owner registered it, with its live secrets; null when there is none. */
  readonly client: (id: ApplicationId) => Promise<KnownClient | null>
  /** A business unit's authorization of an external application; null when there is none. */
  readonly authorization: (unit: BusinessUnitId, id: ApplicationId) => Promise<Registration | null>
  readonly businessUnit: (id: BusinessUnitId) => Promise<KnownBusinessUnit | null>
  readonly businessUnitByNumber: (number: string) => Promise<KnownBusinessUnit | null>
  readonly apis: () => Promise<KnownApis>
  /** What some business unit or application switched on, for the metadata of the one issuer. */
  readonly offers: () => Promise<KnownOffers>
  /** Drops what is remembered of a thing; `ref` is its id. */
  readonly forget: (kind: KnownKind, ref: string) => void
  /** Drops everything, when nobody can say what changed. */
  readonly forgetAll: () => void
}

/** A cache entry is believed for a minute even if a change was missed. */
const LIFE = MINUTE

/**
 * Makes the memory of one process.
 * In: the store, the clock, and what to do when the signing keys changed. Sizes are fixed, so nothing grows with
 * the number of business units.
 */
export function createKnown(store: Store, clock: Clock, onKeysChanged: () => void): Known {
  const bounds = (most: number) => ({ most, life: LIFE, clock })
  const clients = boundedCache(key => loadClient(store, key), bounds(20_000))
  const units = boundedCache(key => loadBusinessUnit(store, key), bounds(10_000))
  const numbers = boundedCache(key => findBusinessUnitByNumber(store, key), bounds(10_000))
  const authorizations = boundedCache(key => loadAuthorization(store, key), bounds(20_000))
  const apis = boundedCache(() => loadApis(store, clock()), bounds(1))
  const offers = boundedCache(() => findOffers(store), bounds(1))
  return {
    client: id => clients.get(id),
    authorization: (unit, id) => authorizations.get(`${unit} ${id}`),
    businessUnit: id => units.get(id),
    businessUnitByNumber: async number => {
      const found = await numbers.get(number)
      return found === null ? null : units.get(found.id)
    },
    apis: () => apis.get(''),
    offers: () => offers.get(''),
    forget(kind, ref) {
      switch (kind) {
        case 'application':
          clients.forget(ref)
          authorizations.forgetAll()
          offers.forgetAll()
          return
        case 'business-unit':
          units.forget(ref)
          numbers.forgetAll()
          offers.forgetAll()
          return
        case 'apis':
          apis.forgetAll()
          return
        case 'keys':
          onKeysChanged()
          return
      }
    },
    forgetAll() {
      for (const cache of [clients, authorizations, units, numbers, apis, offers]) cache.forgetAll()
      onKeysChanged()
    },
  }
}

async function loadClient(store: Store, id: string): Promise<KnownClient | null> {
  if (!isApplicationId(id)) return null
  const owner = await findOwner(store, id)
  if (owner === null) return null
  const scope = inBusinessUnit(store, owner)
  const registration = await findApplication(scope, id)
  if (registration === null) return null
  const addressRanges = await findAddressRanges(scope, id)
  return { registration, secrets: await listSecrets(scope, id), addressRanges }
}

async function loadAuthorization(store: Store, key: string): Promise<Registration | null> {
  const [unit, id] = key.split(' ')
  if (unit === undefined || id === undefined || !isBusinessUnitId(unit) || !isApplicationId(id)) return null
  const found = await findApplication(inBusinessUnit(store, unit), id)
  return found?.kind === 'authorization' ? found : null
}

async function loadBusinessUnit(store: Store, id: string): Promise<KnownBusinessUnit | null> {
  if (!isBusinessUnitId(id)) return null
  const unit = await findBusinessUnit(store, id)
  if (unit === null) return null
  return { unit, switchedOn: await listSwitchedOnApis(inBusinessUnit(store, id)) }
}

async function loadApis(store: Store, now: Instant): Promise<KnownApis> {
  const apis = (await listApiRecords(store)).filter(({ endsAt }) => endsAt === null || endsAt > now)
  const named = new Map(apis.map(api => [api.name, api]))
  const scopes = (await listScopeRecords(store)).flatMap(scope => {
    const api = named.get(scope.apiName)
    if (api === undefined) return []
    const endsAt = endOfScope(scope, api)
    return endsAt === null || endsAt > now ? [{ ...scope, endsAt }] : []
  })
  return { apis, scopes }
}
