import { createTransport } from 'nodemailer'
import { SECOND } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { letterHtml, letterText } from './draw-letter.ts'

/** One letter to one address. `id` is the same at each attempt, so that a mail server can tell a repetition. */
type Post = {
  readonly id: string
  readonly to: string
  readonly letter: Parameters<typeof letterText>[0]
}

/** Why a letter was not taken, for the operator; `final` when the mail server will never take it. */
type MailFailure = { readonly detail: string; readonly final: boolean }

/** Hands letters to the operator's mail server. */
export type Mailer = {
  readonly send: (post: Post) => Promise<Result<null, MailFailure>>
  /** Ends its connections. */
  readonly close: () => void
}

const LONGEST = 15 * SECOND

/**
 * Makes a mailer. In: the address of the mail server (`smtp:` or `smtps:`), and whom letters come from.
 * RFC 5321 §4.2.1: an answer of 5xx is final, everything else may be another at a later time.
 */
export function createMailer(settings: { readonly url: string; readonly from: string }): Mailer {
  const domain = settings.from.replace(/^.*@|>$/g, '')
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: LONGEST,
    greetingTimeout: LONGEST,
    socketTimeout: LONGEST,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ id, to, letter }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          from: settings.from,
          // Not as text: a name in it could be read as a second address.
          to: { name: '', address: to },
          subject: letter.subject,
          text: letterText(letter),
          html: letterHtml(letter),
          // RFC 3834 §5: no holiday notes in answer.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
        })
        return ok(null)
      } catch (error) {
        return err(failureOf(error))
      }
    },
    close: () => transport.close(),
  }
}

function failureOf(error: unknown): MailFailure {
  const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined
  const final = typeof code === 'number' && code >= 500
  if (typeof code === 'number') return { detail: `The mail server answered ${code}.`, final }
  const what: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return {
    detail: `The mail server could not be used (${typeof what === 'string' ? what : 'unknown'}).`,
    final,
  }
}
