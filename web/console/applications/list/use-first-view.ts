import { listViews } from '@latchkey/contract/applications/list-views.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { read } from '../../../kit/queries.ts'
import { type ListSearch, searchOf } from '../list-place/list-search.ts'

/**
 * Shows the view that is shown at first to whoever comes to the list by its bare address, once: who takes its filters away
 * afterwards means it.
 */
export function useFirstView(search: ListSearch, onChange: (next: ListSearch) => void): void {
  const arrived = useRef(Object.keys(search).length === 0)
  const bare = Object.keys(search).length === 0
  const views = useQuery({ ...read(listViews, {}), enabled: arrived.current })
  const first = views.data?.body.items.find(view => view.default)
  useEffect(() => {
    if (!bare) arrived.current = false
    if (!arrived.current || views.data === undefined) return
    arrived.current = false
    if (first !== undefined) onChange(searchOf(first, undefined))
  }, [bare, first, onChange, views.data])
}
