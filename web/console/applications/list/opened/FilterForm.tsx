import { IDLE, NO_OWNER, SECRET_ENDS } from '@latchkey/contract/applications/list.ts'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { changed, type ListSearch } from '../../list-place/list-search.ts'
import { UserNameInput } from '../../owners/UserNameInput.tsx'
import { useApis } from '../../parts/ScopeChoices.tsx'
import { IDLE_WORDS, LEGACY_WORDS, NO_OWNER_WORDS, SECRET_WORDS } from '../filter-words.ts'
import type { ToolbarProps } from '../toolbar-props.ts'

const ANOTHER = 'another'

type Filter = 'scope' | 'owner' | 'tag' | 'idle' | 'secretEnds' | 'legacy'
type Draft = { readonly [F in Filter]: ListSearch[F] | undefined }
const NOTHING: Draft = {
  scope: undefined,
  owner: undefined,
  tag: undefined,
  idle: undefined,
  secretEnds: undefined,
  legacy: undefined,
}

type PartProps = { readonly draft: Draft; readonly onDraft: (part: Partial<Draft>) => void }

function ScopeFilter({ draft, onDraft }: PartProps) {
  const names = (useApis().data?.body.items ?? []).map(api => api.name)
  const chosen = draft.scope ?? ''
  // One that is switched off meanwhile can still stand in an address.
  const known = chosen === '' || names.includes(chosen) ? names : [...names, chosen]
  return (
    <NativeSelect
      label={say('API scope')}
      value={chosen}
      onChange={event => onDraft({ scope: event.currentTarget.value })}
      data={[{ value: '', label: say('Any') }, ...known]}
    />
  )
}

function OwnerFilter({ draft, onDraft }: PartProps) {
  const { userName } = useMe().user
  const owner = draft.owner ?? ''
  const [another, setAnother] = useState(owner !== '' && owner !== NO_OWNER && owner !== userName)
  const pick = (value: string) => {
    setAnother(value === ANOTHER)
    onDraft({ owner: value === ANOTHER ? '' : value })
  }
  return (
    <>
      <NativeSelect
        label={say('Owner')}
        value={another ? ANOTHER : owner}
        onChange={event => pick(event.currentTarget.value)}
        data={[
          { value: '', label: say('Anybody') },
          { value: userName, label: say('Me') },
          { value: NO_OWNER, label: NO_OWNER_WORDS },
          { value: ANOTHER, label: say('Another user') },
        ]}
      />
      {another ? (
        <UserNameInput
          label={say('User name of the owner')}
          value={owner}
          onChange={value => onDraft({ owner: value })}
        />
      ) : null}
    </>
  )
}

function readOneOf<T extends string>(value: string, allowed: readonly T[]): T | undefined {
  return allowed.find(each => each === value)
}

function UseFilters({ draft, onDraft }: PartProps) {
  return (
    <>
      <NativeSelect
        label={say('Last use')}
        value={draft.idle ?? ''}
        onChange={event => onDraft({ idle: readOneOf(event.currentTarget.value, IDLE) })}
        data={[
          { value: '', label: say('Any time') },
          ...IDLE.map(value => ({ value, label: IDLE_WORDS[value] })),
        ]}
      />
      <NativeSelect
        label={say('Client secrets')}
        value={draft.secretEnds ?? ''}
        onChange={event => onDraft({ secretEnds: readOneOf(event.currentTarget.value, SECRET_ENDS) })}
        data={[
          { value: '', label: say('Whenever they end') },
          ...SECRET_ENDS.map(value => ({ value, label: SECRET_WORDS[value] })),
        ]}
      />
      <Checkbox
        label={LEGACY_WORDS}
        checked={draft.legacy !== undefined}
        onChange={event => onDraft({ legacy: event.currentTarget.checked ? 'implicit' : undefined })}
      />
    </>
  )
}

/** The form behind *Filters*: nothing is narrowed before it is applied. */
export function FilterForm({ search, onChange, onDone }: ToolbarProps & { readonly onDone: () => void }) {
  const { scope, owner, tag, idle, secretEnds, legacy } = search
  const [draft, setDraft] = useState<Draft>({ scope, owner, tag, idle, secretEnds, legacy })
  const onDraft = (part: Partial<Draft>) => setDraft(was => ({ ...was, ...part }))
  const apply = (next: Draft) => {
    onChange(changed(search, { ...next, tag: next.tag?.trim(), owner: next.owner?.trim() }))
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply(draft)
  }
  return (
    <form className="lk-filters" onSubmit={submit} aria-label={say('More filters')}>
      <ScopeFilter draft={draft} onDraft={onDraft} />
      <OwnerFilter draft={draft} onDraft={onDraft} />
      <TextInput
        label={say('Tag')}
        value={draft.tag ?? ''}
        maxLength={200}
        onChange={event => onDraft({ tag: event.currentTarget.value })}
      />
      <UseFilters draft={draft} onDraft={onDraft} />
      <div className="lk-filters-actions">
        <Button variant="default" onClick={() => apply(NOTHING)}>
          {say('Clear')}
        </Button>
        <Button type="submit">{say('Apply')}</Button>
      </div>
    </form>
  )
}
