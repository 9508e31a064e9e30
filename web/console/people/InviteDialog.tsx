import { inviteUser, listGrantableProfiles, listInvitations } from '@latchkey/contract/people/invitations.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { type Language, languageOf } from '@latchkey/contract/words/language.ts'
import { Button, Group, Modal, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { ErrorSummary, type FormFault } from '../../kit/forms/ErrorSummary.tsx'
import { useHeldPage } from '../../kit/forms/use-held-page.ts'
import { makeKeyRing } from '../../kit/idempotency.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { CONTROLS, type Field, faultsAfter, inviteFaults, LANGUAGE_WORDS } from './invite-form.ts'

type Body = BodyOf<typeof inviteUser>
type Values = {
  readonly userName: string
  readonly fullName: string
  readonly securityProfileId: string
  readonly language: Language
}

function useInvite() {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => call(inviteUser, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: [listInvitations.id] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

type Profiles = readonly { readonly id: string; readonly name: string }[]

type InviteDialogProps = {
  readonly onClose: () => void
  /** Told the link and whom it is for, where no mail server is set. */
  readonly onLink: (link: string, userName: string) => void
}

type FieldsProps = {
  readonly values: Values
  readonly faults: readonly FormFault[]
  readonly profiles: Profiles
  readonly onChange: (changes: Partial<Values>) => void
}

function Fields({ values, faults, profiles, onChange }: FieldsProps) {
  const told = (field: Field) =>
    faults.find(({ control }) => control === CONTROLS[field].control)?.message ?? null
  return (
    <>
      <TextInput
        id={CONTROLS.userName.control}
        label={CONTROLS.userName.label}
        description={say('An e-mail address: the invitation goes there, and they sign in with it.')}
        type="email"
        autoComplete="off"
        data-autofocus
        value={values.userName}
        error={told('userName')}
        onChange={event => onChange({ userName: event.currentTarget.value })}
      />
      <TextInput
        id={CONTROLS.fullName.control}
        label={CONTROLS.fullName.label}
        description={say('Optional. They can change it when they accept.')}
        autoComplete="off"
        value={values.fullName}
        error={told('fullName')}
        onChange={event => onChange({ fullName: event.currentTarget.value })}
      />
      <NativeSelect
        id={CONTROLS.securityProfileId.control}
        label={CONTROLS.securityProfileId.label}
        description={say('Only profiles that permit no more than yours are offered.')}
        data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        value={values.securityProfileId}
        error={told('securityProfileId')}
        onChange={event => onChange({ securityProfileId: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Language of the letter')}
        data={[...LANGUAGE_WORDS]}
        value={values.language}
        onChange={event => onChange({ language: languageOf([event.currentTarget.value]) ?? 'en' })}
      />
    </>
  )
}

/** The profile that permits least stands last among those that everybody has; who invites chooses another on purpose. */
function leastOf(profiles: Profiles): string {
  return profiles.find(({ id }) => id === 'agent')?.id ?? profiles[0]?.id ?? ''
}

function InviteForm({ profiles, onClose, onLink }: InviteDialogProps & { readonly profiles: Profiles }) {
  const inviting = useInvite()
  const [fresh] = useState<Values>(() => ({
    userName: '',
    fullName: '',
    securityProfileId: leastOf(profiles),
    language: languageOf([document.documentElement.lang]) ?? 'en',
  }))
  const [values, setValues] = useState(fresh)
  const [told, setTold] = useState<{ readonly faults: readonly FormFault[]; readonly attempt: number }>({
    faults: [],
    attempt: 0,
  })
  useHeldPage(values !== fresh)
  const change = (changes: Partial<Values>) => {
    setValues(before => ({ ...before, ...changes }))
    setTold(before => ({ ...before, faults: faultsAfter(before.faults, Object.keys(changes)) }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (inviting.isPending) return
    inviting.mutate(values, {
      onSuccess: ({ body }) => {
        if (body.link !== null) return onLink(body.link, body.invitation.userName)
        const name = body.invitation.userName
        notifications.show({ message: say('An invitation is on its way to {name}.', { name }) })
        onClose()
      },
      onError: error => {
        const faults = inviteFaults(error)
        if (faults.length > 0) inviting.reset()
        setTold(({ attempt }) => ({ faults, attempt: faults.length > 0 ? attempt + 1 : attempt }))
      },
    })
  }
  return (
    <form className="lk-form" noValidate onSubmit={submit}>
      <ErrorSummary faults={told.faults} attempt={told.attempt} />
      <Fields values={values} faults={told.faults} profiles={profiles} onChange={change} />
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

/** Asks whom to invite, and with which security profile. */
export function InviteDialog(props: InviteDialogProps) {
  const profiles = useQuery(read(listGrantableProfiles, {}))
  const items = profiles.data?.body.items
  return (
    <Modal opened onClose={props.onClose} title={say('Invite a user')} closeOnClickOutside={false}>
      {items === undefined && profiles.error === null ? (
        <Skeleton height={280} role="status" aria-label={say('Loading the security profiles')} />
      ) : null}
      {items === undefined && profiles.error !== null ? (
        <Trouble error={profiles.error} onRetry={() => void profiles.refetch()} />
      ) : null}
      {items === undefined ? null : <InviteForm {...props} profiles={items} />}
    </Modal>
  )
}
