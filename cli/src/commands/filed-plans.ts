import type { Manifest, ManifestChange } from '@latchkey/contract/applications/manifest/manifest.ts'
import { planApplication } from '@latchkey/contract/applications/manifest/plan.ts'
import { nameKey } from '@latchkey/contract/names.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { Failure } from '../failure.ts'
import { type FiledManifest, readManifests } from '../files/read-manifests.ts'
import { changeLines } from '../print/plan-words.ts'
import type { Terminal } from '../print/terminal.ts'
import { aliasOf, type ReadApplication } from '../server/applications.ts'
import { call, headOf, Refused, type Server } from '../server/client.ts'

type Plan = ResultOf<typeof planApplication>

/** What one application in a file would come to. */
export type FiledPlan = {
  readonly filed: FiledManifest
  /** Null: it is not there yet, and would be registered. */
  readonly stands: ReadApplication | null
  readonly changes: readonly ManifestChange[]
  /** What to send; null where it is not there yet, or nothing would change. */
  readonly patch: Plan['patch']
}

/** Whether anything would happen. */
export function wouldChange({ stands, changes }: FiledPlan): boolean {
  return stands === null || changes.length > 0
}

/**
 * Compares applications in files with what stands at a server. In: paths. Out: a plan for each, in the order of the files.
 * Refuses with all faults of the files at once, and then with everything in them that the server would refuse.
 */
export async function planFiles(server: Server, paths: readonly string[]): Promise<readonly FiledPlan[]> {
  const plans: FiledPlan[] = []
  const faults: string[] = []
  const seen = new Map<string, string>()
  for (const filed of await readManifests(paths)) {
    const plan = await dryRun(server, filed)
    faults.push(...plan.faults.map(filed.faultLine))
    const { application, changes, patch } = plan
    const key = application?.id ?? keyOf(filed.manifest)
    const before = seen.get(key)
    if (before !== undefined) faults.push(`${filed.at}: is the same application as ${before}.`)
    seen.set(key, filed.at)
    const stands = application === null ? null : { application, etag: `"${application.version}"` }
    plans.push({ filed, stands, changes, patch })
  }
  if (faults.length > 0) throw new Failure(faults.join('\n'))
  return plans
}

function keyOf({ name, vendorName }: Manifest): string {
  return `${nameKey(name)}@${nameKey(vendorName)}`
}

/** What the server says would become of it. */
async function dryRun(server: Server, filed: FiledManifest): Promise<Plan> {
  try {
    return (await call(server, planApplication, { body: { manifest: filed.manifest } })).body
  } catch (error) {
    throw atItsPlace(filed, error)
  }
}

/** A refusal with the place in the file of each field that it names. Any other error as it is. */
export function atItsPlace(filed: FiledManifest, error: unknown): unknown {
  if (!(error instanceof Refused)) return error
  const lines = (error.problem.errors ?? []).map(filed.faultLine)
  return new Failure([`${filed.at}: ${headOf(error.problem)}`, ...lines].join('\n'), error)
}

/** Prints what would happen, application by application, and how many of them. */
export function printPlans(plans: readonly FiledPlan[], terminal: Pick<Terminal, 'out' | 'paint'>): void {
  for (const plan of plans) {
    const { filed, stands, changes } = plan
    const name = terminal.paint('bold', aliasOf(stands?.application ?? filed.manifest))
    const what =
      stands === null ? `new, ${filed.manifest.clientType ?? 'confidential'}` : stands.application.id
    const where = terminal.paint('faint', `(${what}, ${filed.at})`)
    if (!wouldChange(plan)) continue
    const sign = stands === null ? terminal.paint('green', '+') : terminal.paint('yellow', '~')
    terminal.out(`${sign} ${name} ${where}`)
    for (const change of changes) {
      for (const line of changeLines(terminal, change, stands === null)) terminal.out(line)
    }
    terminal.out('')
  }
  terminal.out(countWords(plans))
}

function countWords(plans: readonly FiledPlan[]): string {
  const made = plans.filter(plan => plan.stands === null).length
  const changed = plans.filter(wouldChange).length - made
  const same = plans.length - made - changed
  if (made + changed === 0)
    return `Nothing would change: ${same} as ${same === 1 ? 'its file says' : 'their files say'}.`
  return `${made} to register, ${changed} to change, ${same} as ${same === 1 ? 'its file says' : 'their files say'}.`
}

/** A plan for programs. */
export function planJson({ filed, stands, changes }: FiledPlan): object {
  const { vendorName, name } = filed.manifest
  const action = stands === null ? 'create' : changes.length > 0 ? 'change' : 'none'
  return { at: filed.at, id: stands?.application.id ?? null, vendorName, name, action, changes }
}
