import { getMail, type LetterSummary, listMail } from '@latchkey/contract/mail/mail.ts'
import type { FastifyInstance } from 'fastify'
import { ok } from '../../../lib/result.ts'
import { listLetters, type MailView, readLetter } from '../../../services/mail/read-mail.ts'
import type { Door } from '../../door.ts'
import { serve } from '../serve.ts'

/** Serves letters to operators. */
export function registerMail(app: FastifyInstance, door: Door): void {
  const { deps } = door
  const keeps = deps.mailer === null

  serve(app, door, listMail, async ({ actor, query }) => {
    const page = await listLetters(deps, actor, query.cursor ?? null)
    if (!page.ok) return page
    const { items, nextCursor } = page.value
    return ok({ body: { items: items.map(view => summaryOf(view, keeps)), nextCursor } })
  })

  serve(app, door, getMail, async ({ actor, params }) => {
    const found = await readLetter(deps, actor, params.id)
    if (!found.ok) return found
    const { letter } = found.value
    const text = letter === null ? null : { ...letter, paragraphs: [...letter.paragraphs] }
    return ok({ body: { ...summaryOf(found.value, keeps), letter: text } })
  })
}

function summaryOf({ mail, businessUnitNumber }: MailView, keeps: boolean): LetterSummary {
  const waiting = keeps ? 'kept' : 'waiting'
  const ended = mail.sentAt === null ? 'given-up' : 'sent'
  return {
    id: mail.id,
    kind: mail.kind,
    recipient: mail.recipient,
    businessUnitNumber,
    createdAt: new Date(mail.createdAt).toISOString(),
    usefulUntil: new Date(mail.usefulUntil).toISOString(),
    state: mail.nextAt === null ? ended : waiting,
    attempts: mail.attempts,
    lastFailure: mail.lastFailure,
  }
}
