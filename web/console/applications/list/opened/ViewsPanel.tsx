import {
  deleteView,
  editView,
  type ListView,
  listViews,
  saveView,
} from '@latchkey/contract/applications/list-views.ts'
import { nameKey } from '@latchkey/contract/names.ts'
import { Button, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { say } from '../../../../kit/words/say.ts'
import { type ListSearch, queryOf, searchOf } from '../../list-place/list-search.ts'
import type { ToolbarProps } from '../toolbar-props.ts'

/** A change of the views, after which they are read anew. */
function useChange<T>(change: (input: T) => Promise<unknown>, onSuccess: () => void = () => {}) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (input: T) => {
      await change(input)
      await cache.invalidateQueries({ queryKey: [listViews.id] })
    },
    onSuccess,
  })
}

function ViewRow({ view, onApply }: { readonly view: ListView; readonly onApply: () => void }) {
  const { id, name } = view
  const setting = useChange((wanted: boolean) =>
    call(editView, { params: { id }, body: { default: wanted } }),
  )
  const deleting = useChange(() => call(deleteView, { params: { id } }))
  return (
    <li className="lk-view">
      <button type="button" className="lk-linklike lk-view-name" onClick={onApply}>
        {name}
      </button>
      {view.default ? <span className="lk-tag">{say('Shown at first')}</span> : null}
      <span className="lk-view-actions">
        <Button
          size="compact-xs"
          variant="default"
          loading={setting.isPending}
          onClick={() => setting.mutate(!view.default)}
        >
          {view.default ? say('Not at first') : say('Show at first')}
          <span className="lk-hidden">: {name}</span>
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          loading={deleting.isPending}
          onClick={() => deleting.mutate(undefined)}
        >
          {say('Delete')}
          <span className="lk-hidden">: {name}</span>
        </Button>
      </span>
      <FormTrouble error={setting.error ?? deleting.error} />
    </li>
  )
}

/** In the words of the field, where it is one. */
function faultOf(error: Error | null): string | null {
  if (!(error instanceof ApiProblem)) return null
  const words = (error.problem?.errors ?? []).map(({ message }) => message)
  return words.length === 0 ? null : words.join(' ')
}

type SaveFormProps = {
  readonly search: ListSearch
  readonly views: readonly ListView[]
  readonly onSaved: () => void
}

/** Saves what is shown, under a new name or in place of a view of that name. */
function SaveForm({ search, views, onSaved }: SaveFormProps) {
  const [name, setName] = useState('')
  const same = views.find(view => nameKey(view.name) === nameKey(name))
  const saving = useChange(() => {
    const { cursor: _cursor, limit: _limit, ...query } = queryOf(search)
    const body = { name, query, columns: search.columns ?? null }
    return same === undefined
      ? call(saveView, { body })
      : call(editView, { params: { id: same.id }, body: { ...body, name: same.name } })
  }, onSaved)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!saving.isPending) saving.mutate(undefined)
  }
  const fault = faultOf(saving.error)
  return (
    <form className="lk-filters" noValidate onSubmit={submit} aria-label={say('Save a view')}>
      <TextInput
        label={say('Save what is shown as')}
        description={say('Search, filters, order and columns. Only you see your views.')}
        value={name}
        maxLength={200}
        error={fault}
        onChange={event => setName(event.currentTarget.value)}
      />
      {fault === null ? <FormTrouble error={saving.error} /> : null}
      <div className="lk-filters-actions">
        <Button type="submit" loading={saving.isPending}>
          {same === undefined ? say('Save view') : say('Replace {name}', { name: same.name })}
        </Button>
      </div>
    </form>
  )
}

/** The views of whoever is signed in: shown, one of them at first, deleted, saved. */
export function ViewsPanel({ search, onChange, onDone }: ToolbarProps & { readonly onDone: () => void }) {
  const answer = useQuery(read(listViews, {}))
  if (answer.data === undefined) {
    if (answer.error !== null) return <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
    return <Skeleton height={200} role="status" aria-label={say('Loading your views')} />
  }
  const views = answer.data.body.items
  const apply = (view: ListView) => {
    onChange(searchOf(view, search.limit))
    onDone()
  }
  return (
    <div className="lk-filters">
      {views.length === 0 ? (
        <p className="lk-help">
          {say('A view keeps filters and columns that you come back to, such as what nobody answers for.')}
        </p>
      ) : (
        <ul className="lk-views" aria-label={say('Your views')}>
          {views.map(view => (
            <ViewRow key={view.id} view={view} onApply={() => apply(view)} />
          ))}
        </ul>
      )}
      <SaveForm search={search} views={views} onSaved={onDone} />
    </div>
  )
}
