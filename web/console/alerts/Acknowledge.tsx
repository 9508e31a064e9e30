import { listApplications } from '@latchkey/contract/applications/list.ts'
import {
  type AlertEntry,
  acknowledgeAlert,
  countOpenAlerts,
  listAlerts,
  listAlertsOf,
  MAX_ALERT_NOTE_LENGTH,
} from '@latchkey/contract/audit/alerts.ts'
import { listHistory } from '@latchkey/contract/audit/history.ts'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { happened } from './alert-words.ts'

/** What shows alerts or counts them, and is read anew once one is acknowledged. */
const SHOWN_IN = [listAlerts, listAlertsOf, countOpenAlerts, listApplications, listHistory]

function useAcknowledge(alert: AlertEntry, onDone: () => void) {
  const cache = useQueryClient()
  const readAnew = () => Promise.all(SHOWN_IN.map(({ id }) => cache.invalidateQueries({ queryKey: [id] })))
  return useMutation({
    mutationFn: async (note: string) => {
      await call(acknowledgeAlert, { params: { id: alert.id }, body: note.trim() === '' ? {} : { note } })
      await readAnew()
    },
    onSuccess: () => {
      onDone()
      notifications.show({ message: say('The alert is acknowledged.') })
      // The row that had the focus is gone.
      requestAnimationFrame(() => document.querySelector('h1')?.focus())
    },
    onError: error => {
      if (!(error instanceof ApiProblem && error.status === 409)) return
      // Somebody was faster, and the row goes, this dialog with it.
      notifications.show({ message: error.message })
      onDone()
      void readAnew()
    },
  })
}

/** What somebody found who looked into an alert. */
function NoteInput(p: {
  readonly note: string
  readonly tooLong: boolean
  readonly onChange: (note: string) => void
}) {
  return (
    <Textarea
      label={say('What did you find?')}
      description={say('May be left empty.')}
      autosize
      minRows={2}
      data-autofocus
      value={p.note}
      error={
        p.tooLong ? say('At most {most, number} characters, please.', { most: MAX_ALERT_NOTE_LENGTH }) : null
      }
      onChange={event => p.onChange(event.currentTarget.value)}
    />
  )
}

/** Lets somebody say that they looked into an alert, and what they found. */
export function Acknowledge({ alert }: { readonly alert: AlertEntry }) {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const saving = useAcknowledge(alert, () => setAsking(false))
  const fault = note.trim().length > MAX_ALERT_NOTE_LENGTH
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fault && !saving.isPending) saving.mutate(note)
  }
  const what = happened(alert)
  const label =
    alert.application === null
      ? say('Acknowledge: {what}', { what })
      : say('Acknowledge of {name}: {what}', { name: alert.application.name, what })
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={label}
        onClick={() => {
          saving.reset()
          setAsking(true)
        }}
      >
        {say('Acknowledge')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={say('Acknowledge this alert?')}>
        <form noValidate onSubmit={submit}>
          <div className="lk-dialog">
            <Text size="sm">
              {say(
                '{what}. Acknowledging says that somebody looked into it. It changes nothing else, and stays in the history with your name.',
                { what },
              )}
            </Text>
            <NoteInput note={note} tooLong={fault} onChange={setNote} />
            <FormTrouble error={saving.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setAsking(false)}>
                {say('Cancel')}
              </Button>
              <Button type="submit" loading={saving.isPending}>
                {say('Acknowledge')}
              </Button>
            </Group>
          </div>
        </form>
      </Modal>
    </>
  )
}
