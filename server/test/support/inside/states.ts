import { isApplicationId, type UserId } from '../../../src/lib/ids.ts'
import type { Permission } from '../../../src/registry/people/profiles.ts'
import { setApplicationActive } from '../../../src/store/applications/applications.ts'
import { setBusinessUnitActive } from '../../../src/store/business-units/business-units.ts'
import { inBusinessUnit, type Scoped } from '../../../src/store/handle.ts'
import { withdrawConsent } from '../../../src/store/people/consents.ts'
import { insertProfile } from '../../../src/store/people/profiles/profiles.ts'
import { saveUnitConsent, withdrawUnitConsent } from '../../../src/store/people/unit-consents.ts'
import { findUserByName, setSecurityProfile, setUserActive } from '../../../src/store/people/users.ts'
import { revokeFamiliesOfUser } from '../../../src/store/tokens/token-families.ts'
import type { InsideStage } from './inside-stage.ts'

// States as no endpoint sets them. Each writes one flag and nothing else, on purpose: a check that is only made when
// families are revoked along the way would not show otherwise.

async function userOf(stage: InsideStage, userName: string): Promise<{ scope: Scoped; id: UserId }> {
  const found = await findUserByName(stage.deps.store, userName)
  if (found === null) throw new Error(`There is no user ${userName}.`)
  return { scope: inBusinessUnit(stage.deps.store, found.user.businessUnitId), id: found.user.id }
}

function applicationId(text: string) {
  if (!isApplicationId(text)) throw new Error(`${text} is not an Application ID.`)
  return text
}

/** Activates or deactivates a user. */
export async function setUser(stage: InsideStage, userName: string, active: boolean): Promise<void> {
  const { scope, id } = await userOf(stage, userName)
  await setUserActive(scope, id, active, stage.deps.clock())
}

/** Activates a user as if they had never been deactivated. */
export async function forgetChange(stage: InsideStage, userName: string): Promise<void> {
  const { scope, id } = await userOf(stage, userName)
  await scope.db
    .updateTable('users')
    .set({ active: 1, status_changed_at: null })
    .where('business_unit_id', '=', scope.businessUnitId)
    .where('id', '=', id)
    .execute()
}

/** Gives a user another security profile by its id. */
export async function setProfile(stage: InsideStage, userName: string, profileId: string): Promise<void> {
  const { scope, id } = await userOf(stage, userName)
  await setSecurityProfile(scope, id, profileId)
}

/** Makes a security profile with these API scopes, and permissions, if any. Out: its id. */
export async function makeProfile(
  stage: InsideStage,
  userName: string,
  scopes: readonly string[],
  permissions: readonly Permission[] = [],
): Promise<string> {
  const { scope } = await userOf(stage, userName)
  const held = [...scopes, ...permissions]
  const name = held.length === 0 ? 'No APIs' : `Only ${held.join(' ')}`
  const id = name.toLowerCase().replaceAll(' ', '-')
  const facts = { id, name, system: false, permissions, scopes, nameKey: id, createdAt: Date.now() }
  await insertProfile(scope, facts)
  return id
}

/** Withdraws a user's consent to an application. */
export async function withdraw(stage: InsideStage, userName: string, clientId: string): Promise<void> {
  const { scope, id } = await userOf(stage, userName)
  await withdrawConsent(scope, id, applicationId(clientId), stage.deps.clock())
}

/** Consents for everybody of the business unit of a user, or withdraws that (null). */
export async function consentForAll(
  stage: InsideStage,
  userName: string,
  clientId: string,
  scopes: readonly string[] | null,
): Promise<void> {
  const { scope } = await userOf(stage, userName)
  const [id, at] = [applicationId(clientId), stage.deps.clock()]
  const grantedBy = { kind: 'system', id: 'test', name: 'Test' } as const
  if (scopes === null) await withdrawUnitConsent(scope, id, at)
  else await saveUnitConsent(scope, { applicationId: id, scopes, grantedAt: at, grantedBy })
}

/** Revokes every token family of a user. */
export async function revokeFamilies(stage: InsideStage, userName: string): Promise<void> {
  const { scope, id } = await userOf(stage, userName)
  await revokeFamiliesOfUser(scope, id, stage.deps.clock(), 'test')
}

/** Activates or deactivates a business unit by its number. */
export async function setUnit(stage: InsideStage, number: string, active: boolean): Promise<void> {
  const found = await stage.deps.known.businessUnitByNumber(number)
  if (found === null) throw new Error(`There is no business unit ${number}.`)
  await setBusinessUnitActive(inBusinessUnit(stage.deps.store, found.unit.id), active, stage.deps.clock())
  stage.deps.known.forget('business-unit', found.unit.id)
}

/** Activates or deactivates an application where its owner registered it, and leaves its token families alone. */
export async function setApplicationFlag(
  stage: InsideStage,
  clientId: string,
  active: boolean,
): Promise<void> {
  const id = applicationId(clientId)
  const known = await stage.deps.known.client(id)
  if (known === null) throw new Error(`There is no application ${clientId}.`)
  const by = { kind: 'system', id: 'test', name: 'Test' } as const
  const scope = inBusinessUnit(stage.deps.store, known.registration.businessUnitId)
  await setApplicationActive(scope, id, { active, at: stage.deps.clock(), by, reason: null })
  stage.deps.known.forget('application', clientId)
}
