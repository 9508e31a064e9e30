import { listHistory } from '@latchkey/contract/audit/history.ts'
import { Button, Group, Modal, Radio, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { fieldWords } from '../parts/vocabulary.ts'
import { valuesOf } from './edit-values.ts'
import {
  type Choice,
  type Difference,
  differencesOf,
  firstChoices,
  isClash,
  markedLines,
  mergedValues,
} from './merge.ts'
import type { useEditForm } from './use-edit-form.ts'
import type { Version } from './version.ts'

const MARK_WORDS = { '+': `${say('added:')} `, '−': `${say('removed:')} `, '': '' } as const

const STATUS_NOW = {
  active: say('Its status is now active.'),
  inactive: say('Its status is now inactive.'),
  contained: say('Its status is now contained.'),
} as const satisfies Record<Version['application']['status'], string>

/** A value, with what a change added and took away. */
function Lines({ before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }) {
  const lines = markedLines(before, after)
  if (lines.length === 0) return say('none')
  return (
    <ul className="lk-plain-list">
      {lines.map(({ mark, line }) => (
        <li key={`${mark}${line}`} className="lk-marked lk-break" data-mark={mark}>
          <span aria-hidden="true">{mark}</span>
          <span>
            <span className="lk-hidden">{MARK_WORDS[mark]}</span>
            {line}
          </span>
        </li>
      ))}
    </ul>
  )
}

type ClashProps = {
  readonly clash: Difference
  readonly choice: Choice | undefined
  /** Whether somebody tried to go on without choosing. */
  readonly missing: boolean
  readonly onChoose: (choice: Choice) => void
}

/** The id of a clash's fieldset. */
function clashId(field: string): string {
  return `clash-${field.replaceAll('.', '-')}`
}

/** What both changed: theirs, yours, or of a list both changes together. */
function ClashChoice({ clash, choice, missing, onChoose }: ClashProps) {
  const { field, base, yours, theirs, both } = clash
  const ways = [
    { value: 'theirs', label: say('Theirs, saved now'), lines: theirs },
    { value: 'yours', label: say('Yours, not saved'), lines: yours },
    ...(both === null ? [] : [{ value: 'both', label: say('Both changes together'), lines: both } as const]),
  ] as const
  return (
    <fieldset id={clashId(field)} className="lk-fieldset lk-clash">
      <legend>
        {fieldWords(field)} <span className="lk-tag">{say('Changed by both')}</span>
      </legend>
      {missing ? (
        <p className="lk-fault" role="alert">
          {say('Choose one of them.')}
        </p>
      ) : null}
      <div className="lk-sides">
        {ways.map(({ value, label, lines }) => (
          <div key={value}>
            <Radio
              name={clashId(field)}
              value={value}
              label={label}
              checked={choice === value}
              aria-describedby={`${clashId(field)}-${value}`}
              onChange={() => onChoose(value)}
            />
            <div id={`${clashId(field)}-${value}`} className="lk-way-lines">
              <Lines before={base} after={lines} />
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** What one of the two changed alone, which needs no choice. */
function OneSided({
  title,
  differences,
}: {
  readonly title: string
  readonly differences: readonly Difference[]
}) {
  if (differences.length === 0) return null
  return (
    <section className="lk-one-sided" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {differences.map(({ field, changedBy, base, yours, theirs }) => (
          <div key={field}>
            <dt>{fieldWords(field)}</dt>
            <dd>
              <Lines before={base} after={changedBy === 'you' ? yours : theirs} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Who saved last, where the history says so. */
function ByWhom({ id }: { readonly id: string }) {
  const history = useQuery({ ...read(listHistory, { params: { id }, query: {} }), staleTime: 0 })
  const latest = history.data?.body.items[0]
  if (latest === undefined) return null
  return (
    <>
      {' '}
      {saying('The last change was by {person}, {when}.', {
        person: latest.actor.name,
        when: <When at={latest.at} />,
      })}
    </>
  )
}

type Form = ReturnType<typeof useEditForm>

/** The choices of the dialog, and what they make of the two edits. */
function useChoices(form: Form, current: Version) {
  const states = {
    base: valuesOf(form.base.application),
    mine: form.values,
    theirs: valuesOf(current.application),
  }
  const differences = differencesOf(states)
  const [choices, setChoices] = useState(() => firstChoices(differences))
  const [tried, setTried] = useState(false)
  const open = differences.filter(each => isClash(each) && !choices.has(each.field))
  const save = () => {
    const [first] = open
    if (first === undefined) return form.saveMerged(mergedValues(states, choices))
    setTried(true)
    document.querySelector<HTMLElement>(`#${clashId(first.field)} input`)?.focus()
  }
  return {
    differences,
    choices,
    isMissing: (each: Difference) => tried && open.includes(each),
    choose: (field: string, choice: Choice) => setChoices(new Map([...choices, [field, choice]])),
    save,
  }
}

function Conflict({ form, current }: { readonly form: Form; readonly current: Version }) {
  const { application } = current
  const { differences, choices, isMissing, choose, save } = useChoices(form, current)
  const clashes = differences.filter(isClash)
  return (
    <Modal
      opened
      size="xl"
      onClose={form.keepEditing}
      title={say('{name} was changed while you were editing', { name: application.name })}
    >
      <Text component="div" size="sm">
        {say('Nothing was overwritten, and your changes have not been saved yet.')}
        <ByWhom id={application.id} />
        {application.status === form.base.application.status ? '' : ` ${STATUS_NOW[application.status]}`}{' '}
        {clashes.length === 0
          ? say('You changed different things, so both can stand.')
          : say('Choose what is to stand where you both changed the same.')}
      </Text>
      <div className="lk-clashes">
        {clashes.map(clash => (
          <ClashChoice
            key={clash.field}
            clash={clash}
            choice={choices.get(clash.field)}
            missing={isMissing(clash)}
            onChoose={choice => choose(clash.field, choice)}
          />
        ))}
        <OneSided
          title={say('Changed by you alone, will be saved')}
          differences={differences.filter(({ changedBy }) => changedBy === 'you')}
        />
        <OneSided
          title={say('Changed by somebody else alone, stays')}
          differences={differences.filter(({ changedBy }) => changedBy === 'them')}
        />
      </div>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={form.keepEditing}>
          {say('Keep editing')}
        </Button>
        <Button variant="default" onClick={form.takeCurrent}>
          {say('Discard my changes')}
        </Button>
        <Button onClick={save} data-autofocus={clashes.length === 0 || undefined}>
          {clashes.length === 0 ? say('Save both') : say('Save what is chosen')}
        </Button>
      </Group>
    </Modal>
  )
}

/** Brings the edits of two people together. Nothing is overwritten unseen, and nobody makes a change twice. */
export function ConflictDialog({ form }: { readonly form: Form }) {
  return form.current === null ? null : (
    <Conflict key={form.current.etag} form={form} current={form.current} />
  )
}
