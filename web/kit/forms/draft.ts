import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/value'

/** The part of `sessionStorage` that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

type DraftStore<S extends TSchema> = {
  /** What was kept, or null when nothing was or it no longer fits the form. */
  readonly load: () => Static<S> | null
  readonly save: (values: Static<S>) => void
  readonly clear: () => void
}

/**
 * Keeps what somebody has typed into a form until the tab is closed.
 *
 * In: the storage, a key (of the form and of the person, since tabs outlive sessions), and the schema of the values.
 * A storage that is full or forbidden is no reason to disturb the typing: then nothing is kept.
 */
export function draftStore<S extends TSchema>(storage: DraftStorage, key: string, schema: S): DraftStore<S> {
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch {
      // Nothing to do: the form works without its draft.
    }
  }
  return {
    load: () => {
      try {
        const text = storage.getItem(key)
        const value: unknown = text === null ? null : JSON.parse(text)
        return Check(schema, value) ? value : null
      } catch {
        return null
      }
    },
    save: values => attempt(() => storage.setItem(key, JSON.stringify(values))),
    clear: () => attempt(() => storage.removeItem(key)),
  }
}
