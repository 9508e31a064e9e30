import type { FieldChange } from '../../registry/model.ts'
import { keepCaller } from '../called-from.ts'
import { commit } from '../commit.ts'
import type { Deps } from '../deps.ts'
import { type Actor, refOf, scopeOf } from '../people/actor.ts'

type Export = {
  /** What its beginning and its end stand as in the history. */
  readonly begun: string
  readonly ended: string
  /** The filter and the form it was asked for with; null: left out. */
  readonly asked: Readonly<Record<string, string | number | null>>
}

/**
 * Writes down that an export begins, with what was asked for, before anything of it goes out, and how much went out once
 * it ends, also when it is broken off. In: the pages, of which none is read before that. Out: the same pages.
 */
export async function recordExport<T>(
  deps: Deps,
  actor: Actor,
  { begun, ended, asked }: Export,
  pages: AsyncIterable<readonly T[]>,
): Promise<AsyncIterable<readonly T[]>> {
  const changes = Object.entries(asked).flatMap(([field, value]) =>
    value === null ? [] : [{ field, before: null, after: String(value) }],
  )
  await record(deps, actor, begun, changes)
  return counted(pages, keepCaller(), (count, how) =>
    record(deps, actor, ended, [
      { field: 'count', before: null, after: String(count) },
      { field: 'outcome', before: null, after: how },
    ]),
  )
}

async function* counted<T>(
  pages: AsyncIterable<readonly T[]>,
  asCalled: ReturnType<typeof keepCaller>,
  tell: (count: number, how: 'whole' | 'broken off') => Promise<void>,
): AsyncGenerator<readonly T[]> {
  let [count, whole] = [0, false]
  try {
    for await (const page of pages) {
      count += page.length
      yield page
    }
    whole = true
  } finally {
    await asCalled(() => tell(count, whole ? 'whole' : 'broken off'))
  }
}

async function record(
  deps: Deps,
  actor: Actor,
  action: string,
  changes: readonly FieldChange[],
): Promise<void> {
  await commit(deps, tx =>
    tx.record(scopeOf(tx.handle, actor), {
      actor: refOf(actor),
      action,
      target: { kind: 'business-unit', id: actor.businessUnit.id },
      changes,
      requestId: actor.requestId,
    }),
  )
}
