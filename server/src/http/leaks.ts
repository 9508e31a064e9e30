import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { MOST_FINDINGS, type ReportFault, readReport } from '../registry/credentials/leak-report.ts'
import { reportLeaks } from '../services/credentials/report-leaks.ts'
import type { Door } from './door.ts'
import { catchFaults, sendProblem } from './errors.ts'
import { noStore } from './headers.ts'
import { type ProblemBody, problem } from './problems.ts'

const PATH = '/leaks'
const BODY_LIMIT = 256 * 1024
/** Answers go out at multiples of this alone, so that none tells by its time whether something was found. */
const BEAT = 250

function problemOf(fault: ReportFault): ProblemBody {
  switch (fault) {
    case 'form':
      return problem(
        400,
        'leak-report-form',
        'Not a leak report',
        'Send one finding with its "secret" and its "url", or a list of them; "token" is taken for "secret".',
      )
    case 'too-many':
      return problem(
        413,
        'leak-report-too-large',
        'Too many findings',
        `One report holds at most ${MOST_FINDINGS} findings. Send several reports.`,
      )
  }
}

/**
 * Serves the intake of found secrets (docs/leaks.md). Anybody may report; what is answered, and when, depends on the
 * form of the report alone, so that nobody learns from it whether a secret is one.
 */
export function registerLeaks(app: FastifyInstance, door: Door): void {
  catchFaults(app, door, 'problem')
  app.removeContentTypeParser('text/plain')
  app.post(PATH, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const pause = door.throttle.leakReport(request.ip)
    if (pause !== null) {
      reply.header('retry-after', pause.seconds)
      const words = `Too many reports from this address. Try again in ${pause.seconds} seconds.`
      return sendProblem(request, reply, problem(429, 'too-many-attempts', 'Too many attempts', words))
    }
    const began = performance.now()
    const report = readReport(request.body)
    if (!report.ok) return sendProblem(request, reply, problemOf(report.error))
    await reportLeaks(door.deps, report.value, request.id)
    await wait(BEAT - ((performance.now() - began) % BEAT))
    return noStore(reply).code(202).send()
  })
  app.route({
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: PATH,
    handler: (request, reply) => {
      reply.header('allow', 'POST')
      const words = 'Leak reports are sent by POST.'
      return sendProblem(request, reply, problem(405, 'method-not-allowed', 'Method not allowed', words))
    },
  })
}
