import {
  type Application,
  type ApplicationSummary,
  getApplication,
} from '@latchkey/contract/applications/applications.ts'
import { listApplications } from '@latchkey/contract/applications/list.ts'
import { nameKey } from '@latchkey/contract/names.ts'
import type { QueryOf } from '@latchkey/contract/route.ts'
import { Failure } from '../failure.ts'
import { plain } from '../print/terminal.ts'
import { call, type Server } from './client.ts'

/** An application as it was read, and the ETag to edit it with. */
export type ReadApplication = { readonly application: Application; readonly etag: string }

/** An application as people name it. */
export function aliasOf({ name, vendorName }: Pick<Application, 'name' | 'vendorName'>): string {
  return plain(`${name}@${vendorName}`)
}

/** All applications that match, page by page until the last. */
export async function* listAll(
  server: Server,
  filter: Omit<QueryOf<typeof listApplications>, 'cursor' | 'limit'>,
): AsyncGenerator<ApplicationSummary> {
  let cursor: string | null = null
  do {
    const more: { cursor?: string } = cursor === null ? {} : { cursor }
    const { body } = await call(server, listApplications, { query: { ...filter, ...more, limit: '100' } })
    yield* body.items
    cursor = body.nextCursor
  } while (cursor !== null)
}

/** Reads one application by its id. */
export async function readApplication(server: Server, id: string): Promise<ReadApplication> {
  const { body, etag } = await call(server, getApplication, { params: { id } })
  if (etag === null)
    throw new Failure(`${server.url} answered without an ETag. Does something stand between?`)
  return { application: body, etag }
}

/** Finds applications by name and, where it is known, vendor name. In: the names as somebody wrote them. */
async function findNamed(
  server: Server,
  named: { readonly name: string; readonly vendorName?: string },
): Promise<readonly ApplicationSummary[]> {
  const { name, vendorName } = named
  const found: ApplicationSummary[] = []
  // A part of the name is searched for, so that it is never longer than what can be.
  const search = Array.from(name.normalize('NFC').trim()).slice(0, 50).join('')
  for await (const each of listAll(server, { search })) {
    const same = nameKey(each.name) === nameKey(name)
    if (same && (vendorName === undefined || nameKey(each.vendorName) === nameKey(vendorName)))
      found.push(each)
  }
  return found
}

/** Reads the application that somebody means: by its id, as `name@vendor`, or by its name alone. */
export async function readMeant(server: Server, text: string): Promise<ReadApplication> {
  if (/^app_\w+$/.test(text)) return readApplication(server, text)
  // Neither name can hold an @.
  const [name = '', vendorName] = text.split('@')
  const found = await findNamed(server, vendorName === undefined ? { name } : { name, vendorName })
  const [only] = found
  if (only === undefined) throw new Failure(plain(`There is no application called "${text}".`))
  if (found.length === 1) return readApplication(server, only.id)
  const lines = found.map(each => `  ${each.id}  ${aliasOf(each)} (${each.type})`)
  throw new Failure([plain(`"${text}" may be any of these; say which by its id:`), ...lines].join('\n'))
}
