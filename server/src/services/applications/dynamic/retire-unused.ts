import { DAY } from '../../../lib/clock.ts'
import { setApplicationActive } from '../../../store/applications/applications.ts'
import { holdUnused, listUnusedClients } from '../../../store/applications/dynamic-clients.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { newRequestId } from '../../request-id.ts'

/** How long a client that registered itself may go without ever being used. */
const UNUSED_LIFE = 30 * DAY
const MOST_AT_ONCE = 200

const BY = { kind: 'system', id: 'system', name: 'Latchkey' } as const

/**
 * Deactivates clients that registered themselves and were not used within thirty days (RFC 7591 §5), each with an
 * entry in its history. Out: how many. An administrator can activate one again.
 */
export async function retireUnusedClients(deps: Deps): Promise<number> {
  const clients = await listUnusedClients(deps.store, deps.clock() - UNUSED_LIFE, MOST_AT_ONCE)
  let retired = 0
  for (const { businessUnitId, applicationId } of clients) {
    const done = await commit(deps, async tx => {
      const scope = inBusinessUnit(tx.handle, businessUnitId)
      if (!(await holdUnused(scope, applicationId))) return false
      const reason = 'It was never used in the 30 days after its registration.'
      const status = { active: false, at: deps.clock(), by: BY, reason }
      if (!(await setApplicationActive(scope, applicationId, status))) return false
      await tx.record(scope, {
        actor: BY,
        action: 'application.deactivated',
        target: { kind: 'application', id: applicationId },
        changes: [
          { field: 'status', before: 'active', after: 'inactive' },
          { field: 'registration', before: 'registered by itself', after: 'never used in 30 days' },
        ],
        requestId: newRequestId(),
        touches: [{ kind: 'application', ref: applicationId }],
      })
      return true
    })
    if (done) retired += 1
  }
  return retired
}
