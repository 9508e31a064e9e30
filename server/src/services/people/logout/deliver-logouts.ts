import { SECOND } from '../../../lib/clock.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { judgeLogoutAnswer, logoutTokenClaims } from '../../../protocol/openid/logout-token.ts'
import { nextAttempt } from '../../../registry/audit/delivery.ts'
import type { Registration } from '../../../registry/model.ts'
import {
  claimDelivery,
  type DueDelivery,
  giveUpDelivery,
  listDueDeliveries,
  markDelivered,
  postponeDelivery,
} from '../../../store/audit/deliveries.ts'
import { inBusinessUnit } from '../../../store/handle.ts'
import { commit } from '../../commit.ts'
import type { Deps } from '../../deps.ts'
import { newRequestId } from '../../request-id.ts'

/** Deliveries under way at a time, and how many of them may be of one application. */
const MOST = { all: 32, ofOneApplication: 8 }
/** A call takes three seconds at most, so whoever is silent for longer than this has ended or is stuck. */
const CLAIM = 8 * SECOND
/** A turn begins no further round after this, so that stopping the server never waits for a long queue. */
const LONGEST_TURN = SECOND
/** Nobody reads what an application answers; a page of its framework is no reason to call the answer a failure. */
const MOST_ANSWER_BYTES = 64 * 1024

/**
 * Tells applications that a session ended (OpenID Connect Back-Channel Logout §2.5): posts a logout token to each that
 * is due, tries again later when it does not arrive, and gives up after a day or when the application refuses it.
 * Several nodes may do this at once: a claim by conditional write gives each delivery to one of them at a time. One
 * that ends in the middle leaves its claim to run out, so a delivery happens at least once, with the same `jti`.
 * Out: how many deliveries were tried.
 */
export async function deliverLogouts(deps: Deps): Promise<number> {
  const began = deps.clock()
  let tried = 0
  do {
    const due = await listDueDeliveries(deps.store, deps.clock(), MOST)
    if (due.length === 0) break
    await all(due.map(delivery => attempt(deps, delivery)))
    tried += due.length
  } while (deps.clock() - began < LONGEST_TURN)
  return tried
}

/** Waits for all of them, also when one fails: none may still be at work when the store is closed. */
async function all(attempts: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(attempts)).find(each => each.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

async function attempt(deps: Deps, delivery: DueDelivery): Promise<void> {
  const claimedUntil = deps.clock() + CLAIM
  const claimed = await deps.store.transact(tx =>
    claimDelivery(inBusinessUnit(tx, delivery.businessUnitId), delivery, claimedUntil),
  )
  if (!claimed) return
  const sent = await send(deps, delivery)
  if (!sent.ok) return settleFailure(deps, delivery, { ...sent.error, claimedUntil })
  const at = deps.clock()
  await deps.store.transact(tx => markDelivered(inBusinessUnit(tx, delivery.businessUnitId), delivery.id, at))
}

/**
 * Why an attempt failed: in full, as it is kept with the delivery, and as everybody may read it who sees the history of
 * the application (SECURITY.md section 5.3: no addresses, no timing); and whether it would fail at any later time too.
 */
type Failure = { readonly detail: string; readonly told: string; readonly final: boolean }

function failure(told: string, detail = told): Failure {
  return { told, detail, final: false }
}

async function send(deps: Deps, delivery: DueDelivery): Promise<Result<null, Failure>> {
  const owner = (await deps.known.client(delivery.applicationId))?.registration
  const url = owner?.metadata.backchannelLogoutUri ?? null
  if (owner === undefined || url === null) {
    return err({ ...failure('The application has no back-channel logout URL any more.'), final: true })
  }
  const answer = await deps.fetch({
    url,
    method: 'POST',
    accept: 'application/json',
    mostBytes: MOST_ANSWER_BYTES,
    // External applications all stand in the platform's business unit; none is to pay for the servers of another.
    businessUnit: owner.kind === 'internal' ? owner.businessUnitId : owner.id,
    body: {
      contentType: 'application/x-www-form-urlencoded',
      text: new URLSearchParams({ logout_token: mintLogoutToken(deps, delivery, owner) }).toString(),
    },
  })
  if (!answer.ok) return err(failure('The application could not be reached.', answer.error.detail))
  const { status } = answer.value
  switch (judgeLogoutAnswer(status)) {
    case 'delivered':
      return ok(null)
    case 'refused':
      return err({ ...failure('The application refused it with 400.'), final: true })
    case 'failed':
      return err(failure(`The application answered ${status}.`))
  }
}

/** Signed anew at each attempt, since a logout token lives for minutes only; its id stays. */
function mintLogoutToken(deps: Deps, delivery: DueDelivery, owner: Registration): string {
  const { id, applicationId, subject, sid } = delivery
  const facts = { issuer: deps.issuer, clientId: applicationId, subject, sid, tokenId: id, now: deps.clock() }
  const { idTokenSignedResponseAlg } = owner.metadata
  return deps.keyring().signJwt(idTokenSignedResponseAlg, 'logout+jwt', logoutTokenClaims(facts))
}

async function settleFailure(
  deps: Deps,
  delivery: DueDelivery,
  failed: Failure & { readonly claimedUntil: number },
): Promise<void> {
  const { id, businessUnitId, applicationId, createdAt } = delivery
  const attempted = { id, claimedUntil: failed.claimedUntil, failure: failed.detail }
  const now = deps.clock()
  const next = failed.final ? null : nextAttempt({ attempts: delivery.attempts + 1, createdAt }, now)
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    if (next !== null) {
      await postponeDelivery(scope, attempted, next)
      return
    }
    if (!(await giveUpDelivery(scope, attempted, now))) return
    await tx.record(scope, {
      actor: { kind: 'system', id: 'deliver-outbox', name: 'Delivery of logouts' },
      action: 'logout.not-delivered',
      target: { kind: 'application', id: applicationId },
      changes: [
        { field: 'delivery', before: null, after: id },
        { field: 'because', before: null, after: failed.told },
      ],
      requestId: newRequestId(),
    })
  })
}
