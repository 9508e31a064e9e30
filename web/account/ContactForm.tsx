import {
  type AccountContact,
  editAccountContact,
  getAccountContact,
} from '@latchkey/contract/people/account.ts'
import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../kit/client.ts'
import { ErrorSummary } from '../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../kit/page/FormTrouble.tsx'
import { say } from '../kit/words/say.ts'
import { useFocusOnOpen } from './focus.ts'
import { useSmallForm } from './use-small-form.ts'

const LABELS = { email: say('E-mail address'), phone: say('Phone number'), address: say('Postal address') }

type Values = { readonly [Field in keyof typeof LABELS]: string }

function valuesOf(contact: AccountContact): Values {
  return { email: contact.email ?? '', phone: contact.phone ?? '', address: contact.address ?? '' }
}

type FieldsProps = {
  readonly values: Values
  readonly change: (part: Partial<Values>) => void
  readonly faultAt: (field: string) => string | undefined
}

function Fields({ values, change, faultAt }: FieldsProps) {
  return (
    <>
      <TextInput
        id="email"
        type="email"
        label={LABELS.email}
        description={say('A new one is not verified.')}
        autoComplete="email"
        value={values.email}
        error={faultAt('email')}
        onChange={event => change({ email: event.currentTarget.value })}
      />
      <TextInput
        id="phone"
        type="tel"
        label={LABELS.phone}
        description={say('With + and the country code, for example +44 1632 960123.')}
        autoComplete="tel"
        value={values.phone}
        error={faultAt('phone')}
        onChange={event => change({ phone: event.currentTarget.value })}
      />
      <Textarea
        id="address"
        label={LABELS.address}
        description={say('As on a letter, without your name.')}
        autoComplete="street-address"
        autosize
        minRows={3}
        value={values.address}
        error={faultAt('address')}
        onChange={event => change({ address: event.currentTarget.value })}
      />
    </>
  )
}

/** Edits how to reach the user; an empty field removes what stood there. */
export function ContactForm(props: { readonly first: AccountContact; readonly onClose: () => void }) {
  const cache = useQueryClient()
  const [first] = useState(() => valuesOf(props.first))
  const [values, setValues] = useState(first)
  useFocusOnOpen('email')
  const form = useSmallForm(
    LABELS,
    async (body: Values) => {
      await call(editAccountContact, { body })
      await cache.invalidateQueries({ queryKey: [getAccountContact.id] })
    },
    () => {
      notifications.show({ message: say('Your contact data are saved.') })
      props.onClose()
    },
  )
  const dirty = JSON.stringify(values) !== JSON.stringify(first)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit(values)
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit} aria-label={say('Contact data')}>
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('Your contact data have not been saved.')}
      </LeaveGuard>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      <Fields values={values} change={part => setValues({ ...values, ...part })} faultAt={form.faultAt} />
      <FormTrouble error={form.trouble} />
      <Group gap="xs">
        <Button type="submit" loading={form.busy} disabled={!dirty}>
          {say('Save contact data')}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {say('Cancel')}
        </Button>
      </Group>
    </form>
  )
}
