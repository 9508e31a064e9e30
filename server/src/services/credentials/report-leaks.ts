import { sha256Hex } from '../../keys/hash.ts'
import { hasValidChecksum } from '../../keys/secret-format.ts'
import { leakOutcome } from '../../registry/credentials/leak-policy.ts'
import type { Finding } from '../../registry/credentials/leak-report.ts'
import type { ClientSecret, LeakPolicy } from '../../registry/model.ts'
import {
  findSecretByHash,
  noteLeak,
  quarantineSecret,
  revokeSecret,
} from '../../store/applications/credentials.ts'
import { endRegistrationAccess, findClientByToken } from '../../store/applications/dynamic-clients.ts'
import {
  findRegistrationToken,
  revokeRegistrationToken,
} from '../../store/applications/registration-tokens.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import { findRefreshToken } from '../../store/tokens/refresh-tokens.ts'
import { findFamily } from '../../store/tokens/token-families.ts'
import { raiseAlert } from '../audit/raise-alert.ts'
import { type Commit, commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { endFamily } from '../tokens/end-family.ts'

const ACTOR = { kind: 'system', id: 'leaks', name: 'Latchkey' } as const

/**
 * Takes secrets that somebody found. Whoever holds one may end it: that is all a report proves, and all it needs to.
 * A client secret is ended, put into quarantine or left as it is, as the business unit's leak policy says; a refresh token ends with its family,
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

/** What the alert says has become of it. */
const OUTCOME = {
  revoke: 'revoked',
  quarantine: 'quarantined',
  alert: 'still works',
} as const satisfies Record<LeakPolicy, string>

async function clientSecretFound(deps: Deps, finding: Finding, requestId: string): Promise<void> {
  const secret = await findSecretByHash(deps.store, sha256Hex(finding.secret))
  const at = deps.clock()
  if (secret === null || leakOutcome(secret, 'alert', at) === null) return
  const { businessUnitId, applicationId } = secret
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    // Of all who report it at the same moment one is first, and raises the alert. What comes after a release is later.
    const foundAt = Math.max(at, (secret.releasedAt ?? 0) + 1)
    if (!(await noteLeak(scope, secret.id, foundAt))) return
    const policy = (await findBusinessUnit(scope, businessUnitId))?.leakPolicy ?? 'revoke'
    const outcome = leakOutcome(secret, policy, at) ?? 'alert'
    await carryOut(tx, scope, { secret, outcome, at, requestId })
    await raiseAlert(tx, {
      alert: 'alert.secret-leaked',
      applicationId,
      businessUnitId,
      subject: secret.id,
      facts: {
        secret: `${secret.label} …${secret.hint}`,
        ...placeOf(finding),
        outcome: OUTCOME[outcome],
      },
      requestId,
    })
  })
}

/** Does to a secret what the policy says, and writes it into the history. */
async function carryOut(
  tx: Commit,
  scope: Scoped,
  found: {
    readonly secret: ClientSecret
    readonly outcome: LeakPolicy
    readonly at: number
    readonly requestId: string
  },
): Promise<void> {
  const { secret, outcome, at, requestId } = found
  const { applicationId, label } = secret
  if (outcome === 'alert') return
  const done =
    outcome === 'revoke'
      ? await revokeSecret(scope, applicationId, secret.id, at)
      : await quarantineSecret(scope, { applicationId, secretId: secret.id }, at)
  if (!done) return
  await tx.record(scope, {
    actor: ACTOR,
    action: outcome === 'revoke' ? 'secret.revoked' : 'secret.quarantined',
    target: { kind: 'application', id: applicationId },
    changes:
      outcome === 'revoke'
        ? [{ field: 'secret', before: label, after: null }]
        : [{ field: 'secret', before: label, after: label }],
    requestId,
    touches: [{ kind: 'application', ref: applicationId }],
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
