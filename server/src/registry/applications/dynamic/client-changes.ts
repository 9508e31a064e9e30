import type { FieldChange, Registration } from '../../model.ts'
import { changesOf, groupChanges } from '../changes.ts'

/** What a client replaced of itself, field by field, for the audit entry. In: the application before and after. */
export function clientChanges(
  stands: Registration,
  after: Pick<Registration, 'name' | 'scopes' | 'optionalScopes' | 'callbackUrls' | 'implicitAllowed'> &
    Pick<Registration, 'metadata' | 'registered'>,
): FieldChange[] {
  const { name, registered, ...edit } = after
  const renamed = name === stands.name ? [] : [{ field: 'name', before: stands.name, after: name }]
  if (stands.registered === null || registered === null) return [...renamed, ...changesOf(stands, edit)]
  return [
    ...renamed,
    ...changesOf(stands, edit),
    ...groupChanges('registered', words(stands.registered), words(registered)),
  ]
}

type Words = Readonly<Record<string, string | boolean | readonly string[] | null>>

/** Numbers in a group of changes are milliseconds; the one here is seconds and goes in as text. */
function words({ defaultMaxAge, ...rest }: NonNullable<Registration['registered']>): Words {
  return { ...rest, defaultMaxAge: defaultMaxAge === null ? null : `${defaultMaxAge} s` }
}
