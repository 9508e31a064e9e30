import { checkTag, MAX_TAGS } from '@latchkey/contract/applications/tags.ts'
import { quoted } from '@latchkey/contract/quoted.ts'
import type { UserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Registration, User } from '../model.ts'
import type { FieldFault } from '../refusal.ts'

/** Most owners an application may have: who answers for it, not who uses it. */
export const MOST_OWNERS = 10

/** Judges tags. Out: them as they are kept, each once. Refuses with all faults at once, each with its place. */
export function checkTags(tags: readonly string[]): Result<readonly string[], readonly FieldFault[]> {
  if (tags.length > MAX_TAGS * 10) return err([tooManyTags(tags.length)])
  const faults: FieldFault[] = []
  const kept = new Set<string>()
  for (const [index, text] of tags.entries()) {
    const tag = checkTag(text)
    if (tag.ok) kept.add(tag.value)
    else faults.push({ path: `/tags/${index}`, rule: tag.rule, message: tag.message })
  }
  if (kept.size > MAX_TAGS) faults.push(tooManyTags(kept.size))
  return faults.length > 0 ? err(faults) : ok([...kept])
}

function tooManyTags(count: number): FieldFault {
  const message = `An application has at most ${MAX_TAGS} tags; these are ${count}.`
  return { path: '/tags', rule: 'too-many', message }
}

/** A user as far as it matters for owning something. */
export type Candidate = Pick<User, 'id' | 'userName' | 'active'>

/** Who was asked for as an owner, as it was typed, and whom of the business unit that names; null: nobody. */
export type AskedOwner = { readonly typed: string; readonly user: Candidate | null }

/**
 * Judges who shall own an application of the business unit. Who owns it already may stay, though inactive by now; nobody
 * inactive is added. An application without owners is allowed: nobody must be found who is not there.
 * Out: the owners, each once, in the order asked for. Refuses with all faults at once, each with its place.
 */
export function checkOwners(
  application: Pick<Registration, 'owners'>,
  asked: readonly AskedOwner[],
): Result<readonly UserId[], readonly FieldFault[]> {
  const faults: FieldFault[] = []
  const owners = new Set<UserId>()
  for (const [index, { typed, user }] of asked.entries()) {
    const path = `/owners/${index}`
    if (user === null) {
      const message = `${quoted(typed)} is no user of this business unit.`
      faults.push({ path, rule: 'unknown', message })
    } else if (owners.has(user.id)) {
      faults.push({ path, rule: 'duplicate', message: `${quoted(user.userName)} is given twice.` })
    } else if (!user.active && !application.owners.includes(user.id)) {
      const message = `${quoted(user.userName)} is inactive and cannot become an owner.`
      faults.push({ path, rule: 'inactive', message })
    }
    if (user !== null) owners.add(user.id)
  }
  if (owners.size > MOST_OWNERS) {
    const message = `An application has at most ${MOST_OWNERS} owners.`
    faults.push({ path: '/owners', rule: 'too-many', message })
  }
  return faults.length > 0 ? err(faults) : ok([...owners])
}
