import { endUserSessions, getUserStanding } from '@latchkey/contract/people/user-standing.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import * as standing from '../../../services/people/users/user-standing.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

const time = (instant: number): string => new Date(instant).toISOString()

/** Serves what hangs on one user, and signing them out. */
export function registerUserStanding(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getUserStanding, async ({ actor, params }) => {
    const found = await standing.readUserStanding(deps, actor, params.id)
    if (!found.ok) return found
    const { lastSignInAt: last, sessions, signIns, consents, owns, ownsAlone } = found.value
    const shown = sessions.map(({ id, userAgent, ip, signedInAt, lastSeenAt }) => ({
      id,
      userAgent,
      ip,
      signedInAt: time(signedInAt),
      lastSeenAt: time(lastSeenAt),
    }))
    const lastSignInAt = last === null ? null : time(last)
    return ok({ body: { lastSignInAt, sessions: shown, signIns, consents, owns, ownsAlone } })
  })

  serve(app, door, endUserSessions, async ({ actor, params }) => {
    const done = await standing.endUserSessions(deps, actor, params.id)
    return done.ok ? ok({ body: { ended: done.value } }) : done
  })
}
