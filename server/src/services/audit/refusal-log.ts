import { newRecordId } from '../../keys/random.ts'
import { type Clock, HOUR, MINUTE } from '../../lib/clock.ts'
import type { ApplicationId, BusinessUnitId } from '../../lib/ids.ts'
import type { Parameters } from '../../protocol/parameters.ts'
import type { Refusal } from '../../protocol/refusal.ts'
import type { RefusalEntry } from '../../registry/model.ts'
import { RETRY } from '../../registry/refusals/explanations.ts'
import { keptInputs } from '../../registry/refusals/kept-inputs.ts'
import { insertRefusals } from '../../store/audit/refusals.ts'
import { inBusinessUnit, type Store } from '../../store/handle.ts'
import type { Known } from '../known/known.ts'

/** Whose request it was, and where it came. */
type Where = {
  readonly applicationId: ApplicationId
  readonly endpoint: string
  readonly requestId: string
  /** What the request asked for, where it was read; only a little of it is kept, and never a secret. */
  readonly asked: Parameters | null
}

/** What was noticed about a request that was answered. */
type Hint = { readonly reason: 'scope_ignored'; readonly description: string }

export type RefusalLog = {
  /** Remembers a refusal for the application's owner. Never waits, and never fails a request. */
  readonly note: (what: Where & { readonly refused: Refusal }) => void
  /** Remembers what is worth knowing of a request that was answered: the same of an application once an hour. */
  readonly hint: (what: Where & { readonly hint: Hint }) => void
  /** Remembers a replaced refresh token that came back harmlessly, and got the same successor again. */
  readonly repeat: (what: Omit<Where, 'asked'>) => void
  /** Writes what is remembered. Called every second and at the end: a crash loses one second at most. */
  readonly flush: () => Promise<void>
}

/** A flood of refusals must not fill the store: more than this of one application in a minute are left out. */
const MOST_A_MINUTE = 60
/** Of the first so many a minute it is kept as well what they asked for: whoever sends thousands repeats themselves. */
const MOST_WITH_INPUTS = 10
/** Harmless retries have a count of their own, so that they never hide what was refused. */
const MOST_REPEATS_A_MINUTE = 10
const MOST_WAITING = 2000

const REPEATED = {
  reason: RETRY,
  description:
    'A refresh token that was replaced before came back, and was answered with the same successor again.',
} as const

/** Makes what counts things by name within a minute. Out: the how manieth of this name in the minute of `now` it is. */
function minuteCounter(): (name: string, now: number) => number {
  let minute = 0
  const counts = new Map<string, number>()
  return (name, now) => {
    const current = Math.floor(now / MINUTE)
    if (current !== minute) counts.clear()
    minute = current
    const count = (counts.get(name) ?? 0) + 1
    if (counts.size < MOST_WAITING || counts.has(name)) counts.set(name, count)
    return count
  }
}

/**
 * Makes the log of one process (class B: what was refused, not what was changed).
 * Requests in the name of an application that does not exist have no owner and are left out.
 */
export function createRefusalLog(deps: {
  readonly store: Store
  readonly clock: Clock
  readonly known: Known
}): RefusalLog {
  let waiting: RefusalEntry[] = []
  const countOf = minuteCounter()
  let hour = 0
  const told = new Set<string>()

  function isTold(words: string, now: number): boolean {
    const current = Math.floor(now / HOUR)
    if (current !== hour || told.size >= MOST_WAITING) told.clear()
    hour = current
    if (told.has(words)) return true
    told.add(words)
    return false
  }

  function add({ asked, ...where }: Where, at: number, what: Hint | Refusal): void {
    const count = countOf(where.applicationId, at)
    if (waiting.length >= MOST_WAITING || count > MOST_A_MINUTE) return
    const { reason, description } = what
    const inputs = count > MOST_WITH_INPUTS ? [] : keptInputs(asked)
    waiting.push({ ...where, id: newRecordId('aud'), at, reason, description, inputs })
  }

  return {
    note({ refused, ...where }) {
      // Made-up client ids have no owner, and must not cost a look-up each.
      if (refused.reason !== 'client_unknown') add(where, deps.clock(), refused)
    },
    hint({ hint, ...where }) {
      const at = deps.clock()
      if (!isTold(`${where.applicationId} ${hint.description}`, at)) add(where, at, hint)
    },
    repeat(where) {
      const at = deps.clock()
      if (
        waiting.length >= MOST_WAITING ||
        countOf(`again ${where.applicationId}`, at) > MOST_REPEATS_A_MINUTE
      )
        return
      waiting.push({ ...where, ...REPEATED, id: newRecordId('aud'), at, inputs: [] })
    },
    async flush() {
      const entries = waiting
      waiting = []
      const byOwner = new Map<BusinessUnitId, RefusalEntry[]>()
      for (const entry of entries) {
        const owner = (await deps.known.client(entry.applicationId))?.registration.businessUnitId
        if (owner === undefined) continue
        byOwner.set(owner, [...(byOwner.get(owner) ?? []), entry])
      }
      for (const [owner, owned] of byOwner) {
        await deps.store.transact(tx => insertRefusals(inBusinessUnit(tx, owner), owned))
      }
    },
  }
}
