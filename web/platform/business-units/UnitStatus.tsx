import { checkReason } from '@latchkey/contract/applications/status/reason.ts'
import {
  activateBusinessUnit,
  type BusinessUnitDetails,
  deactivateBusinessUnit,
} from '@latchkey/contract/business-units/business-units.ts'
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../console/frame/me.ts'
import { WhoMay } from '../../console/frame/WhoMay.tsx'
import { figure } from '../../console/home/need-rows.ts'
import { ApiProblem, call } from '../../kit/client.ts'
import { Confirm } from '../../kit/page/Confirm.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'

type UnitProps = { readonly unit: BusinessUnitDetails }

/** Deactivates a business unit, or activates it again. */
export function UnitStatus({ unit }: UnitProps) {
  const may = useMay('business-units:deactivate')
  return unit.status === 'active' ? (
    <section className="lk-card lk-danger-zone" aria-labelledby="unit-danger">
      <h2 id="unit-danger">{say('Danger zone')}</h2>
      <div className="lk-operated-act">
        <p>
          {say(
            'Deactivate stops everything that is theirs within a second, everywhere. Nothing is deleted, and it can be activated again.',
          )}
        </p>
        {may ? <Deactivate unit={unit} /> : null}
      </div>
      {may ? null : <WhoMay needs="business-units:deactivate" act={say('Deactivating')} />}
    </section>
  ) : (
    <section className="lk-card" aria-labelledby="unit-inactive">
      <h2 id="unit-inactive">{say('It is inactive')}</h2>
      <div className="lk-operated-act">
        <p>
          {unit.statusReason === null
            ? say('Nobody said why.')
            : say('Because: {reason}', { reason: unit.statusReason })}
        </p>
        {may ? <Activate unit={unit} /> : null}
      </div>
      {may ? null : <WhoMay needs="business-units:deactivate" act={say('Activating')} />}
    </section>
  )
}

function useAct(unit: BusinessUnitDetails, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async (reason: string | null) => {
      const params = { number: unit.number }
      const { body } =
        reason === null
          ? await call(activateBusinessUnit, { params })
          : await call(deactivateBusinessUnit, { params, body: { reason } })
      await cache.invalidateQueries()
      return body.status
    },
    onSuccess: status => {
      onDone()
      const { name } = unit
      notifications.show({
        message:
          status === 'active' ? say('{name} is active.', { name }) : say('{name} is inactive.', { name }),
      })
    },
  })
}

function Activate({ unit }: UnitProps) {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const act = useAct(unit, close)
  return (
    <>
      <Button
        onClick={() => {
          act.reset()
          setAsking(true)
        }}
      >
        {say('Activate')}
      </Button>
      <Confirm
        opened={asking}
        title={say('Activate {name}?', { name: unit.name })}
        action={say('Activate')}
        busy={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate(null)}
        onClose={close}
      >
        {say(
          'Its users can sign in and its applications get tokens again. Sessions and tokens from before stay ended.',
        )}
      </Confirm>
    </>
  )
}

/** What stops, with how many of each. */
function WhatStops({ unit }: UnitProps) {
  const { users, sessions, applications, authorizations, signIns } = unit.has
  const many = (amount: typeof users) => ({ count: amount.count, figure: figure(amount) })
  return (
    <>
      <Text size="sm">{say('Within a second, on every server:')}</Text>
      <ul className="lk-operated-stops">
        <li>
          {say(
            '{count, plural, one {{figure} user cannot sign in} other {{figure} users cannot sign in}}',
            many(users),
          )}
          {', '}
          {say(
            '{count, plural, one {{figure} browser is signed out} other {{figure} browsers are signed out}}',
            many(sessions),
          )}
        </li>
        <li>
          {say(
            '{count, plural, one {{figure} internal application gets no tokens} other {{figure} internal applications get no tokens}}',
            many(applications),
          )}
        </li>
        <li>
          {say(
            '{count, plural, one {{figure} external application is no longer let in} other {{figure} external applications are no longer let in}}',
            many(authorizations),
          )}
        </li>
        <li>
          {say(
            '{count, plural, one {{figure} sign-in to an application ends for good} other {{figure} sign-ins to applications end for good}}',
            many(signIns),
          )}
        </li>
      </ul>
      <Text size="sm">
        {say(
          'Tokens already issued are refused wherever Latchkey is asked. An API that checks them by itself accepts them until they end, as a rule within 15 minutes.',
        )}
      </Text>
    </>
  )
}

/** What the server says of the reason itself. */
function reasonFault(error: Error | null): string | null {
  const problem = error instanceof ApiProblem ? error.problem : null
  return problem?.errors?.find(({ path }) => path === '/reason')?.message ?? null
}

function Deactivate({ unit }: UnitProps) {
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const act = useAct(unit, close)
  return (
    <>
      <Button
        variant="danger-quiet"
        onClick={() => {
          act.reset()
          setAsking(true)
        }}
      >
        {say('Deactivate this business unit')}
      </Button>
      <Modal opened={asking} onClose={close} title={say('Deactivate {name}?', { name: unit.name })}>
        <DeactivateForm
          unit={unit}
          busy={act.isPending}
          error={act.error}
          onSubmit={reason => act.mutate(reason)}
          onClose={close}
        />
      </Modal>
    </>
  )
}

type DeactivateFormProps = UnitProps & {
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}

function DeactivateForm({ unit, busy, error, onSubmit, onClose }: DeactivateFormProps) {
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState(false)
  const checked = checkReason(reason)
  const wanted = checked.ok ? checked.value : null
  const needed = checked.ok ? say('Say why: other operators read it.') : checked.message
  const right = typed.trim() === unit.number
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wanted === null || !right) return setTold(true)
    onSubmit(wanted)
  }
  return (
    <form noValidate onSubmit={submit}>
      <div className="lk-dialog">
        <WhatStops unit={unit} />
        <TextInput
          label={say('Reason')}
          description={say('One line. Operators see it, and it stands in their audit log.')}
          autoComplete="off"
          data-autofocus
          value={reason}
          error={told && wanted === null ? needed : reasonFault(error)}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={say('To confirm, type its number: {number}', { number: unit.number })}
          autoComplete="off"
          inputMode="numeric"
          value={typed}
          error={
            told && !right ? say('Type {number}, as it stands above.', { number: unit.number }) : undefined
          }
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <FormTrouble error={reasonFault(error) === null ? error : null} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <Button type="submit" variant="danger" loading={busy}>
            {say('Deactivate')}
          </Button>
        </Group>
      </div>
    </form>
  )
}
