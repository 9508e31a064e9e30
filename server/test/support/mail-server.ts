import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** A letter as a mail server took it. */
type Taken = { readonly from: string; readonly to: readonly string[]; readonly text: string }

export type MailServer = {
  /** What LATCHKEY_SMTP_URL is set to. */
  readonly url: string
  /** Every letter taken so far, in the order in which they came. */
  readonly taken: readonly Taken[]
  /** From now on answers each letter with this status; null: takes it. */
  refuseWith(status: number | null): void
  stop(): Promise<void>
}

/** Starts a mail server on a free port of this machine that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const taken: Taken[] = []
  let refusal: number | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusal !== null) {
          done(Object.assign(new Error('not now'), { responseCode: refusal }))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        taken.push({
          from,
          to: rcptTo.map(each => each.address),
          text: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    refuseWith(status) {
      refusal = status
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** The readable part of a letter: quoted-printable undone (RFC 2045 §6.7). */
export function readable(text: string): string {
  const joined = text.replace(/=\r?\n/g, '')
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
