import { DAY, type Instant } from '../../lib/clock.ts'
import { ok, type Result } from '../../lib/result.ts'
import { COUNTED, type Tally, tallyOf } from '../../lib/tally.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { countBusinessUnits } from '../../store/business-units/unit-list.ts'
import { countAskedOfOperators, readDeliveryBacklog, readMailBacklog } from '../../store/platform/health.ts'
import { listSigningKeys } from '../../store/tokens/signing-keys.ts'
import type { Deps } from '../deps.ts'
import { ROTATION_PERIOD } from '../keys/plan-rotation.ts'
import { type Actor, demand } from '../people/actor.ts'
import { readProcesses } from './read-health.ts'

/** What waits for operators. */
type PlatformNeeds = {
  readonly requests: { readonly waiting: Tally; readonly oldest: Instant | null }
  /** stuck: tried in vain, or given up. kept: no mail server is set, so somebody has to hand it on. */
  readonly mail: { readonly stuck: Tally; readonly kept: Tally }
  readonly deliveries: { readonly stuck: Tally }
  /** Names of jobs that fail, or are late. */
  readonly jobs: readonly string[]
  /** Names of processes that went silent without ending. */
  readonly silent: readonly string[]
  readonly suspended: Tally
  /** Since when the oldest key that signs does so, and whether the job should have replaced it. */
  readonly signingKeys: { readonly oldestSignsSince: Instant | null; readonly overdue: boolean }
}

/** The job has a day to replace a key before somebody should look. */
const OVERDUE = ROTATION_PERIOD + DAY

/** What waits for operators, each as a number that is bounded. Refuses without `platform:view`. */
export async function readPlatformNeeds(
  deps: Deps,
  actor: Actor,
): Promise<Result<PlatformNeeds, RegistryRefusal>> {
  const allowed = demand(actor, 'platform:view')
  if (!allowed.ok) return allowed
  const inactive = { search: null, active: false }
  const [requests, mail, deliveries, { jobs, processes }, suspended, signingKeys] = await Promise.all([
    countAskedOfOperators(deps.store),
    readMailBacklog(deps.store),
    readDeliveryBacklog(deps.store),
    readProcesses(deps),
    countBusinessUnits(deps.store, inactive, COUNTED + 1),
    agesOfKeys(deps),
  ])
  const none = tallyOf(0)
  const keeps = deps.mailer === null
  return ok({
    requests,
    mail: {
      stuck: keeps ? mail.givenUp : sum(mail.tried, mail.givenUp),
      kept: keeps ? mail.waiting : none,
    },
    deliveries: { stuck: sum(deliveries.tried, deliveries.givenUp) },
    jobs: jobs.filter(({ state }) => state !== 'fine').map(({ name }) => name),
    silent: processes.filter(({ alive }) => !alive).map(({ name }) => name),
    suspended: tallyOf(suspended),
    signingKeys,
  })
}

function sum(a: Tally, b: Tally): Tally {
  return tallyOf(a.count + b.count, !a.more && !b.more)
}

/** Of each algorithm the newest key that signs counts: those before it verify alone. */
async function agesOfKeys(deps: Deps): Promise<PlatformNeeds['signingKeys']> {
  const now = deps.clock()
  const newest = new Map<string, Instant>()
  for (const { algorithm, activeFrom, retiredAt } of await listSigningKeys(deps.store)) {
    if (retiredAt !== null || activeFrom > now) continue
    newest.set(algorithm, Math.max(newest.get(algorithm) ?? 0, activeFrom))
  }
  const oldest = newest.size === 0 ? null : Math.min(...newest.values())
  return { oldestSignsSince: oldest, overdue: oldest !== null && now - oldest > OVERDUE }
}
