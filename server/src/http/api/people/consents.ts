import {
  type ConsentForAll,
  getConsentForAll,
  grantConsentForAll,
  listConsents,
  withdrawConsentForAll,
} from '@latchkey/contract/people/consents.ts'
import type { FastifyInstance } from 'fastify'
import { ok, type Result } from '../../../lib/result.ts'
import type { UnitConsent } from '../../../registry/model.ts'
import type { RegistryRefusal } from '../../../registry/refusal.ts'
import { listConsents as loadConsents } from '../../../services/applications/effects/list-consents.ts'
import * as consents from '../../../services/people/consent-for-all.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves who consented, and the consent that an administrator gives for everybody of the business unit. */
export function registerConsents(app: FastifyInstance, door: Door): void {
  const { deps } = door

  serve(app, door, getConsentForAll, async ({ actor, params }) =>
    shown(await consents.readConsentForAll(deps, actor, params.id)),
  )

  serve(app, door, grantConsentForAll, async ({ actor, params, body }) =>
    shown(await consents.grantConsentForAll(deps, actor, params.id, body.scopes)),
  )

  serve(app, door, withdrawConsentForAll, async ({ actor, params }) =>
    shown(await consents.withdrawConsentForAll(deps, actor, params.id)),
  )

  serve(app, door, listConsents, async ({ actor, params, query }) => {
    const page = await loadConsents(deps, actor, params.id, query.cursor ?? null)
    if (!page.ok) return page
    const items = page.value.items.map(({ user, consent }) => ({
      user: { id: user.id, userName: user.userName, fullName: user.fullName },
      scopes: [...consent.scopes],
      declined: [...consent.declined],
      grantedAt: new Date(consent.grantedAt).toISOString(),
    }))
    return ok({ body: { items, nextCursor: page.value.nextCursor } })
  })
}

function shown(
  found: Result<UnitConsent | null, RegistryRefusal>,
): Result<{ body: ConsentForAll }, RegistryRefusal> {
  if (!found.ok) return found
  const consent = found.value
  if (consent === null) return ok({ body: { scopes: [], grantedAt: null, grantedBy: null } })
  const { scopes, grantedAt, grantedBy } = consent
  return ok({
    body: {
      scopes: [...scopes],
      grantedAt: new Date(grantedAt).toISOString(),
      grantedBy: { id: grantedBy.id, name: grantedBy.name },
    },
  })
}
