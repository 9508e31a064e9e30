import { type Static, Type } from 'typebox'
import { type DraftStorage, draftStore } from '../../../kit/forms/draft.ts'
import { type ListSearch, readListSearch } from './list-search.ts'

const LastList = Type.Object({
  search: Type.Record(Type.String(), Type.String()),
  trail: Type.Array(Type.String()),
})

type Kept = Pick<Static<typeof LastList>, 'trail'> & { readonly search: ListSearch }

function storeOf(storage: DraftStorage, userId: string) {
  return draftStore(storage, `latchkey.last-list.${userId}`, LastList)
}

/** Keeps how the list stands, in this tab. In: the person, what is in its address, and the cursors before its page. */
export function keepList(
  storage: DraftStorage,
  userId: string,
  search: ListSearch,
  trail: readonly string[],
): void {
  storeOf(storage, userId).save({ search: { ...search }, trail: [...trail] })
}

/** How the person last saw the list in this tab; as it begins where they did not yet. */
export function lastList(storage: DraftStorage, userId: string): Kept {
  const kept = storeOf(storage, userId).load()
  return kept === null
    ? { search: {}, trail: [] }
    : { search: readListSearch(kept.search), trail: kept.trail }
}
