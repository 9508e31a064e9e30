import type { Application } from '@latchkey/contract/applications/applications.ts'
import { addSecret } from '@latchkey/contract/applications/credentials/secrets.ts'
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { useHeldPage } from '../../../../kit/forms/use-held-page.ts'
import { makeKeyRing } from '../../../../kit/idempotency.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { NewSecretDialog } from './NewSecretDialog.tsx'
import { daysAhead, LIVES } from './secret-words.ts'

type AddSecretProps = { readonly application: Application; readonly onClose: () => void }

type Wanted = { readonly label: string; readonly expiresAt: string | null }

function bodyOf({ label, expiresAt }: Wanted) {
  return { ...(label.trim() === '' ? {} : { label }), ...(expiresAt === null ? {} : { expiresAt }) }
}

function useAdd(application: Application) {
  const [ring] = useState(makeKeyRing)
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wanted: Wanted) => {
      const body = bodyOf(wanted)
      const params = { id: application.id }
      return call(addSecret, { params, body, idempotencyKey: ring.keyFor(body) })
    },
    onSuccess: () => void refresh(),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

type AskProps = AddSecretProps & { readonly adding: ReturnType<typeof useAdd> }

function AskLabel(props: AskProps) {
  const [label, setLabel] = useState('')
  const [life, setLife] = useState('')
  // Once for each choice, so that a second try is the same request.
  const [expiresAt, setExpiresAt] = useState<string | null>(null)
  const [gate] = useState(makeGate)
  const { adding, onClose } = props
  const fault = adding.error instanceof ApiProblem ? adding.error.problem?.errors?.[0]?.message : undefined
  const field = useRef<HTMLInputElement>(null)
  useHeldPage(label !== '')
  useEffect(() => {
    if (fault !== undefined) field.current?.focus()
  }, [fault])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (gate.enter()) adding.mutate({ label, expiresAt }, { onSettled: gate.leave })
  }
  return (
    <form noValidate onSubmit={submit}>
      <TextInput
        ref={field}
        label={say('Label')}
        description={say('Optional. Where it is used, so that you know later which one to revoke.')}
        placeholder={say('Report server')}
        autoComplete="off"
        data-autofocus
        value={label}
        error={fault}
        onChange={event => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        mt="sm"
        label={say('Ends')}
        description={say(
          'A secret that ends cannot be forgotten on some old machine. You are reminded 30 days before.',
        )}
        value={life}
        data={LIVES.map(each => ({ value: each.value, label: each.label }))}
        onChange={event => {
          const chosen = LIVES.find(each => each.value === event.currentTarget.value)
          setLife(chosen?.value ?? '')
          const days = chosen?.days ?? null
          setExpiresAt(days === null ? null : daysAhead(days, Date.now()))
        }}
      />
      <FormTrouble error={fault === undefined ? adding.error : null} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <CopyAs
          route={addSecret}
          parts={() => ({ params: { id: props.application.id }, body: bodyOf({ label, expiresAt }) })}
        />
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={adding.isPending}>
          {say('Add secret')}
        </Button>
      </Group>
    </form>
  )
}

/** Adds a secret and shows its value, once. */
export function AddSecret({ application, onClose }: AddSecretProps) {
  const adding = useAdd(application)
  return (
    <NewSecretDialog
      application={application}
      title={say('Add a client secret')}
      value={adding.data?.body.secret.value}
      onClose={onClose}
    >
      <AskLabel application={application} adding={adding} onClose={onClose} />
    </NewSecretDialog>
  )
}
