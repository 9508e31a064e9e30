import { DAY, HOUR, type Instant } from '../../lib/clock.ts'
import type { RegistrationRequest } from '../../registry/applications/application.ts'
import { loadView } from '../applications/application-view.ts'
import { authorizeApplication } from '../applications/authorize-application.ts'
import { editApplication } from '../applications/edit-application.ts'
import { registerApplication } from '../applications/register-application.ts'
import { addSecret } from '../applications/secrets.ts'
import { deactivateApplication } from '../applications/status/set-application-status.ts'
import type { Deps } from '../deps.ts'
import { scopeOf } from '../people/actor.ts'
import { grantConsentForAll } from '../people/consent-for-all.ts'
import * as clients from './clients.ts'
import { actorOf, granted, type Stage } from './stage.ts'

/** How long before the first start the sample's business units began, in milliseconds. */
export const BEGAN = 40 * DAY

const HARBOUR_MANAGER = 'manager@harbour.example'
const MEADOW_MANAGER = 'manager@meadow.example'

const DESKTOP: RegistrationRequest = {
  vendorName: 'Harbour Support',
  name: 'Agent Desktop',
  clientType: 'public',
  scopes: ['RealTimeApi', 'AgentApi'],
  callbackUrls: ['https://desktop.harbour.example/callback'],
}
const REVIEW: RegistrationRequest = {
  vendorName: 'Harbour Support',
  name: 'Quality Review',
  clientType: 'confidential',
  scopes: ['ReportingApi', 'PatronApi'],
  callbackUrls: ['https://review.harbour.example/callback'],
}
const ARCHIVE: RegistrationRequest = {
  vendorName: 'Harbour Support',
  name: 'Report Archive',
  clientType: 'confidential',
  scopes: ['ReportingApi'],
  callbackUrls: [],
}
const DIALLER: RegistrationRequest = {
  vendorName: 'Harbour Support',
  name: 'Campaign Dialler',
  clientType: 'confidential',
  scopes: ['RealTimeApi', 'AgentApi', 'PatronApi'],
  callbackUrls: ['https://dialler.harbour.example/callback'],
}
const REMINDERS: RegistrationRequest = {
  vendorName: 'Meadow Clinics',
  name: 'Appointment Reminders',
  clientType: 'confidential',
  scopes: ['PatronApi', 'AgentApi'],
  callbackUrls: ['https://reminders.meadow.example/callback'],
}

/** External applications of the catalogue that the sample's business units let in. */
export type External = { readonly insights: clients.SampleClient; readonly survey: clients.SampleClient }

/**
 * Plays the weeks before the first start: what the managers registered, let in, changed and switched off, whom users
 * allowed what, and what was refused. In: the stage; the external applications; the moment of the first start.
 */
export async function playWeeks(stage: Stage, external: External, start: Instant): Promise<void> {
  const ago = (ms: number): Promise<void> => stage.goTo(start - ms)
  await playMeadow(stage.deps, external, ago)
  await playDialler(stage.deps, ago)
  await playDesktop(stage.deps, ago)
  await playReview(stage.deps, ago)
  await playInsights(stage.deps, external, ago)
  await playArchive(stage.deps, ago)
  await stage.deps.refusals.flush()
  await stage.deps.credentialUses.flush()
  await stage.deps.applicationUses.flush()
}

type Ago = (ms: number) => Promise<void>

async function register(deps: Deps, by: string, request: RegistrationRequest): Promise<clients.SampleClient> {
  const made = granted(request.name, await registerApplication(deps, await actorOf(deps, by), request, null))
  const [callbackUrl = ''] = request.callbackUrls
  return { id: made.view.registration.id, secret: made.secret?.value ?? null, callbackUrl }
}

async function letIn(deps: Deps, by: string, { id }: clients.SampleClient): Promise<void> {
  granted(
    id,
    await authorizeApplication(deps, await actorOf(deps, by), { applicationId: id, scopes: null }, null),
  )
}

