import { sql } from 'kysely'
import type { ApplicationId } from '../../lib/ids.ts'
import { type Tally, tallyOf } from '../../lib/tally.ts'
import type { Scoped } from '../handle.ts'
import { sawAll, TALLIED } from '../tokens/family-tally.ts'
import { holdsWord } from '../words.ts'

/**
 * Counts the people whose own consent to an application stands: in all, with each of some scopes, and of those who were
 * sent to each of some places. One pass over at most fifty thousand of them.
 */
export async function tallyConsents(
  scope: Scoped,
  applicationId: ApplicationId,
  { scopes, places }: { readonly scopes: readonly string[]; readonly places: readonly string[] },
): Promise<{
  readonly all: Tally
  readonly byScope: ReadonlyMap<string, Tally>
  readonly byPlace: ReadonlyMap<string, Tally>
}> {
  const held = [
    ...scopes.map(each => holdsWord(sql.ref('scopes'), each)),
    ...places.map(each => holdsWord(sql.ref('places'), each)),
  ]
  const columns = [
    sql`count(*) as looked_at`,
    ...held.map((holds, index) => sql`count(*) filter (where ${holds}) as ${sql.ref(`held_${index}`)}`),
  ]
  const { rows } = await sql<Readonly<Record<string, number>>>`
    select ${sql.join(columns)} from (
      select scopes, coalesce(redirect_host, '') as places from consents
      where business_unit_id = ${scope.businessUnitId} and application_id = ${applicationId}
        and withdrawn_at is null limit ${TALLIED}
    ) as looked`.execute(scope.lists)
  const row = rows[0] ?? {}
  const all = row['looked_at'] ?? 0
  const read = (index: number) => tallyOf(row[`held_${index}`] ?? 0, sawAll(all))
  return {
    all: tallyOf(all, sawAll(all)),
    byScope: new Map(scopes.map((each, index) => [each, read(index)])),
    byPlace: new Map(places.map((each, index) => [each, read(scopes.length + index)])),
  }
}
