import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refOf } from '../../../services/people/actor.ts'
import { readRefusal } from '../../../services/refusals/read-refusals.ts'
import type { Door } from '../../door.ts'
import { noStore, sendPage } from '../../headers.ts'
import { actorOf, sessionOf } from '../../session.ts'
import { wordsFor } from '../../words/words-for.ts'
import { showSignIn } from '../sign-in.ts'
import { refusedPage, unknownRefusalPage } from './refused-page.ts'

type OneError = { Params: { id: string } }

/** As much as is shown of what somebody typed into the address. Ids of ours have 36 characters. */
const LONGEST = 100

function pathOf(id: string): string {
  return `/errors/${encodeURIComponent(id.toWellFormed())}`
}

/** Serves what the error_uri of every OAuth error leads to. */
export function registerRefusedPage(app: FastifyInstance, door: Door): void {
  app.get<OneError>('/errors/:id', async (request, reply) => explain(door, request, reply))

  app.get<OneError>('/errors/:id/sign-in', async (request, reply) => {
    const path = pathOf(request.params.id.slice(0, LONGEST))
    if ((await sessionOf(door, request)) !== null) return noStore(reply).redirect(path, 303)
    const nothing = { application: null, formTarget: null, userName: '', problem: null, signedOut: false }
    return showSignIn(door, request, reply, { ...nothing, status: 200, path })
  })
}

async function explain(
  door: Door,
  request: FastifyRequest<OneError>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const id = request.params.id.slice(0, LONGEST)
  const actor = await actorOf(door, request, false)
  const words = wordsFor(request)
  const found = actor.ok ? await readRefusal(door.deps, actor.value, id) : null
  if (found?.ok !== true) {
    const userName = actor.ok ? refOf(actor.value).name : null
    return sendPage(reply, 200, unknownRefusalPage({ words, id, userName, signIn: `${pathOf(id)}/sign-in` }))
  }
  const { refusal, application } = found.value
  const { entry, explanation, comparison, outcome } = refusal
  const { requestId, endpoint, reason, description, inputs } = entry
  const page = refusedPage({
    words,
    requestId,
    endpoint,
    reason,
    description,
    inputs,
    answered: outcome !== 'refused',
    comparison,
    at: new Date(entry.at).toISOString(),
    application,
    rule: explanation.rule,
    mend: explanation.mend,
    path: `/admin/account-settings/api-applications/${application.id}?tab=activity&id=${requestId}`,
  })
  return sendPage(reply, 200, page)
}
