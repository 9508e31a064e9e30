import { proveAccount } from '@latchkey/contract/people/account.ts'
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { useMe } from './me.ts'

/** Above a dialog that may be open already and waits for this one. */
const ABOVE = 400

/** What is wrong with the password, where that is what the server said. */
function faultOf(error: Error | null): string | null {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === '/password')?.message ?? null
}

/** Asks for the password before something is done that outlives the session, and says whether it was given. */
export function ProofDialog({ onDone }: { readonly onDone: (proved: boolean) => void }) {
  const { user } = useMe()
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const proving = useMutation({
    mutationFn: () => call(proveAccount, { body: { password } }),
    onSuccess: () => onDone(true),
  })
  const fault = missing ? say('Type your password.') : faultOf(proving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // It stands in a page above another form, which must not be sent along.
    event.stopPropagation()
    setMissing(password === '')
    if (password !== '' && !proving.isPending) proving.mutate()
  }
  return (
    <Modal opened onClose={() => onDone(false)} title={say('Is it you?')} zIndex={ABOVE}>
      <form noValidate onSubmit={submit}>
        <div className="lk-dialog">
          <Text size="sm">
            {say(
              'What you are about to make outlives this session. Type your password to go on; you will not be asked again for 15 minutes.',
            )}
          </Text>
          <input type="hidden" name="username" autoComplete="username" value={user.userName} />
          <PasswordInput
            label={say('Password')}
            autoComplete="current-password"
            data-autofocus
            value={password}
            error={fault}
            onChange={event => {
              setPassword(event.currentTarget.value)
              setMissing(false)
              proving.reset()
            }}
          />
          <FormTrouble error={fault === null ? proving.error : null} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => onDone(false)}>
              {say('Cancel')}
            </Button>
            <Button type="submit" loading={proving.isPending}>
              {say('Go on')}
            </Button>
          </Group>
        </div>
      </form>
    </Modal>
  )
}
