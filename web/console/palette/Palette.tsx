import { listApplications } from '@latchkey/contract/applications/list.ts'
import { Modal, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { read } from '../../kit/queries.ts'
import { useMay, useMe } from '../frame/me.ts'
import { type Entry, entriesFor } from './entries.ts'
import './palette.css'
import { say } from '../../kit/words/say.ts'

const PAUSE_MS = 150
const MOST_FOUND = 8
const LIST_ID = 'palette-list'

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Applications that hold what was typed, found by the server. */
function useFound(typed: string) {
  const mayView = useMay('api-applications:view')
  const search = useSettled(typed.trim()).slice(0, 200)
  const answer = useQuery({
    ...read(listApplications, { query: search === '' ? {} : { search } }),
    enabled: mayView && search !== '',
    placeholderData: keepPreviousData,
  })
  const items = search === '' ? [] : (answer.data?.body.items ?? []).slice(0, MOST_FOUND)
  const entries = items.map(
    (item): Entry => ({
      id: item.id,
      group: say('Applications'),
      words: item.name,
      beside: item.status === 'active' ? item.vendorName : `${item.vendorName} · Inactive`,
      to: `/admin/account-settings/api-applications/${item.id}`,
    }),
  )
  return { entries, failed: answer.error !== null }
}

type OptionsProps = {
  readonly entries: readonly Entry[]
  readonly active: number
  readonly onChoose: (entry: Entry) => void
}

/** The options in their groups (WAI-ARIA combobox with a listbox); the focus stays in the field. */
function Options({ entries, active, onChoose }: OptionsProps) {
  const groups = [...Map.groupBy(entries, entry => entry.group)]
  return (
    <div
      role="listbox"
      id={LIST_ID}
      aria-label={say('Pages, actions and applications')}
      className="lk-palette-list"
    >
      {groups.map(([group, inside]) => (
        <div key={group} role="group" aria-label={group}>
          <div className="lk-palette-group" aria-hidden>
            {group}
          </div>
          {inside.map(entry => {
            const index = entries.indexOf(entry)
            return (
              <div
                key={entry.id}
                id={`palette-${index}`}
                role="option"
                aria-selected={index === active}
                className="lk-palette-option"
                onMouseDown={event => event.preventDefault()}
                onClick={() => onChoose(entry)}
              >
                <span>{entry.words}</span>
                <span className="lk-help">{entry.beside}</span>
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Finds a page, an action or an application by what is typed, and goes there. */
function Finder({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter()
  const { permissions } = useMe()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useFound(typed)
  const entries = [...entriesFor(typed, permissions, router.state.location.pathname), ...found.entries]
  const active = Math.min(chosen, entries.length - 1)
  useEffect(() => {
    // In braces: browsers may answer with a promise, which is no clean-up.
    document.getElementById(`palette-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const choose = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onClose()
    router.history.push(entry.to)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setChosen((active + step + entries.length) % entries.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(entries[active])
    }
  }
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={say('Find a page, an action or an application')}
        placeholder={say('Find a page, an action or an application')}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls={LIST_ID}
        aria-autocomplete="list"
        aria-activedescendant={entries.length === 0 ? undefined : `palette-${active}`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={event => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKey}
      />
      <Options entries={entries} active={active} onChoose={choose} />
      <p className="lk-help lk-palette-foot" role="status">
        {found.failed
          ? say('Applications cannot be searched just now.')
          : entries.length === 0
            ? say('Nothing of this name.')
            : '↑ ↓ choose, Enter opens, Escape closes.'}
      </p>
    </>
  )
}

/** The command palette. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('Go to')}
      size="lg"
      yOffset="10vh"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      <Finder onClose={onClose} />
    </Modal>
  )
}
