import { type Application, editApplication } from '@latchkey/contract/applications/applications.ts'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { say } from '../../../../kit/words/say.ts'
import { readVersion } from '../../edit/version.ts'

const CHANGED_MEANWHILE = say(
  'Somebody changed the application at this moment, and nothing of yours was saved. Press it again to change what stands now.',
)

/** A refusal in words that stand for themselves: where one field is at fault, what is wrong with it. */
function inWords(error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.problem === null) return error
  const { kind, status, problem } = error
  if (status === 412) return new ApiProblem(kind, CHANGED_MEANWHILE, status, problem)
  const words = (problem.errors ?? []).map(fault => fault.message).join(' ')
  return words === '' ? error : new ApiProblem(kind, words, status, problem)
}

/**
 * Changes the callback URLs of an application as they stand at this moment, whatever was read of them before.
 * Throws what can be shown as it is.
 */
export async function changeCallbackUrls(
  id: string,
  change: (urls: readonly string[]) => string[],
): Promise<Application> {
  const { application, etag } = await readVersion(id)
  const body = { callbackUrls: change(application.callbackUrls) }
  try {
    return (await call(editApplication, { params: { id }, body, ifMatch: etag })).body
  } catch (error) {
    throw inWords(error)
  }
}
