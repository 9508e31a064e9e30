import { listHistory } from '@latchkey/contract/audit/history.ts'
import { Button, Group, Modal, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { read } from '../../../kit/queries.ts'
import { When } from '../../../kit/show/When.tsx'
import { fieldWords } from '../parts/vocabulary.ts'
import { type Clash, changedFields, clashesOf, type EditValues, linesOf, valuesOf } from './edit-values.ts'
import type { useEditForm } from './use-edit-form.ts'

const CHANGED_BY = { you: 'You', them: 'Somebody else', both: 'Both' } as const

function Lines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return 'none'
  return (
    <ul className="lk-plain-list">
      {lines.map(line => (
        <li key={line} className="lk-break">
          {line}
        </li>
      ))}
    </ul>
  )
}

function Differences({ clashes }: { readonly clashes: readonly Clash[] }) {
  return (
    <div className="lk-clashes">
      {clashes.map(clash => (
        <section key={clash.field} aria-label={fieldWords(clash.field)}>
          <h3>
            {fieldWords(clash.field)}{' '}
            <span className="lk-tag">Changed by: {CHANGED_BY[clash.changedBy]}</span>
          </h3>
          <dl className="lk-sides">
            <div>
              <dt>Saved now</dt>
              <dd>
                <Lines lines={clash.theirs} />
              </dd>
            </div>
            <div>
              <dt>Yours, not saved</dt>
              <dd>
                <Lines lines={clash.yours} />
              </dd>
            </div>
          </dl>
        </section>
      ))}
    </div>
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
      The last change was by {latest.actor.name}, <When at={latest.at} />.
    </>
  )
}

/** Tells the second of two people what the first one saved. Nothing is overwritten either way. */
export function ConflictDialog({ form }: { readonly form: ReturnType<typeof useEditForm> }) {
  if (form.current === null) return null
  const { application } = form.current
  const clashes = clashesOf(valuesOf(form.base.application), form.values, valuesOf(application))
  return (
    <Modal
      opened
      size="xl"
      onClose={form.keepEditing}
      title={`${application.name} was changed while you were editing`}
    >
      <Text component="div" size="sm">
        Your changes have not been saved, and nothing was overwritten.
        <ByWhom id={application.id} />
        {application.status === form.base.application.status
          ? ''
          : ` Its status is now ${application.status}.`}
      </Text>
      <Differences clashes={clashes} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={form.keepEditing}>
          Keep editing
        </Button>
        <Button onClick={form.takeCurrent} data-autofocus>
          Load the current version
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        After loading, your changes stand above the form, to be made again by hand.
      </Text>
    </Modal>
  )
}

type EarlierChangesProps = { readonly from: EditValues; readonly values: EditValues }

/** The own changes that were put aside when the current version was loaded. */
export function EarlierChanges({ from, values }: EarlierChangesProps) {
  const note = useRef<HTMLElement>(null)
  useEffect(() => note.current?.focus(), [])
  return (
    <section ref={note} tabIndex={-1} className="lk-note" aria-labelledby="earlier">
      <h2 id="earlier">Your earlier changes, not saved</h2>
      <p>The form shows what is saved now. This is what you had:</p>
      <dl className="lk-earlier">
        {changedFields(from, values).map(field => (
          <div key={field}>
            <dt>{fieldWords(field)}</dt>
            <dd>
              <Lines lines={linesOf(values, field)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
