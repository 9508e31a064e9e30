import { daysLeft, nextReminder, wouldBeMissed } from '../../registry/credentials/reminders.ts'
import { findApplication } from '../../store/applications/applications.ts'
import { claimReminder, listSecrets, listSecretsToRemind } from '../../store/applications/credentials.ts'
import { settleAlerts } from '../../store/audit/alerts.ts'
import { inBusinessUnit } from '../../store/handle.ts'
import { raiseAlert } from '../audit/raise-alert.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { announce } from '../mail/announce.ts'
import { reminderItem } from '../mail/write-letters.ts'
import { newRequestId } from '../request-id.ts'

const MOST_AT_ONCE = 200
const BY = { kind: 'system', id: 'system', name: 'Latchkey' } as const

type Due = Awaited<ReturnType<typeof listSecretsToRemind>>[number]

/**
 * Reminds owners of client secrets that end within 30, 7 and 1 days, each time once on however many nodes: by an alert,
 * which also goes into the outbox, and by a letter to those who answer for the application. A newer reminder takes the place of the one before.
 * Out: how many secrets were looked at; when that is as many as at most, more wait.
 */
export async function remindOfSecrets(
  deps: Deps,
): Promise<{ readonly looked: number; readonly most: number }> {
  const due = await listSecretsToRemind(deps.store, deps.clock(), MOST_AT_ONCE)
  for (const each of due) await remind(deps, each)
  return { looked: due.length, most: MOST_AT_ONCE }
}

async function remind(deps: Deps, { businessUnitId, secret }: Due): Promise<void> {
  const { id, applicationId, expiresAt } = secret
  const at = deps.clock()
  const days = daysLeft(expiresAt, at)
  await commit(deps, async tx => {
    const scope = inBusinessUnit(tx.handle, businessUnitId)
    if (!(await claimReminder(scope, secret, nextReminder(expiresAt, at)))) return
    if (days === null || expiresAt === null) return
    const application = await findApplication(scope, applicationId)
    if (application === null || !application.active) return
    if (!wouldBeMissed(secret, await listSecrets(scope, applicationId), at)) return
    const about = { applicationId, subject: id, kind: 'alert.secret-ending' } as const
    await settleAlerts(scope, about, { at, by: BY, note: 'A newer reminder took its place.' })
    await raiseAlert(tx, {
      alert: 'alert.secret-ending',
      applicationId,
      businessUnitId,
      subject: id,
      facts: {
        secret: `${secret.label} …${secret.hint}`,
        endsAt: new Date(expiresAt).toISOString(),
        daysLeft: String(days),
      },
      requestId: newRequestId(),
    })
    const item = reminderItem(secret, expiresAt, days)
    await announce(scope, { applicationId, topic: 'reminder', item, at })
  })
}
