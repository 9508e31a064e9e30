import { DAY, type Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { ok, type Result } from '../../lib/result.ts'
import { COUNTED, type Tally, tallyOf } from '../../lib/tally.ts'
import { askedSince } from '../../registry/applications/catalogue-entry.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { countApplications } from '../../store/applications/application-list.ts'
import { listRequests } from '../../store/applications/catalogue/requests.ts'
import { listOtherVersions } from '../../store/applications/catalogue/waiting-versions.ts'
import { useKept } from '../../store/applications/lists/kept-since.ts'
import { countAnswered, countOfferedTo } from '../../store/applications/transfers/transfers.ts'
import { countOpenAlerts } from '../../store/audit/alerts.ts'
import type { Scoped } from '../../store/handle.ts'
import { countEnding } from '../../store/people/invitations.ts'
import { type ListFilter, readFilter } from '../applications/lists/list-filter.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, scopeOf } from '../people/actor.ts'

type Waiting = { readonly id: ApplicationId; readonly name: string; readonly vendorName: string }

type Needs = {
  readonly openAlerts: Tally
  readonly secretsEnding: Tally
  readonly versions: Tally & { readonly first: readonly Waiting[] }
  readonly requests: { readonly waiting: Tally; readonly answered: Tally }
  readonly transfers: { readonly offered: Tally; readonly answered: Tally }
  /** Null for who may not see the users. */
  readonly invitations: { readonly ending: Tally; readonly expired: Tally } | null
  readonly unowned: Tally
  readonly idle: Tally
  readonly legacy: Tally
  readonly useKnownSince: Instant
}

/** Within how many days a secret or an invitation ends, of how many no use is known, and for how many an answer is new. */
type Within = {
  readonly secretEndsInDays: number
  readonly idleDays: number
  readonly answeredDays: number
  readonly invitationEndsInDays: number
}

/** How many external applications that wait for a yes are named. */
const NAMED = 5
/** Of what was asked of the operators, this many of the newest are looked at; at most twenty of them wait. */
const LOOKED_AT = 200

const ACTIVE: ListFilter = {
  search: null,
  type: null,
  status: 'active',
  scope: null,
  tag: null,
  owner: null,
  idleDays: null,
  secretEndsInDays: null,
  implicit: false,
}

/**
 * What somebody of the actor's business unit should look into, each as the number that the list behind it has.
 * Refuses without `api-applications:view`.
 */
export async function readNeeds(
  deps: Deps,
  actor: Actor,
  { secretEndsInDays, idleDays, answeredDays, invitationEndsInDays }: Within,
): Promise<Result<Needs, RegistryRefusal>> {
  const allowed = demand(actor, 'api-applications:view')
  if (!allowed.ok) return allowed
  const scope = scopeOf(deps.store, actor)
  const now = deps.clock()
  const among = async (narrowed: Partial<ListFilter>): Promise<Tally> => {
    const filter = await readFilter(scope, { ...ACTIVE, ...narrowed }, now)
    return tallyOf(filter === null ? 0 : await countApplications(scope, filter))
  }
  const since = now - answeredDays * DAY
  const [openAlerts, secretsEnding, versions, requests, transfers, invitations] = await Promise.all([
    countOpenAlerts(scope, COUNTED + 1).then(found => tallyOf(found)),
    among({ secretEndsInDays }),
    waitingVersions(scope),
    requestsOf(scope, since),
    transfersOf(scope, now, since),
    demand(actor, 'users:view').ok ? invitationsOf(scope, now, invitationEndsInDays * DAY) : null,
  ])
  const [unowned, idle, legacy, useKnownSince] = await Promise.all([
    among({ owner: 'none' }),
    among({ idleDays }),
    among({ implicit: true }),
    useKept(scope),
  ])
  const answers = { versions, requests, transfers, invitations }
  return ok({ openAlerts, secretsEnding, ...answers, unowned, idle, legacy, useKnownSince })
}

async function transfersOf(scope: Scoped, now: Instant, since: Instant): Promise<Needs['transfers']> {
  const [offered, answered] = await Promise.all([
    countOfferedTo(scope, now, COUNTED + 1),
    countAnswered(scope, since, COUNTED + 1),
  ])
  return { offered: tallyOf(offered), answered: tallyOf(answered) }
}

async function invitationsOf(scope: Scoped, now: Instant, soon: number): Promise<Needs['invitations']> {
  const [ending, expired] = await Promise.all([
    countEnding(scope, { after: now, until: now + soon }, COUNTED + 1),
    countEnding(scope, { after: null, until: now }, COUNTED + 1),
  ])
  return { ending: tallyOf(ending), expired: tallyOf(expired) }
}

async function waitingVersions(scope: Scoped): Promise<Needs['versions']> {
  const waiting = (await listOtherVersions(scope)).filter(
    ({ now, before, given }) => askedSince(now, before, given).length > 0,
  )
  const first = waiting.slice(0, NAMED).map(({ id, name, vendorName }) => ({ id, name, vendorName }))
  return { ...tallyOf(waiting.length), first }
}

async function requestsOf(scope: Scoped, since: Instant): Promise<Needs['requests']> {
  const newest = await listRequests(scope, { before: null, limit: LOOKED_AT })
  return {
    waiting: tallyOf(newest.filter(({ state }) => state === 'requested').length),
    answered: tallyOf(newest.filter(({ answeredAt }) => answeredAt !== null && answeredAt >= since).length),
  }
}