async function edit(
  deps: Deps,
  by: string,
  { id }: clients.SampleClient,
  change: Parameters<typeof editApplication>[3],
): Promise<void> {
  const actor = await actorOf(deps, by)
  const { registration } = granted(id, await loadView(scopeOf(deps.store, actor), id))
  granted(id, await editApplication(deps, actor, registration, change))
}

/** One of its own and one that was let in, and nothing else. */
async function playMeadow(deps: Deps, { survey }: External, ago: Ago): Promise<void> {
  await ago(26 * DAY)
  await register(deps, MEADOW_MANAGER, REMINDERS)
  await ago(12 * DAY)
  await letIn(deps, MEADOW_MANAGER, survey)
}

/** Narrowed, and then switched off. */
async function playDialler(deps: Deps, ago: Ago): Promise<void> {
  await ago(37 * DAY)
  const dialler = await register(deps, HARBOUR_MANAGER, DIALLER)
  await ago(30 * DAY)
  await edit(deps, HARBOUR_MANAGER, dialler, { scopes: ['AgentApi', 'PatronApi'] })
  await ago(9 * DAY)
  const manager = await actorOf(deps, HARBOUR_MANAGER)
  const reason = 'Replaced by the Queue Callback of the platform.'
  granted('a deactivation', await deactivateApplication(deps, manager, dialler.id, reason))
}

/** In use by an agent who allowed it, and moved to another address before that was registered. */
async function playDesktop(deps: Deps, ago: Ago): Promise<void> {
  await ago(33 * DAY)
  const desktop = await register(deps, HARBOUR_MANAGER, DESKTOP)
  await ago(6 * DAY)
  const scope = 'openid profile RealTimeApi AgentApi offline_access'
  const token = await clients.allow(deps, 'agent@harbour.example', desktop, scope)
  await ago(20 * HOUR)
  await clients.refresh(deps, desktop, token)
  await ago(3 * HOUR)
  await clients.askFromElsewhere(deps, desktop, 'https://new-desktop.harbour.example/callback')
}

/** With two secrets, one replacing the other, and a consent for everybody. */
async function playReview(deps: Deps, ago: Ago): Promise<void> {
  await ago(24 * DAY)
  const review = await register(deps, HARBOUR_MANAGER, REVIEW)
  await ago(23 * DAY)
  const scopes = ['openid', 'profile', 'ReportingApi']
  const manager = await actorOf(deps, HARBOUR_MANAGER)
  granted('a consent for all', await grantConsentForAll(deps, manager, review.id, scopes))
  await ago(2 * DAY)
  const again = await actorOf(deps, HARBOUR_MANAGER)
  const label = 'For the new server'
  granted('a second secret', await addSecret(deps, again, { id: review.id, label, expiresAt: null }, null))
}

/** Let in with fewer scopes than its vendor asks for, and allowed by a supervisor. */
async function playInsights(deps: Deps, { insights }: External, ago: Ago): Promise<void> {
  await ago(17 * DAY)
  await letIn(deps, HARBOUR_MANAGER, insights)
  await ago(16 * DAY)
  await edit(deps, HARBOUR_MANAGER, insights, { scopes: ['ReportingApi'] })
  await ago(11 * DAY)
  const scope = 'openid ReportingApi offline_access'
  const token = await clients.allow(deps, 'supervisor@harbour.example', insights, scope)
  await ago(4 * DAY)
  await clients.refresh(deps, insights, token)
}

/** Acts for itself alone; its requests are refused now and then. */
async function playArchive(deps: Deps, ago: Ago): Promise<void> {
  await ago(14 * DAY)
  const archive = await register(deps, HARBOUR_MANAGER, ARCHIVE)
  await ago(5 * DAY)
  await clients.askForScope(deps, archive, 'AdminApi')
  await ago(8 * HOUR)
  await clients.askWithWrongSecret(deps, archive)
  await ago(7 * HOUR)
  await clients.askWithWrongSecret(deps, archive)
}
