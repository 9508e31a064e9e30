import type { Instant } from '../../../lib/clock.ts'
import type { FieldChange } from '../../../registry/model.ts'
import { type Offer, remember } from '../../../registry/people/consent.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { holdConsent, saveConsent } from '../../../store/people/consents.ts'
import type { Commit } from '../../commit.ts'
import type { LiveSession } from '../../people/sessions.ts'
import type { Prepared } from './prepare-authorization.ts'

/** What a person was shown on the consent page, and what of the optional part they ticked. */
export type GivenConsent = { readonly shown: Offer; readonly ticked: readonly string[] }

/**
 * Keeps a person's answer within a transaction, added to what stands of earlier ones.
 * In: the answer, who gave it for which request, and the scopes that are granted because of it, which may be none.
 */
export async function recordConsent(
  tx: Commit,
  answer: {
    readonly given: GivenConsent
    readonly session: LiveSession
    readonly prepared: Prepared
    readonly granted: readonly string[]
    readonly requestId: string
  },
  now: Instant,
): Promise<void> {
  const { given, session, prepared, granted, requestId } = answer
  const { user } = session
  const scope = inBusinessUnit(tx.handle, session.businessUnit.id)
  const applicationId = prepared.application.id
  const before = await holdConsent(scope, user.id, applicationId, now)
  const { redirectUri } = prepared.target
  const after = remember(before, { ...given, granted, redirectUri })
  await saveConsent(scope, { userId: user.id, applicationId, ...after, grantedAt: now })
  await tx.record(scope, {
    actor: { kind: 'user', id: user.id, name: user.userName },
    action: granted.length === 0 ? 'consent.declined' : 'consent.given',
    target: { kind: 'application', id: applicationId },
    changes: [
      change('scopes', before?.scopes ?? [], after.scopes),
      ...(after.declined.length === 0 ? [] : [change('declined', before?.declined ?? [], after.declined)]),
    ],
    requestId,
  })
}

function change(field: string, before: readonly string[], after: readonly string[]): FieldChange {
  return { field, before: before.join(' ') || null, after: after.join(' ') || null }
}
