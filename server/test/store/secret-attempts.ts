import {
  claimReminder,
  editSecret,
  findLiveSecret,
  insertSecret,
  listSecrets,
  listUpcomingReminders,
  noteLeak,
  noteSecretUse,
  quarantineSecret,
  releaseSecret,
  revokeSecret,
  revokeSecrets,
} from '../../src/store/applications/credentials.ts'
import type { Scoped } from '../../src/store/handle.ts'
import type { Furnished } from './furnish.ts'
import { NOW, secret } from './records.ts'

type Attempt = (theirs: Furnished, mine: Scoped) => Promise<unknown>

/** What of client secrets a stranger may not see, use or change, with what they get for asking. */
export const secretQuestions: Record<string, readonly [expected: unknown, attempt: Attempt]> = {
  insertSecret: [false, ({ application }, mine) => insertSecret(mine, secret(application.id), 9)],
  listSecrets: [[], ({ application }, mine) => listSecrets(mine, application.id)],
  revokeSecret: [
    false,
    ({ application, secret: { id } }, mine) => revokeSecret(mine, application.id, id, NOW),
  ],
  editSecret: [
    false,
    ({ application, secret: { id } }, mine) =>
      editSecret(mine, { applicationId: application.id, secretId: id }, { label: 'stolen' }),
  ],
  noteSecretUse: [
    false,
    ({ secret: { id } }, mine) => noteSecretUse(mine, id, { at: NOW, from: '192.0.2.66' }),
  ],
  findLiveSecret: [null, ({ secret: { id } }, mine) => findLiveSecret(mine, id)],
  listUpcomingReminders: [
    [],
    (_, mine) => listUpcomingReminders(mine, { after: 0, until: Number.MAX_SAFE_INTEGER }, 9),
  ],
  claimReminder: [false, ({ secret }, mine) => claimReminder(mine, secret, NOW + 1)],
  noteLeak: [false, ({ secret: { id } }, mine) => noteLeak(mine, id, NOW)],
  quarantineSecret: [
    false,
    ({ application, secret: { id } }, mine) =>
      quarantineSecret(mine, { applicationId: application.id, secretId: id }, NOW),
  ],
  releaseSecret: [
    false,
    async ({ application, secret: { id } }, mine) => {
      const which = { applicationId: application.id, secretId: id }
      await quarantineSecret(mine, which, NOW)
      return releaseSecret(mine, which, { since: NOW, at: NOW })
    },
  ],
  revokeSecrets: [0, ({ application }, mine) => revokeSecrets(mine, application.id, NOW)],
}
