import { AUDIT_GROUPS } from '@latchkey/contract/audit/groups.ts'
import { Autocomplete, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, useState } from 'react'
import { say } from '../../kit/words/say.ts'
import { OpenButton } from '../applications/list/OpenButton.tsx'
import { useMay } from '../frame/me.ts'
import { type AuditSearch, readSought } from './audit-search.ts'
import { actionWords, GROUP_WORDS } from './audit-words.ts'

const ExportChoice = lazy(async () => ({ default: (await import('./ExportChoice.tsx')).ExportChoice }))

type FiltersProps = {
  readonly search: AuditSearch
  /** Whose names have been seen in this log. */
  readonly names: readonly string[]
  readonly onChange: (next: AuditSearch) => void
}

/** Whom or what to look for: a name in full, or an id that is pasted. It is looked for by Enter or when it is left. */
function Sought({ search, names, onChange }: FiltersProps) {
  const [typed, setTyped] = useState('')
  const apply = (value: string) => {
    const sought = readSought(value)
    if (Object.keys(sought).length === 0) return
    setTyped('')
    onChange({ ...search, ...sought })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(typed)
  }
  return (
    <Autocomplete
      className="lk-search"
      label={say('By whom, or an id')}
      placeholder={say('User name, application or id')}
      maxLength={300}
      data={[...names]}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={apply}
      onBlur={() => apply(typed)}
      onKeyDown={onKeyDown}
    />
  )
}

/** What narrows the log beside the fields that say so themselves, each to be taken away. */
function Chips({ search, onChange }: Omit<FiltersProps, 'names'>) {
  const { actor, action, targetKind, target, requestId } = search
  const all = [
    ['actor', actor, say('By {name}', { name: actor ?? '' })],
    ['action', action, say('What: {action}', { action: actionWords(action ?? '') })],
    ['targetKind', targetKind, say('Target: {what}', { what: targetKind ?? '' })],
    ['target', target, say('Target: {what}', { what: target ?? '' })],
    ['requestId', requestId, say('Request: {id}', { id: requestId ?? '' })],
  ] as const
  const chips = all.filter(([, value]) => value !== undefined)
  if (chips.length === 0) return null
  return (
    <div className="lk-chips">
      {chips.map(([name, , words]) => (
        <button
          key={name}
          type="button"
          className="lk-chip"
          onClick={() => {
            const { [name]: _gone, ...rest } = search
            onChange(rest)
          }}
        >
          <span className="lk-hidden">{say('Remove filter')} </span>
          <span className="lk-chip-words">{words}</span>
          <IconX size={14} aria-hidden />
        </button>
      ))}
    </div>
  )
}

function Day(props: FiltersProps & { readonly name: 'from' | 'until'; readonly label: string }) {
  const { search, name, label, onChange } = props
  return (
    <TextInput
      type="date"
      label={label}
      value={search[name] ?? ''}
      onChange={event => {
        const { [name]: _before, ...rest } = search
        const day = event.currentTarget.value
        onChange(day === '' ? rest : { ...rest, [name]: day })
      }}
    />
  )
}

/** What the log is narrowed to, and the export of just that. */
export function Filters(props: FiltersProps) {
  const { search, onChange } = props
  const mayExport = useMay('audit:export')
  const pick = (value: string) => {
    const group = AUDIT_GROUPS.find(each => each === value)
    const { group: _before, ...rest } = search
    onChange(group === undefined ? rest : { ...rest, group })
  }
  return (
    <div className="lk-toolbar lk-audit-filters" role="group" aria-label={say('Filter the log')}>
      <Sought {...props} />
      <NativeSelect
        label={say('What was done')}
        value={search.group ?? ''}
        onChange={event => pick(event.currentTarget.value)}
        data={[
          { value: '', label: say('Everything') },
          ...AUDIT_GROUPS.map(value => ({ value, label: GROUP_WORDS[value] })),
        ]}
      />
      <Day {...props} name="from" label={say('Since')} />
      <Day {...props} name="until" label={say('Until')} />
      {mayExport ? (
        <OpenButton
          icon={<IconDownload size={16} aria-hidden />}
          words={say('Export')}
          width={320}
          height={160}
          loading={say('Loading the kinds of file')}
        >
          {() => <ExportChoice search={search} />}
        </OpenButton>
      ) : null}
      <Chips search={search} onChange={onChange} />
    </div>
  )
}
