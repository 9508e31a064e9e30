import { parseArgs } from 'node:util'
import { DAY } from '../server/src/lib/clock.ts'
import {
  type ApplicationId,
  type BusinessUnitId,
  isApplicationId,
  isBusinessUnitId,
  isSecretId,
} from '../server/src/lib/ids.ts'
import { keysOf } from '../server/src/registry/applications/application.ts'
import { DEFAULT_METADATA } from '../server/src/registry/applications/client-metadata.ts'
import type { ClientSecret, Registration } from '../server/src/registry/model.ts'
import { insertApplication } from '../server/src/store/applications/applications.ts'
import { insertSecret } from '../server/src/store/applications/credentials.ts'
import { insertBusinessUnit } from '../server/src/store/business-units/business-units.ts'
import { type Handle, inBusinessUnit } from '../server/src/store/handle.ts'
import { openStore } from '../server/src/store/open.ts'

const usage = `node bench/fill.ts --data <folder> | --database <postgres://…>
  [--units 10000] [--applications 1000000] [--largest 100000]
Fills an empty database: the first business unit gets --largest applications, the others share the rest.`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    database: { type: 'string' },
    units: { type: 'string', default: '10000' },
    applications: { type: 'string', default: '1000000' },
    largest: { type: 'string', default: '100000' },
  },
})

const BATCH = 1000
const BEGIN = Date.UTC(2024, 0, 1)
const WORDS =
  `shift planner night report queue callback dialer survey billing roster quality archive routing skills contact
  export mirror ledger agent desk voice chat letter parcel clinic harbour meadow winter summer north south east west
  quick silver copper orange violet relay bridge tunnel lantern compass anchor beacon ferry signal mosaic`.split(
    /\s+/,
  )
const VENDORS = ['Harbour Works', 'Meadow Software', 'Größe & Söhne', 'Ĉiela', '東京接点', 'Plain Tools']

/** The same numbers in every run (mulberry32), so that two runs fill alike. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) % below
  }
}

const dice = createDice(7)
const pick = (words: readonly string[]): string => words[dice(words.length)] ?? ''

function idOf<Id extends string>(prefix: string, number: number, is: (text: string) => text is Id): Id {
  // Spread as random ids are, so that no index is flattered.
  const spread = Math.imul(number + 1, 0x9e3779b1) >>> 0
  const id = `${prefix}_${spread.toString(16).padStart(8, '0')}${number.toString(16).padStart(24, '0')}`
  if (!is(id)) throw new Error(`Not an id: ${id}`)
  return id
}

const by = { kind: 'system', id: 'bench', name: 'bench' } as const

function application(businessUnitId: BusinessUnitId, number: number): Registration {
  const id: ApplicationId = idOf('app', number, isApplicationId)
  const external = dice(4) === 0
  const name = `${pick(WORDS)} ${pick(WORDS)} ${number.toString(36)}`
  const at = BEGIN + dice(60_000_000) * 1000
  return {
    businessUnitId,
    id,
    kind: external ? 'authorization' : 'internal',
    vendorName: external ? pick(VENDORS) : 'Harbour Support',
    name,
    description: 'Filled in to measure.',
    clientType: 'confidential',
    scopes: dice(10) === 0 ? ['AgentApi', 'ReportingApi'] : ['AgentApi'],
    optionalScopes: [],
    callbackUrls: [],
    implicitAllowed: dice(50) === 0,
    rotateRefreshTokens: false,
    metadata: DEFAULT_METADATA,
    registered: null,
    lifetimes: { accessToken: null, refreshIdle: null, refreshLongest: null },
    tags: [...tagsOf(number), ...(name.startsWith('winter') ? ['late'] : [])],
    owners: [],
    lastUsedAt: dice(2) === 0 ? null : at + dice(60_000_000) * 1000,
    active: dice(20) !== 0,
    version: 1,
    createdAt: at,
    createdBy: by,
    statusChangedAt: at,
    statusChangedBy: by,
    statusReason: null,
    containment: null,
  }
}

/** A tag that nearly none has, one that many have, and one that those have whose names stand at the end. */
function tagsOf(number: number): string[] {
  return [...(number % 997 === 0 ? ['rare'] : []), ...(number % 3 === 0 ? ['common'] : [])]
}

/** A secret that ends within a year. */
function secretOf({ id: applicationId, createdAt }: Registration, number: number): ClientSecret {
  const unused = {
    expiresAt: Date.now() + dice(365) * DAY,
    lastUsedAt: null,
    lastUsedFrom: null,
    remindAt: null,
    leakedAt: null,
    quarantinedAt: null,
    releasedAt: null,
  }
  const hash = number.toString(16).padStart(64, '0')
  const made = { label: 'First', hash, hint: 'abcd', createdAt, createdBy: by }
  return { id: idOf('sec', number, isSecretId), applicationId, ...made, ...unused }
}

async function addUnit(handle: Handle, number: number): Promise<BusinessUnitId> {
  const id = idOf('bu', number, isBusinessUnitId)
  await insertBusinessUnit(handle, {
    id,
    number: String(1_000_000 + number),
    name: `Unit ${number}`,
    environment: 'production',
    platform: false,
    active: true,
    statusChangedAt: BEGIN,
    implicitAllowed: false,
    dynamicRegistrationAllowed: false,
    limits: { accessToken: null, refreshIdle: null, refreshLongest: null },
    refreshGrace: 60_000,
    leakPolicy: 'revoke',
    createdAt: BEGIN,
  })
  return id
}

async function fill(): Promise<void> {
  const { data, database } = values
  if (data === undefined && database === undefined) return console.error(usage)
  const [units, all, largest] = [values.units, values.applications, values.largest].map(Number)
  if (units === undefined || all === undefined || largest === undefined) return console.error(usage)
  const store = await openStore({ databaseUrl: database ?? null, dataFolder: data ?? '' })
  const ids: BusinessUnitId[] = []
  for (let from = 0; from < units; from += BATCH) {
    await store.transact(async tx => {
      for (let number = from; number < Math.min(units, from + BATCH); number++)
        ids[number] = await addUnit(tx, number)
    })
  }
  for (let from = 0; from < all; from += BATCH) {
    await store.transact(async tx => {
      for (let number = from; number < Math.min(all, from + BATCH); number++) {
        // Those of the largest are among the others, as they would be in a life.
        const unit =
          ids[number % Math.ceil(all / largest) === 0 ? 0 : 1 + dice(Math.max(1, units - 1))] ?? ids[0]
        if (unit === undefined) throw new Error('There is no business unit')
        const record = application(unit, number)
        const vendorId = record.kind === 'internal' ? null : 'ven_bench'
        const scope = inBusinessUnit(tx, unit)
        await insertApplication(scope, record, { ...keysOf(record), vendorId })
        if (record.kind === 'internal' && dice(5) === 0)
          await insertSecret(scope, secretOf(record, number), 5)
      }
    })
    if ((from / BATCH) % 100 === 0) console.log(`${from + BATCH} applications`)
  }
  await store.close()
}

await fill()
