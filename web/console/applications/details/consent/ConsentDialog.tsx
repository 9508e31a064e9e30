import type { Application } from '@latchkey/contract/applications/applications.ts'
import { grantConsentForAll } from '@latchkey/contract/people/consents.ts'
import { Button, Checkbox, Group, Modal, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { CopyAs } from '../../../../kit/copy-as/CopyAs.tsx'
import { makeGate } from '../../../../kit/forms/gate.ts'
import { useHeldPage } from '../../../../kit/forms/use-held-page.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { useMe } from '../../../frame/me.ts'
import { useApis } from '../../parts/ScopeChoices.tsx'
import { useRefresh } from '../../parts/use-refresh.ts'
import { consentChoices, givenUp, stillThere } from './consent-choices.ts'

type ConsentDialogProps = {
  readonly application: Application
  /** The scopes that stand; none where there is no consent yet. */
  readonly before: readonly string[]
  readonly onClose: () => void
}

function useGrant(application: Application, onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (scopes: string[]) => {
      await call(grantConsentForAll, { params: { id: application.id }, body: { scopes } })
      await refresh()
    },
    onSuccess: onDone,
  })
}

const SCOPES = 'consent-scopes'

type ScopeBoxesProps = ConsentDialogProps & {
  readonly ticked: readonly string[]
  readonly fault: string | undefined
  readonly onTick: (ticked: string[]) => void
}

function ScopeBoxes({ application, ticked, fault, onTick }: ScopeBoxesProps) {
  const apis = useApis().data?.body.items ?? []
  return (
    <fieldset className="lk-fieldset" id={SCOPES}>
      <legend>{say('It may, without asking each user')}</legend>
      {fault === undefined ? null : (
        <p className="lk-fault" role="alert">
          {fault}
        </p>
      )}
      {consentChoices(application, apis).map(({ scope, words, optional }, index) => (
        <Checkbox
          key={scope}
          data-autofocus={index === 0 || undefined}
          label={scope}
          description={optional ? say('{words}. Users may leave it out all the same.', { words }) : words}
          checked={ticked.includes(scope)}
          onChange={event =>
            onTick(event.currentTarget.checked ? [...ticked, scope] : ticked.filter(each => each !== scope))
          }
        />
      ))}
    </fieldset>
  )
}

/** What will happen, before it does. */
function Meaning({ application }: Pick<ConsentDialogProps, 'application'>) {
  const { businessUnit } = useMe()
  return (
    <Text component="div" size="sm">
      {say(
        'Users of {unit} are no longer asked about what is ticked here. For each of them the application still does no more than the security profile of that user permits.',
        { unit: businessUnit.name },
      )}
      {application.clientType === 'public'
        ? ` ${say('Where this application is not reached by https, users are asked every time all the same.')}`
        : ''}
    </Text>
  )
}

/** Gives the consent for everybody, or changes what it holds. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { application, before, onClose } = props
  const [ticked, setTicked] = useState(() => stillThere(before, application))
  const [gate] = useState(makeGate)
  const granting = useGrant(application, onClose)
  const fault =
    granting.error instanceof ApiProblem ? granting.error.problem?.errors?.[0]?.message : undefined
  useHeldPage(ticked.join() !== before.join())
  useEffect(() => {
    if (fault !== undefined) document.querySelector<HTMLElement>(`#${SCOPES} input`)?.focus()
  }, [fault])
  const ending = givenUp(before, ticked)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (gate.enter()) granting.mutate(ticked, { onSettled: gate.leave })
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={say('Consent to {name} for everybody', { name: application.name })}
    >
      <form noValidate onSubmit={submit} className="lk-secret">
        <Meaning application={application} />
        <ScopeBoxes {...props} ticked={ticked} fault={fault} onTick={setTicked} />
        {ending.length === 0 ? null : (
          <p className="lk-note">
            {say(
              'What is not ticked any more ({scopes}) ends at once for users who did not allow it themselves.',
              { scopes: ending.join(', ') },
            )}
          </p>
        )}
        <FormTrouble error={fault === undefined ? granting.error : null} />
        <Group justify="flex-end" gap="xs">
          <CopyAs
            route={grantConsentForAll}
            parts={() => ({ params: { id: application.id }, body: { scopes: ticked } })}
          />
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" loading={granting.isPending}>
            {before.length === 0 ? say('Consent for everybody') : say('Save the consent')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
