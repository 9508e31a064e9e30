import {
  declineTransfer,
  getReceivedTransfer,
  listReceivedTransfers,
  type WholeTransfer,
} from '@latchkey/contract/applications/status/transfers.ts'
import { getNeeds } from '@latchkey/contract/business-units/needs.ts'
import { LONGEST_WORDS } from '@latchkey/contract/catalogue/requests.ts'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { say } from '../../../kit/words/say.ts'
import { useRefusedAnswer } from './use-refused-answer.ts'

function faultOf(error: Error | null): string | null {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === '/words')?.message ?? null
}

type DeclineFormProps = { readonly transfer: WholeTransfer; readonly onClose: () => void }

function useDecline({ id, name }: WholeTransfer) {
  const cache = useQueryClient()
  const onRefused = useRefusedAnswer()
  return useMutation({
    mutationFn: (words: string) => call(declineTransfer, { params: { id }, body: { words } }),
    onSuccess: async () => {
      for (const route of [getReceivedTransfer, listReceivedTransfers, getNeeds]) {
        await cache.invalidateQueries({ queryKey: [route.id] })
      }
      notifications.show({ message: say('{name} is declined. It stays where it is.', { name }) })
    },
    onError: onRefused,
  })
}

function DeclineForm({ transfer, onClose }: DeclineFormProps) {
  const { name: unit } = transfer.from
  const [words, setWords] = useState('')
  const declining = useDecline(transfer)
  const fault = faultOf(declining.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // It stands in a page above the form that accepts, which must not be sent along.
    event.stopPropagation()
    if (!declining.isPending) declining.mutate(words)
  }
  return (
    <form noValidate onSubmit={submit}>
      <div className="lk-dialog">
        <Text size="sm">
          {say('It stays with {unit}, as it is. What was declined can be offered anew.', { unit })}
        </Text>
        <Textarea
          label={say('Why (optional)')}
          description={say('{unit} reads it.', { unit })}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST_WORDS}
          data-autofocus
          value={words}
          error={fault}
          onChange={event => setWords(event.currentTarget.value)}
        />
        <FormTrouble error={fault === null ? declining.error : null} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" variant="danger" loading={declining.isPending}>
            {say('Decline')}
          </Button>
        </Group>
      </div>
    </form>
  )
}

/** Declines an offer, after asking why. */
export function DeclineButton({ transfer }: Pick<DeclineFormProps, 'transfer'>) {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {say('Decline')}
      </Button>
      <Modal opened={asking} onClose={close} title={say('Decline {name}?', { name: transfer.name })}>
        <DeclineForm transfer={transfer} onClose={close} />
      </Modal>
    </>
  )
}
