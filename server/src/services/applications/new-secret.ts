import { sha256Hex } from '../../keys/hash.ts'
import { newSecretId } from '../../keys/random.ts'
import { newToken, secretHint } from '../../keys/secret-format.ts'
import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId } from '../../lib/ids.ts'
import { nextReminder } from '../../registry/credentials/reminders.ts'
import type { ActorRef, ClientSecret } from '../../registry/model.ts'

/** A new client secret: its value, shown once, and the record that is kept. */
export type MadeSecret = { readonly value: string; readonly record: ClientSecret }

/** Makes a client secret. In: whose it is, its label, who made it and when, and when it ends, if ever. */
export function makeSecret(
  applicationId: ApplicationId,
  label: string,
  made: { readonly by: ActorRef; readonly at: Instant; readonly expiresAt?: Instant | null },
): MadeSecret {
  const value = newToken('lks')
  return {
    value,
    record: {
      id: newSecretId(),
      applicationId,
      label,
      hash: sha256Hex(value),
      hint: secretHint(value),
      createdAt: made.at,
      createdBy: made.by,
      expiresAt: made.expiresAt ?? null,
      remindAt: nextReminder(made.expiresAt ?? null, made.at),
      lastUsedAt: null,
      lastUsedFrom: null,
      leakedAt: null,
      quarantinedAt: null,
      releasedAt: null,
    },
  }
}
