import { newRecordId } from '../../keys/random.ts'
import { DAY, type Instant } from '../../lib/clock.ts'
import { addressOf, type Letter } from '../../registry/mail/letters.ts'
import type { User } from '../../registry/model.ts'
import type { Scoped } from '../../store/handle.ts'
import { insertMail, type MailKind } from '../../store/mail/mail.ts'
import type { Deps } from '../deps.ts'

/** What a letter is sealed for: no other reads it. */
export function mailPurpose(id: string): string {
  return `mail:${id}`
}

/**
 * Puts a letter to a user into the queue, in the caller's transaction: it is sent after that is durable, or not at all.
 * In: the user's business unit, what it is about, to whom and what, when it is made, and how long it is of use (ms).
 */
export async function queueMail(
  deps: Pick<Deps, 'sealer'>,
  scope: Scoped,
  mail: {
    readonly kind: MailKind
    /** A user, or an address of somebody who is none yet. */
    readonly to: User | string
    readonly letter: Letter
    readonly at: Instant
    readonly usefulFor?: number
  },
): Promise<void> {
  const id = newRecordId('mai')
  await insertMail(scope, {
    id,
    kind: mail.kind,
    recipient: typeof mail.to === 'string' ? mail.to : addressOf(mail.to),
    letter: deps.sealer.seal(mailPurpose(id), JSON.stringify(mail.letter)),
    createdAt: mail.at,
    usefulUntil: mail.at + (mail.usefulFor ?? DAY),
  })
}
