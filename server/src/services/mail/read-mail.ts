import { err, ok, type Result } from '../../lib/result.ts'
import type { Letter } from '../../registry/mail/letters.ts'
import type { RegistryRefusal } from '../../registry/refusal.ts'
import { findBusinessUnit } from '../../store/business-units/business-units.ts'
import { findMail, listMail, type MailState } from '../../store/mail/mail.ts'
import { type ListPage, newestFirst } from '../applications/cursor.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, demand, refOf, scopeOf } from '../people/actor.ts'
import { openLetter } from './open-letter.ts'

/** A letter as operators see it. */
export type MailView = {
  readonly mail: MailState
  readonly businessUnitNumber: string
  /** What it says; null while a mail server is set: then it is its recipient's alone. */
  readonly letter: Letter | null
}

/** One page of the letters of the platform, newest first. Refuses without `mail:view`, and a cursor of another list. */
export async function listLetters(
  deps: Deps,
  actor: Actor,
  cursor: string | null,
): Promise<Result<ListPage<MailView>, RegistryRefusal>> {
  const allowed = demand(actor, 'mail:view')
  if (!allowed.ok) return allowed
  const page = await newestFirst(deps, ['mail'], cursor, rows => listMail(deps.store, rows))
  if (!page.ok) return page
  const { items, nextCursor } = page.value
  const shown = items.map(async mail => ({
    mail,
    businessUnitNumber: await numberOf(deps, mail),
    letter: null,
  }))
  return ok({ items: await Promise.all(shown), nextCursor })
}

/**
 * One letter. While no mail server is set it says what it says, so that somebody can hand it on, and that it was read
 * stands in the history of the platform: a link in it opens an account.
 * Refuses without `mail:view`, and an unknown id.
 */
export async function readLetter(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<MailView, RegistryRefusal>> {
  const allowed = demand(actor, 'mail:view')
  if (!allowed.ok) return allowed
  const mail = await findMail(deps.store, id)
  if (mail === null) return err({ kind: 'not-found', what: 'mail' })
  const businessUnitNumber = await numberOf(deps, mail)
  if (deps.mailer !== null) return ok({ mail, businessUnitNumber, letter: null })
  await commit(deps, tx =>
    tx.record(scopeOf(tx.handle, actor), {
      actor: refOf(actor),
      action: 'mail.read',
      target: { kind: 'mail', id },
      changes: [{ field: 'recipient', before: null, after: mail.recipient }],
      requestId: actor.requestId,
    }),
  )
  return ok({ mail, businessUnitNumber, letter: openLetter(deps, mail) })
}

async function numberOf(deps: Deps, mail: MailState): Promise<string> {
  return (await findBusinessUnit(deps.store, mail.businessUnitId))?.number ?? ''
}
