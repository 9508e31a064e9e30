import type { Instant } from '../../lib/clock.ts'
import type { ApplicationId, UserId } from '../../lib/ids.ts'
import { SYSTEM_PROFILES } from '../../registry/people/profiles.ts'
import { findApplication } from '../../store/applications/applications.ts'
import type { Scoped } from '../../store/handle.ts'
import { addLetterItem, type LetterItem, type LetterTopic } from '../../store/mail/letter-items.ts'
import { listProfiles } from '../../store/people/profiles/profiles.ts'
import { listActiveWithProfiles, whoWantsReminders } from '../../store/people/reminders.ts'
import { findUsers } from '../../store/people/users.ts'

/** Of a business unit with many administrators so many are written to: one of them has to act. */
const MOST_ADMINISTRATORS = 5
const NEEDED = 'api-applications:edit'

/**
 * Who is written to about an application: its active owners, or where it has none, those of the business unit who may
 * edit applications, the longest there first, at most five. In: null for what concerns the business unit as a whole.
 */
export async function whoAnswersFor(
  scope: Scoped,
  applicationId: ApplicationId | null,
): Promise<readonly UserId[]> {
  const application = applicationId === null ? null : await findApplication(scope, applicationId)
  const owners = await findUsers(scope, application?.owners ?? [])
  const active = owners.filter(user => user.active).map(user => user.id)
  if (active.length > 0) return active
  const profiles = [...SYSTEM_PROFILES, ...(await listProfiles(scope))]
  const administering = profiles.filter(({ permissions }) => permissions.includes(NEEDED))
  return listActiveWithProfiles(
    scope,
    administering.map(({ id }) => id),
    MOST_ADMINISTRATORS,
  )
}

/**
 * Puts something into the next letter to each who answers for an application, in the caller's transaction, once for each
 * person. Who switched reminders off gets none.
 */
export async function announce(
  scope: Scoped,
  about: {
    readonly applicationId: ApplicationId | null
    readonly topic: LetterTopic
    readonly item: LetterItem
    readonly at: Instant
  },
): Promise<void> {
  const { topic, item, at } = about
  const concerned = await whoAnswersFor(scope, about.applicationId)
  const told = topic === 'reminder' ? await whoWantsReminders(scope, concerned) : concerned
  for (const userId of told) await addLetterItem(scope, { userId, topic }, item, at)
}
