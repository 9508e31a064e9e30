import type { Registration, User } from '../../src/registry/model.ts'
import { ACTOR, NOW, profile } from './records.ts'

type Given = { readonly application: Registration; readonly person: User }

/** A version of a profile, as it was when it was made. */
export function versionOf(profileId: string, name: string) {
  const { permissions, scopes } = profile(profileId, name)
  return { profileId, version: 1, name, permissions, scopes, at: NOW, by: ACTOR }
}

/** A profile given to an application by somebody. */
export function givenTo({ application, person }: Given) {
  const givenBy = { id: person.id, name: person.userName }
  return { applicationId: application.id, profileId: 'prf_theirs', givenBy, givenAt: NOW }
}
