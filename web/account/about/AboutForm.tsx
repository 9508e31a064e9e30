import {
  type AccountProfile,
  editAccountProfile,
  getAccountProfile,
} from '@latchkey/contract/people/account.ts'
import { getMe } from '@latchkey/contract/people/people.ts'
import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../kit/client.ts'
import { ErrorSummary } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { say } from '../../kit/words/say.ts'
import { useFocusOnOpen } from '../focus.ts'
import { useSmallForm } from '../use-small-form.ts'
import { DETAIL_HELP, DETAIL_LABELS, DETAILS, type DetailField } from './details.ts'

type Values = { readonly [Field in DetailField]: string }

function valuesOf(said: AccountProfile): Values {
  return {
    givenName: said.givenName ?? '',
    middleName: said.middleName ?? '',
    familyName: said.familyName ?? '',
    nickname: said.nickname ?? '',
    gender: said.gender ?? '',
    birthdate: said.birthdate ?? '',
    website: said.website ?? '',
    profile: said.profile ?? '',
    picture: said.picture ?? '',
    zoneinfo: said.zoneinfo ?? '',
    locale: said.locale ?? '',
  }
}

/** Edits what a person says of themselves; an empty field removes what stood there. */
export function AboutForm(props: { readonly first: AccountProfile; readonly onClose: () => void }) {
  const cache = useQueryClient()
  const [first] = useState(() => valuesOf(props.first))
  const [values, setValues] = useState(first)
  useFocusOnOpen('givenName')
  const form = useSmallForm(
    DETAIL_LABELS,
    async (body: Values) => {
      await call(editAccountProfile, { body })
      await cache.invalidateQueries({ queryKey: [getAccountProfile.id] })
      // Their language may be another now.
      await cache.invalidateQueries({ queryKey: [getMe.id] })
    },
    () => {
      notifications.show({ message: say('What you say of yourself is saved.') })
      props.onClose()
    },
  )
  const dirty = JSON.stringify(values) !== JSON.stringify(first)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.submit(values)
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit} aria-label={say('About you')}>
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('What you say of yourself has not been saved.')}
      </LeaveGuard>
      <ErrorSummary faults={form.faults} attempt={form.attempt} />
      {DETAILS.map(field => (
        <TextInput
          key={field}
          id={field}
          label={DETAIL_LABELS[field]}
          description={DETAIL_HELP[field].help}
          autoComplete={DETAIL_HELP[field].fill}
          value={values[field]}
          error={form.faultAt(field)}
          onChange={event => setValues({ ...values, [field]: event.currentTarget.value })}
        />
      ))}
      <FormTrouble error={form.trouble} />
      <Group gap="xs">
        <Button type="submit" loading={form.busy} disabled={!dirty}>
          {say('Save')}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {say('Cancel')}
        </Button>
      </Group>
    </form>
  )
}
