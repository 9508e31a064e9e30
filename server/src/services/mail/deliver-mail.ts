import { MINUTE, SECOND } from '../../lib/clock.ts'
import type { Mailer } from '../../outbound/mail/mailer.ts'
import { nextAttempt } from '../../registry/audit/delivery.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import {
  claimMail,
  listDueMail,
  type MailState,
  markMailSent,
  settleMailFailure,
} from '../../store/mail/mail.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { newRequestId } from '../request-id.ts'
import { openLetter } from './open-letter.ts'

/** Letters on their way at a time. */
const MOST = 4
/** An attempt ends within three waits of fifteen seconds, so whoever is silent for longer has ended or is stuck. */
const CLAIM = MINUTE
/** A turn begins no further round after this, so that stopping the server never waits for a long queue. */
const LONGEST_TURN = SECOND

/**
 * Hands letters that are due to the mail server, tries again later what it did not take, and gives up after a day, when
 * the letter is of no use any more, or when the server will never take it. Several nodes may do this at once: a claim by
 * conditional write gives each letter to one of them at a time. One that ends in the middle leaves its claim to run out,
 * so a letter is sent at least once, with the same Message-ID. Without a mail server nothing is sent and nothing lost.
 * Out: how many were tried.
 */
export async function deliverMail(deps: Deps): Promise<number> {
  const { mailer } = deps
  if (mailer === null) return 0
  const began = deps.clock()
  let tried = 0
  do {
    const due = await listDueMail(deps.store, deps.clock(), MOST)
    if (due.length === 0) break
    const attempts = await Promise.allSettled(due.map(mail => attempt(deps, mailer, mail)))
    const failed = attempts.find(each => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    tried += due.length
  } while (deps.clock() - began < LONGEST_TURN)
  return tried
}

async function attempt(deps: Deps, mailer: Mailer, mail: MailState): Promise<void> {
  const claimedUntil = deps.clock() + CLAIM
  const scopeOf = (handle: Parameters<typeof inBusinessUnit>[0]) =>
    inBusinessUnit(handle, mail.businessUnitId)
  const mine = await deps.store.transact(tx => claimMail(scopeOf(tx), mail, claimedUntil))
  if (!mine) return
  const failed = await failureOf(deps, mailer, mail)
  if (failed === null) {
    await deps.store.transact(tx => markMailSent(scopeOf(tx), mail.id, deps.clock()))
    return
  }
  const now = deps.clock()
  const later = nextAttempt({ attempts: mail.attempts + 1, createdAt: mail.createdAt }, now)
  const next = failed.final || later === null || later > mail.usefulUntil ? null : later
  await commit(deps, async tx => {
    const scope = scopeOf(tx.handle)
    const settled = { id: mail.id, claimedUntil, failure: failed.detail }
    if (!(await settleMailFailure(scope, settled, next)) || next !== null) return
    await tx.record(scope, {
      actor: { kind: 'system', id: 'deliver-mail', name: 'Mail' },
      action: 'mail.not-sent',
      target: { kind: 'mail', id: mail.id },
      changes: [
        { field: 'kind', before: null, after: mail.kind },
        { field: 'because', before: null, after: failed.detail },
      ],
      requestId: newRequestId(),
    })
  })
}

/** Sends a letter. Out: why it was not taken, or null when it was. */
async function failureOf(
  deps: Deps,
  mailer: Mailer,
  mail: MailState,
): Promise<{ readonly detail: string; readonly final: boolean } | null> {
  if (mail.usefulUntil <= deps.clock()) return { detail: 'It came too late to be of use.', final: true }
  const letter = openLetter(deps, mail)
  if (letter === null) return { detail: 'It was sealed under another key.', final: true }
  const sent = await mailer.send({ id: mail.id, to: mail.recipient, letter })
  return sent.ok ? null : sent.error
}
