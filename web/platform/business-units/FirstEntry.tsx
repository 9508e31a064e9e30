import {
  type BusinessUnitDetails,
  getBusinessUnit,
} from '@latchkey/contract/business-units/business-units.ts'
import { inviteFirstAdministrator } from '@latchkey/contract/business-units/new-business-unit.ts'
import { Button, Group, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { LinkToHand } from '../../console/people/LinkToHand.tsx'
import { call } from '../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { When } from '../../kit/show/When.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { AdministratorFields, type AdministratorValues, nobodyYet } from './AdministratorFields.tsx'
import { unitFaults } from './new-unit-form.ts'

type FirstEntryProps = { readonly unit: BusinessUnitDetails }
type Hand = { readonly link: string; readonly userName: string }

/** Of a business unit that nobody has entered: who was invited, and the way to invite them anew or somebody else. */
export function FirstEntry({ unit }: FirstEntryProps) {
  const may = useMay('business-units:create')
  const [asking, setAsking] = useState(false)
  const [hand, setHand] = useState<Hand | null>(null)
  return (
    <section className="lk-card" aria-labelledby="first-entry">
      <h2 id="first-entry">{say('Nobody has entered yet')}</h2>
      <div className="lk-operated-act">
        <p>
          <Invited unit={unit} />
        </p>
        {may ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {say('Invite anew')}
          </Button>
        ) : null}
      </div>
      {asking ? (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={say('Invite the first administrator')}
          closeOnClickOutside={false}
        >
          <InviteAnew
            unit={unit}
            onClose={() => setAsking(false)}
            onLink={given => {
              setAsking(false)
              setHand(given)
            }}
          />
        </Modal>
      ) : null}
      {hand === null ? null : (
        <LinkToHand
          title={say('Invitation for {name}', { name: hand.userName })}
          means={say('No mail server is set. Hand the link on yourself: it works once, for seven days.')}
          link={hand.link}
          onClose={() => setHand(null)}
        />
      )}
    </section>
  )
}

function Invited({ unit: { firstAdministrator: first } }: FirstEntryProps) {
  if (first === null) return say('Nobody is invited. Without a first administrator nobody can use it.')
  const name = <strong className="lk-break">{first.userName}</strong>
  const when = <When at={first.state === 'open' ? first.sentAt : first.expiresAt} />
  return first.state === 'open'
    ? saying('{name} was invited {when} and has not answered yet.', { name, when })
    : saying('The invitation of {name} expired {when}.', { name, when })
}

type InviteAnewProps = FirstEntryProps & {
  readonly onClose: () => void
  readonly onLink: (hand: Hand) => void
}

function InviteAnew({ unit, onClose, onLink }: InviteAnewProps) {
  const { number, firstAdministrator: first } = unit
  const cache = useQueryClient()
  const [values, setValues] = useState<AdministratorValues>(() => ({
    ...nobodyYet(),
    ...(first === null ? {} : { userName: first.userName, fullName: first.fullName }),
  }))
  const [faults, setFaults] = useState<readonly FormFault[]>([])
  const [attempt, setAttempt] = useState(0)
  const inviting = useMutation({
    mutationFn: () => call(inviteFirstAdministrator, { params: { number }, body: values }),
    onSuccess: ({ body }) => {
      void cache.invalidateQueries({ queryKey: [getBusinessUnit.id] })
      const { userName: name } = body.administrator
      if (body.link !== null) return onLink({ link: body.link, userName: name })
      notifications.show({ message: say('An invitation is on its way to {name}.', { name }) })
      onClose()
    },
    onError: error => {
      const found = unitFaults(error, '/administrator')
      setFaults(found)
      if (found.length === 0) return
      inviting.reset()
      setAttempt(before => before + 1)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!inviting.isPending) inviting.mutate()
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} attempt={attempt} />
      {first === null ? null : (
        <Text size="sm">{say('The link that {name} has ends at once.', { name: first.userName })}</Text>
      )}
      <AdministratorFields
        values={values}
        faults={faults}
        onChange={changes => {
          setValues(before => ({ ...before, ...changes }))
          setFaults([])
        }}
      />
      <FormTrouble error={inviting.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button type="submit" loading={inviting.isPending}>
          {say('Invite')}
        </Button>
      </Group>
    </form>
  )
}
