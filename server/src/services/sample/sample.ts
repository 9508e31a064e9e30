import { newPassword } from '../../keys/random.ts'
import type { Instant } from '../../lib/clock.ts'
import { type ApplicationId, isApplicationId } from '../../lib/ids.ts'
import { aliasOf } from '../../registry/applications/application.ts'
import type { BusinessUnit } from '../../registry/model.ts'
import { BUILT_IN_APIS } from '../../registry/people/profiles.ts'
import { NO_CONTACT } from '../../registry/people/user.ts'
import { findPlatform } from '../../store/business-units/business-units.ts'
import { type Handle, inBusinessUnit } from '../../store/handle.ts'
import { anyUser } from '../../store/people/users.ts'
import { insertInternal, type NewInternal, newInternal } from '../applications/insert-internal.ts'
import { type Publication, publishApplication } from '../applications/publish-application.ts'
import { createBusinessUnit } from '../business-units/create-business-unit.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { insertPrepared, type PreparedUser, prepareUser } from '../people/create-user.ts'
import { newRequestId } from '../request-id.ts'
import type { SampleClient } from './clients.ts'
import { describeSample, type SampleFacts, type SampleUser } from './describe-sample.ts'
import { openStage } from './stage.ts'
import { BEGAN, type External, playWeeks } from './weeks.ts'

/** A sample that was just made, with the lines that the start prints about it. */
type Sample = SampleFacts & { readonly lines: readonly string[] }

const ACTOR = { kind: 'system', id: 'sample', name: 'Sample' } as const

const UNITS = [
  { number: '4512345', name: 'Harbour Support', environment: 'production' },
  { number: '4598765', name: 'Meadow Clinics', environment: 'sandbox' },
] as const
const [HARBOUR, MEADOW] = UNITS

const USERS: readonly SampleUser[] = [
  user('manager@harbour.example', 'Harbour Manager', 'manager', HARBOUR.number),
  user('supervisor@harbour.example', 'Harbour Supervisor', 'supervisor', HARBOUR.number),
  user('agent@harbour.example', 'Harbour Agent', 'agent', HARBOUR.number),
  user('manager@meadow.example', 'Meadow Manager', 'manager', MEADOW.number),
  user('operator@latchkey.example', 'Platform Operator', 'manager', null),
]

/** The ids stand in the reference, whose examples work as they are against the sample. */
const CATALOGUE: readonly Publication[] = [
  {
    id: applicationId('app_01934f6a5b7c7000800000000000a001'),
    vendorName: 'Brightline',
    name: 'Wallboard',
    description: 'Live queue figures on a big screen.',
    clientType: 'public',
    scopes: ['RealTimeApi'],
    scopeReason: 'It shows how many people wait, and for how long.',
    vendorVerified: true,
    // RFC 8252 §7.3: a program on somebody's machine; the port is chosen when it starts.
    callbackUrls: ['http://127.0.0.1/callback'],
  },
  {
    id: applicationId('app_01934f6a5b7c7000800000000000a002'),
    vendorName: 'Northwind Software',
    name: 'Callback Scheduler',
    description: 'Lets customers choose when they are called back.',
    clientType: 'confidential',
    scopes: ['PatronApi', 'ReportingApi'],
    optionalScopes: ['ReportingApi'],
    scopeReason: 'It enters callbacks for customers; with reports it also says how many were kept.',
    vendorVerified: true,
    callbackUrls: ['https://scheduler.northwind.example/callback'],
  },
]
const INSIGHTS: Publication = {
  id: applicationId('app_01934f6a5b7c7000800000000000a003'),
  vendorName: 'Tallis Voice',
  name: 'Speech Insights',
  description: 'Finds in recorded calls what customers ask for most.',
  clientType: 'confidential',
  scopes: ['RealTimeApi', 'ReportingApi'],
  scopeReason: 'It reads completed contacts, and live states to say what is asked today.',
  callbackUrls: ['https://insights.tallis.example/callback'],
}
const SURVEY: Publication = {
  id: applicationId('app_01934f6a5b7c7000800000000000a004'),
  vendorName: 'Quillmark',
  name: 'Survey Desk',
  description: 'Asks callers after a contact how it went.',
  clientType: 'confidential',
  scopes: ['PatronApi'],
  callbackUrls: ['https://survey.quillmark.example/callback'],
}

const INTERNAL = {
  vendorName: HARBOUR.name,
  name: 'Shift Planner',
  clientType: 'confidential',
  scopes: ['RealTimeApi', 'AdminApi', 'ReportingApi'],
  callbackUrls: ['https://planner.harbour.example/callback'],
} as const

function user(userName: string, fullName: string, profile: string, unit: string | null): SampleUser {
  return { userName, fullName, securityProfileId: profile, businessUnit: unit }
}

function applicationId(text: string): ApplicationId {
  if (!isApplicationId(text)) throw new Error(`${text} is not an Application ID`)
  return text
}

