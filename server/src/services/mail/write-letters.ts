import { DAY, type Instant, MINUTE } from '../../lib/clock.ts'
import { isSecretId, type UserId } from '../../lib/ids.ts'
import { daysLeft, wouldBeMissed } from '../../registry/credentials/reminders.ts'
import { alertLetter, reminderLetter, type ToldAlert } from '../../registry/mail/notice-letters.ts'
import type { User } from '../../registry/model.ts'
import { findApplication } from '../../store/applications/applications.ts'
import { findLiveSecret, listSecrets, listUpcomingReminders } from '../../store/applications/credentials.ts'
import { findAlert } from '../../store/audit/alerts.ts'
import { inBusinessUnit, type Scoped } from '../../store/handle.ts'
import {
  addLetterItem,
  dropLetterItems,
  type LetterItem,
  type LetterTopic,
  lastTold,
  listDueLetters,
  postponeLetter,
  takeLetterItems,
} from '../../store/mail/letter-items.ts'
import { holdRecipient, whoWantsReminders } from '../../store/people/reminders.ts'
import { findUser } from '../../store/people/users.ts'
import type { Deps } from '../deps.ts'
import { whoAnswersFor } from './announce.ts'
import { queueMail } from './queue-mail.ts'

/** What waits is looked at in such steps. */
const MOST_AT_ONCE = 200
/** How many secrets whose reminder is due within the day a letter takes along. */
const MOST_AHEAD = 200
/** How long after a letter the next of its topic comes at the soonest: what happens meanwhile is gathered in it. */
const PAUSE = { reminder: DAY, alert: 10 * MINUTE } as const satisfies Record<LetterTopic, number>

type Due = Awaited<ReturnType<typeof listDueLetters>>[number]

/**
 * Writes the letters for which something waits: one to a person for each topic, with all that waits for them. Of several
 * nodes that do this at once one writes each. Out: how many people were looked at; as many as `most`: more may wait.
 */
export async function writeLetters(deps: Deps): Promise<{ readonly looked: number; readonly most: number }> {
  const due = await listDueLetters(deps.store, deps.clock(), MOST_AT_ONCE)
  for (const each of due) await writeLetter(deps, each)
  return { looked: due.length, most: MOST_AT_ONCE }
}

async function writeLetter(deps: Deps, { businessUnitId, userId, topic }: Due): Promise<void> {
  const at = deps.clock()
  const to = { userId, topic }
  const reading = inBusinessUnit(deps.store, businessUnitId)
  const ahead = topic === 'reminder' ? await dueWithinTheDay(reading, userId, at) : []
  await deps.store.transact(async tx => {
    const scope = inBusinessUnit(tx, businessUnitId)
    const there = await holdRecipient(scope, userId)
    const wanted = topic === 'alert' || (await whoWantsReminders(scope, [userId])).length > 0
    const last = await lastTold(scope, to)
    if (there && wanted && last !== null && last + PAUSE[topic] > at) {
      return postponeLetter(scope, to, last + PAUSE[topic])
    }
    for (const item of ahead) await addLetterItem(scope, to, item, at)
    const items = await takeLetterItems(scope, to, at)
    const user = there && wanted ? await findUser(scope, userId) : null
    const written = user !== null && (await compose(deps, scope, user, { topic, items, at }))
    return written ? undefined : dropLetterItems(scope, to, at)
  })
}

/** What a reminder is known by: which secret, which end, and how many days before. */
export function reminderItem(secret: { readonly id: string }, endsAt: Instant, days: number): LetterItem {
  return { subject: secret.id, detail: `${endsAt} ${days}` }
}

/** Reminders that are due within a day of this letter: they come in it, so that none follows so soon. */
async function dueWithinTheDay(scope: Scoped, userId: UserId, now: Instant): Promise<LetterItem[]> {
  const items: LetterItem[] = []
  for (const secret of await listUpcomingReminders(scope, { after: now, until: now + DAY }, MOST_AHEAD)) {
    const { applicationId, expiresAt, remindAt } = secret
    const days = remindAt === null ? null : daysLeft(expiresAt, remindAt)
    if (expiresAt === null || days === null) continue
    if (!wouldBeMissed(secret, await listSecrets(scope, applicationId), now)) continue
    const concerned = await whoAnswersFor(scope, applicationId)
    if (concerned.includes(userId)) items.push(reminderItem(secret, expiresAt, days))
  }
  return items
}

type Telling = {
  readonly topic: LetterTopic
  readonly items: readonly LetterItem[]
  readonly at: Instant
}

/** Queues the letter. Out: false when nothing is left that is worth one. */
async function compose(deps: Deps, scope: Scoped, user: User, telling: Telling): Promise<boolean> {
  const { at, topic } = telling
  if (topic === 'alert') {
    const alerts = await alertsOf(scope, telling)
    if (alerts.length === 0) return false
    const url = `${deps.issuer}/admin/account-settings/alerts`
    await queueMail(deps, scope, { kind: 'alert', to: user, letter: alertLetter(user, { alerts, url }), at })
    return true
  }
  const secrets = await secretsOf(scope, telling)
  const [first, ...more] = secrets
  if (first === undefined) return false
  const list = `${deps.issuer}/admin/account-settings/api-applications`
  const url = more.length === 0 ? `${list}/${first.applicationId}?tab=secrets` : `${list}?secretEnds=30d`
  const letter = reminderLetter(user, { secrets, url })
  await queueMail(deps, scope, { kind: 'reminder', to: user, letter, at })
  return true
}

async function alertsOf(scope: Scoped, { items }: Telling): Promise<ToldAlert[]> {
  const told: ToldAlert[] = []
  for (const { subject } of items) {
    const alert = await findAlert(scope, subject)
    if (alert === null || alert.acknowledged !== null) continue
    const fact = (field: string) => alert.facts.find(change => change.field === field)?.after ?? null
    const { kind, at, application } = alert
    told.push({
      kind,
      at,
      application: application?.name ?? null,
      secret: fact('secret'),
      outcome: fact('outcome'),
    })
  }
  return told
}

/** Those that still end then, and would still be missed. */
async function secretsOf(scope: Scoped, { items, at }: Telling) {
  const ending = []
  for (const { subject, detail } of items) {
    const [endsAt, days] = detail.split(' ').map(Number)
    const secret = isSecretId(subject) ? await findLiveSecret(scope, subject) : null
    if (secret === null || endsAt === undefined || days === undefined) continue
    if (secret.expiresAt !== endsAt || endsAt <= at) continue
    const { applicationId, label, hint } = secret
    const application = await findApplication(scope, applicationId)
    if (application === null || !application.active) continue
    if (!wouldBeMissed(secret, await listSecrets(scope, applicationId), at)) continue
    ending.push({
      applicationId,
      application: application.name,
      secret: `${label} …${hint}`,
      endsAt,
      days,
    })
  }
  return ending
}
