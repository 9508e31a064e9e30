import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum } from '../../keys/secret-format.ts'
import { hasEnded } from '../../registry/applications/application.ts'
import type { Finding } from '../../registry/credentials/leak-report.ts'
import type { FieldChange } from '../../registry/model.ts'
import { findSecretByHash, noteLeak, revokeSecret } from '../../store/applications/credentials.ts'
import { endRegistrationAccess, findClientByToken } from '../../store/applications/dynamic-clients.ts'
import {
  findRegistrationToken,
  revokeRegistrationToken,
} from '../../store/applications/registration-tokens.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { findRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import { raiseAlert } from '../audit/raise-alert.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { endFamily } from '../tokens/end-family.ts'

const ACTOR = { kind: 'system', id: 'leaks', name: 'Latchkey' } as const

/**
 * Takes secrets that somebody found. Whoever holds one may end it: that is all a report proves, and all it needs to.
 * A client secret is ended or, by the business unit's leak policy, left as it is; a refresh token ends with its family,
 * and what registers software or manages its registration ends in any case, since nothing that runs needs it. Each is
 * told to its owner once. What is none of ours, or has ended, changes nothing.
 * In: the findings, and the request that brought them. When this returns, what was ended is so durably, everywhere
 * within a second.
 */
export async function reportLeaks(
  deps: Deps,
  findings: readonly Finding[],
  requestId: string,
): Promise<void> {
  for (const finding of findings) {
    if (hasValidChecksum(finding.secret, 'lks')) await clientSecretFound(deps, finding, requestId)
    if (hasValidChecksum(finding.secret, 'lkr')) await refreshTokenFound(deps, finding, requestId)
    if (hasValidChecksum(finding.secret, 'lkp')) await registrationFound(deps, finding, requestId)
  }
}

/** What is told of where it was found. */
function placeOf({ url, source }: Finding): Readonly<Record<string, string>> {
  return { ...(url === '' ? {} : { foundAt: url }), ...(source === '' ? {} : { foundIn: source }) }
}

async function clientSecretFound(deps: Deps, finding: Finding, requestId: string): Promise<void> {
  const secret = await findSecretByHash(deps.store, sha256Hex(finding.secret))
  const at = deps.clock()
  if (secret === null || secret.leakedAt !== null || hasEnded(secret, at)) return
  const { businessUnitId, applicationId } = secret
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    // Of all who report it at the same moment one is first, and raises the alert.
    if (!(await noteLeak(scope, secret.id, at))) return
    const revokes = (await findBusinessUnit(scope, businessUnitId))?.leakPolicy !== 'alert'
    const changes: FieldChange[] = [{ field: 'secret', before: secret.label, after: null }]
    if (revokes && (await revokeSecret(scope, applicationId, secret.id, at))) {
      await tx.record(scope, {
        actor: ACTOR,
        action: 'secret.revoked',
        target: { kind: 'application', id: applicationId },
        changes,
        requestId,
        touches: [{ kind: 'application', ref: applicationId }],
      })
    }
    await raiseAlert(tx, {
      alert: 'alert.secret-leaked',
      applicationId,
      businessUnitId,
      subject: secret.id,
      facts: {
        secret: `${secret.label} …${secret.hint}`,
        ...placeOf(finding),
        outcome: revokes ? 'revoked' : 'still works',
      },
      requestId,
    })
  })
}

async function refreshTokenFound(deps: Deps, finding: Finding, requestId: string): Promise<void> {
  const token = await findRefreshToken(deps.store, sha256Hex(finding.secret))
  if (token === null) return
  await commit(deps, async tx => {
    const family = await findFamily(inBusinessUnit(tx.handle, token.businessUnitId), token.familyId)
    if (family === null || family.endsAt <= deps.clock()) return
    const ending = { because: 'found elsewhere', at: deps.clock(), requestId } as const
    await endFamily(tx, family, { ...ending, facts: placeOf(finding) })
  })
}

async function registrationFound(deps: Deps, finding: Finding, requestId: string): Promise<void> {
  const hash = sha256Hex(finding.secret)
  const token = await findRegistrationToken(deps.store, hash)
  const client = token === null ? await findClientByToken(deps.store, hash) : null
  const businessUnitId = token?.businessUnitId ?? client?.businessUnitId
  const at = deps.clock()
  if (businessUnitId === undefined || (token !== null && token.expiresAt <= at)) return
  const applicationId = client?.applicationId ?? null
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    if (token !== null && !(await revokeRegistrationToken(scope, token.id, at))) return
    if (applicationId !== null && !(await endRegistrationAccess(scope, applicationId))) return
    await raiseAlert(tx, {
      alert: 'alert.registration-token-leaked',
      applicationId,
      businessUnitId,
      facts: {
        ...(token === null ? {} : { registrationToken: `${token.label} …${token.hint}` }),
        ...placeOf(finding),
        outcome: 'revoked',
      },
      requestId,
    })
  })
}
