import { useState } from 'react'

/** What is chosen in the list: some applications by their ids, or all that match. */
export type Chosen = {
  readonly ids: ReadonlySet<string>
  readonly all: boolean
  readonly toggle: (ids: readonly string[], wanted: boolean) => void
  readonly takeAll: () => void
  readonly clear: () => void
}

type Kept = { readonly of: string; readonly ids: ReadonlySet<string>; readonly all: boolean }

/** The choice belongs to what the list is narrowed by, said in `of`: it goes when that changes, and stays over its pages. */
export function useChosen(of: string): Chosen {
  const none: Kept = { of, ids: new Set(), all: false }
  const [kept, keep] = useState(none)
  const now = kept.of === of ? kept : none
  return {
    ids: now.ids,
    all: now.all,
    toggle: (ids, wanted) => {
      const next = new Set(now.ids)
      for (const id of ids) {
        if (wanted) next.add(id)
        else next.delete(id)
      }
      keep({ of, ids: next, all: false })
    },
    takeAll: () => keep({ ...now, all: true }),
    clear: () => keep(none),
  }
}