/**
 * Makes the sample (DESIGN.md section 4) when the platform has no user yet, all of it in one transaction.
 * In: a checked password for its users, or null to make one up; where the contact-centre example is served.
 * Out: what to tell whoever started the server, or null when there are users and nothing was made.
 * Throws when the platform was not made before.
 */
export async function makeSample(
  deps: Deps,
  options: { readonly password: string | null; readonly exampleBaseUrl: string },
): Promise<Sample | null> {
  if (await anyUser(deps.store)) return null
  const password = options.password ?? newPassword()
  const people: Person[] = []
  for (const each of USERS) {
    // So that an application that asks for the e-mail address is told one.
    const contact = { ...NO_CONTACT, email: each.userName, emailVerified: true }
    const prepared = await prepareUser(deps, { ...each, password, contact })
    if (!prepared.ok) throw new Error(`A sample user cannot be made: ${JSON.stringify(prepared.error)}`)
    people.push({ unit: each.businessUnit, prepared: prepared.value })
  }
  const internal = await deps.store.transact(tx => make(deps, tx, people))
  // What another node did meanwhile may be remembered as not there.
  deps.known.forgetAll()
  if (internal === null) return null
  const { registration, secret } = internal
  if (secret === null) throw new Error('The sample application has no secret')
  const facts: SampleFacts = {
    password,
    generated: options.password === null,
    users: USERS,
    firstCall: {
      application: aliasOf(registration),
      clientId: registration.id,
      clientSecret: secret.value,
      scope: 'RealTimeApi',
      tokenUrl: `${deps.issuer}/oauth2/token`,
      callUrl: `${options.exampleBaseUrl}/services/v1.0/agents/states`,
    },
  }
  return { ...facts, lines: describeSample(facts) }
}

type Person = { readonly unit: string | null; readonly prepared: PreparedUser }

/** All of it, in the caller's transaction. Out: as {@link fill}. */
async function make(deps: Deps, tx: Handle, people: readonly Person[]): Promise<NewInternal | null> {
  const start = deps.clock()
  const stage = openStage(deps, tx, start - BEGAN)
  const filled = await commit(stage.deps, inner => fill(inner, people, stage.deps.clock()))
  if (filled === null) return null
  await playWeeks(stage, filled.external, start)
  return filled.internal
}

type Filled = { readonly internal: NewInternal; readonly external: External }

/** Out: what the weeks are played with, or null, with nothing written, when another node has made the sample meanwhile. */
async function fill(tx: Commit, people: readonly Person[], at: Instant): Promise<Filled | null> {
  if (await anyUser(tx.handle)) return null
  const platform = await findPlatform(tx.handle)
  if (platform === null) throw new Error('The sample needs the platform to stand')
  const by = { actor: ACTOR, at, requestId: newRequestId() }
  const units = await createUnits(tx, platform, by)
  if (units === null) return null
  for (const { unit, prepared } of people) {
    const scope = inBusinessUnit(tx.handle, unitOf(units, unit).id)
    const inserted = await insertPrepared(tx, scope, prepared, { ...by, now: at })
    if (!inserted.ok) throw new Error(`The user name ${prepared.request.userName} of the sample is taken`)
  }
  const publish = async (publication: Publication): Promise<SampleClient> => {
    const { id, secret } = await publishApplication(
      tx,
      inBusinessUnit(tx.handle, platform.id),
      publication,
      by,
    )
    return { id, secret, callbackUrl: publication.callbackUrls[0] ?? '' }
  }
  for (const publication of CATALOGUE) await publish(publication)
  const external = { insights: await publish(INSIGHTS), survey: await publish(SURVEY) }
  const businessUnitId = unitOf(units, HARBOUR.number).id
  const internal = newInternal(INTERNAL, { businessUnitId, by: ACTOR, at })
  const scope = inBusinessUnit(tx.handle, businessUnitId)
  if (!(await insertInternal(tx, scope, internal, by.requestId))) {
    throw new Error('A business unit just made has an application already')
  }
  return { internal, external }
}

type Units = ReadonlyMap<string | null, BusinessUnit>

/** Out: the business units by their numbers, or null when another node has made them meanwhile. */
async function createUnits(
  tx: Commit,
  platform: BusinessUnit,
  by: Parameters<typeof createBusinessUnit>[2],
): Promise<Units | null> {
  const units = new Map<string | null, BusinessUnit>([[null, platform]])
  for (const facts of UNITS) {
    const unit = await createBusinessUnit(tx, { ...facts, platform: false, apis: BUILT_IN_APIS }, by)
    // The first number decides: a node that starts at the same moment waits here, and then finds it taken.
    if (unit === null && facts === HARBOUR) return null
    if (unit === null) throw new Error(`The number ${facts.number} of the sample is taken`)
    units.set(facts.number, unit)
  }
  return units
}

function unitOf(units: Units, number: string | null): BusinessUnit {
  const unit = units.get(number)
  if (unit === undefined) throw new Error(`The sample has no business unit ${number}`)
  return unit
}
