import { sectorDocumentFault } from '../../protocol/openid/sector-document.ts'
import type { RegistrationEdit } from '../../registry/applications/application.ts'
import type { Registration } from '../../registry/model.ts'
import type { FieldFault } from '../../registry/refusal.ts'
import type { Deps } from '../deps.ts'

const MOST_BYTES = 64 * 1024

/**
 * Asks the sector identifier URI, where an edit leaves one and it or the callback URLs change, whether it lists every
 * callback URL (OpenID Connect Registration §5). It is asked when registered and not again, so this runs outside of
 * any transaction. In: the application as it stands, the edit, already checked.
 * Out: the fault of the field, or null. Whatever kept the server from answering is one and the same sentence, so that
 * nobody can look around by it; what was really the matter is not told.
 */
export async function sectorFault(
  deps: Pick<Deps, 'fetch'>,
  application: Registration,
  edit: RegistrationEdit,
): Promise<FieldFault | null> {
  const url = (edit.metadata ?? application.metadata).sectorIdentifierUri
  const callbackUrls = edit.callbackUrls ?? application.callbackUrls
  const sameUrl = url === application.metadata.sectorIdentifierUri
  if (url === null || (sameUrl && sameTexts(callbackUrls, application.callbackUrls))) return null
  const path = '/metadata/sectorIdentifierUri'
  const answer = await deps.fetch({
    method: 'GET',
    url,
    accept: 'application/json',
    mostBytes: MOST_BYTES,
    businessUnit: application.businessUnitId,
  })
  if (!answer.ok || answer.value.status !== 200) {
    const message =
      'The sector identifier URI could not be read. It must answer with status 200 and no redirect.'
    return { path, rule: 'unavailable', message }
  }
  const message = sectorDocumentFault(answer.value.body.toString('utf8'), callbackUrls)
  return message === null ? null : { path, rule: 'list', message }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
