import { type Application, getApplication } from '@latchkey/contract/applications/applications.ts'
import { ApiProblem, call } from '../../../kit/client.ts'
import { say } from '../../../kit/words/say.ts'

/** An application as it stood at one moment, with the ETag that an edit of it must send back. */
export type Version = { readonly application: Application; readonly etag: string }

/** Reads the application anew. Throws where no ETag came: an edit without one could overwrite somebody else's. */
export async function readVersion(id: string, signal?: AbortSignal): Promise<Version> {
  const options = { params: { id } }
  const { body, etag } = await call(getApplication, signal === undefined ? options : { ...options, signal })
  if (etag === null) {
    throw new ApiProblem('garbled', say('The server sent no version with the application.'), 200, null)
  }
  return { application: body, etag }
}
