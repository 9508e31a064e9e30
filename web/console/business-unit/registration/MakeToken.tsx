import {
  createRegistrationToken,
  listRegistrationTokens,
} from '@latchkey/contract/business-units/registration-tokens.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { makeGate } from '../../../kit/forms/gate.ts'
import { useHeldPage } from '../../../kit/forms/use-held-page.ts'
import { makeKeyRing } from '../../../kit/idempotency.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { CopyButton } from '../../../kit/show/CopyButton.tsx'
import '../../applications/parts/parts.css'
import { say } from '../../../kit/words/say.ts'
import { saying } from '../../../kit/words/saying.tsx'
import { TokenFields } from './TokenFields.tsx'
import { FRESH, faultsAfter, readToken, type TokenValues, tokenFaults } from './token-form.ts'

type TokenBody = BodyOf<typeof createRegistrationToken>

function useMake() {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: TokenBody) =>
      call(createRegistrationToken, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: [listRegistrationTokens.id] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

type Making = { readonly making: ReturnType<typeof useMake>; readonly onClose: () => void }

/** The state of the form: what is typed, and what it was told. */
function useTokenForm(making: Making['making']) {
  const [gate] = useState(makeGate)
  const [values, setValues] = useState(FRESH)
  const [told, setTold] = useState<{ faults: readonly FormFault[]; attempt: number }>({
    faults: [],
    attempt: 0,
  })
  const tell = (faults: readonly FormFault[]) => setTold(({ attempt }) => ({ faults, attempt: attempt + 1 }))
  const send = (body: TokenBody) => {
    if (!gate.enter()) return
    making.mutate(body, {
      onError: error => {
        const faults = error instanceof ApiProblem && error.problem !== null ? tokenFaults(error.problem) : []
        if (faults.length === 0) return
        // What stands at its field need not stand at the top as well, not even once it is mended.
        making.reset()
        tell(faults)
      },
      onSettled: gate.leave,
    })
  }
  return {
    values,
    told,
    change: (changes: Partial<TokenValues>) => {
      setValues(before => ({ ...before, ...changes }))
      setTold(before => ({ ...before, faults: faultsAfter(before.faults, changes) }))
    },
    submit: () => {
      making.reset()
      setTold(before => ({ ...before, faults: [] }))
      const read = readToken(values)
      if (read.ok) send(read.body)
      else tell(read.faults)
    },
  }
}

function AskToken({ making, onClose }: Making) {
  const { values, told, change, submit } = useTokenForm(making)
  useHeldPage(values !== FRESH)
  return (
    <form
      className="lk-form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary faults={told.faults} attempt={told.attempt} />
      <TokenFields values={values} faults={told.faults} onChange={change} />
      <FormTrouble error={making.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={making.isPending}>
          {say('Make token')}
        </Button>
      </Group>
    </form>
  )
}

/** The one time that the token is shown: to copy, and to say that it has been kept. */
function TokenOnce({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const [saved, setSaved] = useState(false)
  return (
    <div className="lk-secret">
      <p>
        {say(
          'This is the only time the token is shown. Only a hash of it is kept, so nobody can show it again: give it to the program now.',
        )}
      </p>
      <div className="lk-secret-value">
        <span id="token-value">{say('Registration token')}</span>
        <output aria-labelledby="token-value" className="lk-mono lk-break">
          {value}
        </output>
      </div>
      <div className="lk-actions">
        <CopyButton text={value} what={say('token')} />
      </div>
      <p className="lk-help">
        {saying('The program sends it as a bearer token to {address}.', {
          address: <code className="lk-break">{location.origin}/oauth2/register</code>,
        })}
      </p>
      <Checkbox
        label={say('I have saved it')}
        checked={saved}
        onChange={event => setSaved(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!saved} onClick={onClose}>
          {say('Done')}
        </Button>
      </Group>
    </div>
  )
}

/** Makes a registration token and shows its value, once. The dialog stays until somebody says that it is saved. */
export function MakeToken({ onClose }: { readonly onClose: () => void }) {
  const making = useMake()
  const value = making.data?.body.value
  const shown = value !== undefined
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={shown ? say('New registration token') : say('Make a registration token')}
      closeOnEscape={!shown}
      closeOnClickOutside={!shown}
      withCloseButton={!shown}
    >
      {value === undefined ? (
        <AskToken making={making} onClose={onClose} />
      ) : (
        <TokenOnce value={value} onClose={onClose} />
      )}
    </Modal>
  )
}
