import { err, ok, type Result } from '../../../lib/result.ts'
import type { SecurityProfile } from '../../../registry/model.ts'
import { goesBeyond } from '../../../registry/people/ceiling.ts'
import { checkInvitation, type Invitation, knownHere } from '../../../registry/people/invitation.ts'
import { type FileRow, readInvitationFile, rowLanguage } from '../../../registry/people/invitation-file.ts'
import { SYSTEM_PROFILES } from '../../../registry/people/profiles.ts'
import { userNameKey } from '../../../registry/people/user.ts'
import type { FieldFault, RegistryRefusal } from '../../../registry/refusal.ts'
import { invitedAmong, usersAmong } from '../../../store/people/invitations.ts'
import { listProfiles } from '../../../store/people/profiles/profiles.ts'
import type { Deps } from '../../deps.ts'
import { type Actor, demand, scopeOf } from '../actor.ts'

/** The security profiles that the actor may give: those that permit no more than theirs. Refuses without `users:create`. */
export async function listGrantableProfiles(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly SecurityProfile[], RegistryRefusal>> {
  const allowed = demand(actor, 'users:create')
  if (!allowed.ok) return allowed
  const profiles = [...SYSTEM_PROFILES, ...(await listProfiles(scopeOf(deps.store, actor)))]
  return ok(profiles.filter(given => !goesBeyond(actor.businessUnit, actor.profile, given)))
}

/** One row of a file as it would be sent, and what is wrong with it. */
export type PreviewedRow = {
  readonly line: number
  readonly userName: string
  readonly fullName: string
  /** Null: it names none that there is. */
  readonly securityProfileId: string | null
  readonly language: Invitation['language'] | null
  readonly faults: readonly FieldFault[]
}

/**
 * Says what would become of a file of people, and invites nobody. Who is invited twice in it is told at the second line.
 * Refuses without `users:create`, and what is no such file.
 */
export async function previewInvitations(
  deps: Deps,
  actor: Actor,
  csv: string,
): Promise<Result<readonly PreviewedRow[], RegistryRefusal>> {
  const allowed = demand(actor, 'users:create')
  if (!allowed.ok) return allowed
  const read = readInvitationFile(csv)
  if (!read.ok) return err({ kind: 'invalid', faults: [read.error] })
  const scope = scopeOf(deps.store, actor)
  const names = read.value.flatMap(row => userNameKey(row.userName) ?? [])
  const users = new Set(await usersAmong(scope, names))
  const invited = new Set(await invitedAmong(scope, names))
  const profiles = [...SYSTEM_PROFILES, ...(await listProfiles(scope))]
  const seen = new Map<string, number>()
  return ok(
    read.value.map(row => {
      const key = userNameKey(row.userName) ?? ''
      const earlier = key === '' ? undefined : seen.get(key)
      if (earlier === undefined) seen.set(key, row.line)
      const known = users.has(key) ? 'user' : invited.has(key) ? 'invited' : null
      return rowOf(actor, row, { profiles, earlier, known })
    }),
  )
}

function rowOf(
  actor: Actor,
  row: FileRow,
  around: {
    readonly profiles: readonly SecurityProfile[]
    readonly earlier: number | undefined
    readonly known: 'user' | 'invited' | null
  },
): PreviewedRow {
  const { earlier, known } = around
  const wanted = row.securityProfile.toLowerCase()
  const profile = around.profiles.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  const language = rowLanguage(row)
  const checked = checkInvitation({ ...row, securityProfileId: '', language: 'en' })
  const faults = [
    ...(checked.ok ? [] : checked.error),
    ...(checked.ok && known !== null ? [knownHere(checked.value.userName, known)] : []),
    ...(earlier === undefined ? [] : [twice(earlier)]),
    ...profileFaults(actor, row, profile),
    ...(language.ok ? [] : [language.error]),
  ]
  return {
    line: row.line,
    userName: checked.ok ? checked.value.userName : row.userName,
    fullName: checked.ok ? checked.value.fullName : row.fullName,
    securityProfileId: profile?.id ?? null,
    language: language.ok ? language.value : null,
    faults,
  }
}

function twice(line: number): FieldFault {
  return { path: '/userName', rule: 'twice', message: `The same user name stands in line ${line}.` }
}

function profileFaults(
  { businessUnit, profile: mine }: Actor,
  row: FileRow,
  given: SecurityProfile | undefined,
): readonly FieldFault[] {
  const path = '/securityProfileId'
  if (given === undefined) {
    const name = row.securityProfile
    const message =
      name === '' ? 'Name a security profile.' : `There is no security profile called ${name.slice(0, 80)}.`
    return [{ path, rule: 'unknown', message }]
  }
  if (!goesBeyond(businessUnit, mine, given)) return []
  return [{ path, rule: 'beyond', message: 'This security profile permits more than yours.' }]
}
