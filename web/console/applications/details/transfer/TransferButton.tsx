import type { Application } from '@latchkey/contract/applications/applications.ts'
import { offerTransfer } from '@latchkey/contract/applications/status/transfers.ts'
import { LONGEST_WORDS } from '@latchkey/contract/catalogue/requests.ts'
import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { makeKeyRing } from '../../../../kit/idempotency.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { StopEffects } from '../../effects/EffectList.tsx'
import { TransferMeans } from './TransferMeans.tsx'
import { useRefreshOffers } from './use-offer.ts'
import './transfer.css'

type Values = { readonly to: string; readonly words: string; readonly name: string }

const EMPTY: Values = { to: '', words: '', name: '' }
const TRANSFERRED = { transferred: true } as const

/** Offers it. A question carries an Idempotency-Key, so that a lost answer offers once. */
function useOffering({ id, name }: Application, onDone: () => void) {
  const [ring] = useState(makeKeyRing)
  const refresh = useRefreshOffers()
  return useMutation({
    mutationFn: (body: Values) =>
      call(offerTransfer, { params: { id }, body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: async ({ body }) => {
      ring.settled()
      onDone()
      notifications.show({
        message: say('{name} is offered to business unit {number}.', { name, number: body.to }),
      })
      await refresh()
      // The button is gone by now: the note that took its place says what stands.
      requestAnimationFrame(() => document.getElementById('offer')?.focus())
    },
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** What the server says of each field; the first fault takes the focus. */
function useFaults(error: Error | null) {
  const errors = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  const told = new Map(errors.map(({ path, message }) => [path.slice(1), message]))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  return { told, form }
}

type OfferFormProps = { readonly application: Application; readonly onClose: () => void }

function OfferForm({ application, onClose }: OfferFormProps) {
  const [values, setValues] = useState(EMPTY)
  const offering = useOffering(application, onClose)
  const { told, form } = useFaults(offering.error)
  const change = (part: Partial<Values>) => setValues({ ...values, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!offering.isPending) offering.mutate(values)
  }
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <div className="lk-dialog">
        <TransferMeans application={application} />
        <StopEffects id={application.id} change={TRANSFERRED} />
        <TextInput
          label={say('Number of the business unit')}
          description={say(
            'Seven digits. Whether anybody has the number is not told, so check it with whoever shall get it.',
          )}
          inputMode="numeric"
          autoComplete="off"
          maxLength={200}
          data-autofocus
          value={values.to}
          error={told.get('to')}
          onChange={event => change({ to: event.currentTarget.value })}
        />
        <Textarea
          label={say('Why (optional)')}
          description={say('Whoever decides there reads it.')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST_WORDS}
          value={values.words}
          error={told.get('words')}
          onChange={event => change({ words: event.currentTarget.value })}
        />
        <TextInput
          label={say('To confirm, type its name: {name}', { name: application.name })}
          autoComplete="off"
          value={values.name}
          error={told.get('name')}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <FormTrouble error={told.size === 0 ? offering.error : null} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" variant="danger" loading={offering.isPending}>
            {say('Offer it')}
          </Button>
        </Group>
      </div>
    </form>
  )
}

/** Offers an internal application to another business unit, after saying what goes along and what ends. */
export function TransferButton({ application }: { readonly application: Application }) {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        {say('Transfer to another business unit')}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        size="lg"
        title={say('Transfer {name} to another business unit?', { name: application.name })}
      >
        <OfferForm application={application} onClose={close} />
      </Modal>
    </>
  )
}
