import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ApplicationKey } from '@latchkey/contract/applications/credentials/keys.ts'
import { say } from '../../../../kit/words/say.ts'
import { isUnmissed, nameOf } from '../secrets/secret-words.ts'
import { type Held, replacedSince } from './time-line.ts'

function moment(at: string | null): number | null {
  return at === null ? null : Date.parse(at)
}

/** What a key is called: its name, or the beginning of its thumbprint. */
export function keyName({ kid, thumbprint }: Pick<ApplicationKey, 'kid' | 'thumbprint'>): string {
  return kid === null || kid === thumbprint ? say('Key {name}…', { name: thumbprint.slice(0, 8) }) : kid
}

/** All credentials of an application as they stand on the time line, the first made first. */
export function heldBy(secrets: Application['secrets'], keys: readonly ApplicationKey[]): readonly Held[] {
  const held: Held[] = [
    ...secrets.map(secret => ({
      id: secret.id,
      // Replaced ones have the same label.
      name: secret.label === '' ? nameOf(secret) : `${secret.label} …${secret.hint}`,
      kind: 'secret' as const,
      from: moment(secret.createdAt),
      to: moment(secret.expiresAt),
      usedAt: moment(secret.lastUsedAt),
      quarantinedAt: moment(secret.quarantinedAt),
    })),
    ...keys.map(key => ({
      id: key.thumbprint,
      name: keyName(key),
      kind: 'key' as const,
      from: moment(key.addedAt),
      to: null,
      usedAt: moment(key.lastUsedAt),
      quarantinedAt: null,
    })),
  ]
  return held.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0))
}

/** Whether nobody seems to miss a key: others of the application were used within a week, and it was not. */
export function isKeyUnmissed(key: ApplicationKey, all: readonly ApplicationKey[], now: number): boolean {
  const used = ({ thumbprint, addedAt, lastUsedAt }: ApplicationKey) => ({
    id: thumbprint,
    createdAt: addedAt,
    lastUsedAt,
    quarantinedAt: null,
  })
  return isUnmissed(used(key), all.map(used), now)
}

/** How a credential stands, in words. */
export function standingWords(one: Held, all: readonly Held[], now: number): string {
  if (one.quarantinedAt !== null) return say('In quarantine')
  if (one.to !== null && one.to <= now) return say('Ended')
  const since = replacedSince(one, all)
  return since !== null && since <= now ? say('Works, being replaced') : say('Works')
}
