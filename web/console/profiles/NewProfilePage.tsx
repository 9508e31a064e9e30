import {
  createSecurityProfile,
  getSecurityProfile,
  listSecurityProfiles,
} from '@latchkey/contract/people/profiles/profiles.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { ErrorSummary } from '../../kit/forms/ErrorSummary.tsx'
import { LeaveGuard } from '../../kit/forms/LeaveGuard.tsx'
import { makeKeyRing } from '../../kit/idempotency.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { useMay, useMe } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { ProfileFields, profileFaults } from './form/ProfileFields.tsx'
import { NO_VALUES, type ProfileValues, patchOf } from './form/profile-values.ts'
import { PROFILE_CRUMBS } from './ProfileCrumbs.tsx'
import '../applications/parts/parts.css'
import './profiles.css'

const TITLE = say('Create a security profile')
const route = getRouteApi('/admin/account-settings/security-profiles/new')

/** The form for a security profile of one's own, anew or as a copy. */
export function NewProfilePage() {
  const { copyOf } = route.useSearch()
  const mayCreate = useMay('security-profiles:create')
  const mayView = useMay('security-profiles:view')
  if (!mayCreate) return <NoPermission needs="security-profiles:create" title={TITLE} />
  if (!mayView) return <NoPermission needs="security-profiles:view" title={TITLE} />
  return copyOf === undefined ? <NewForm first={NO_VALUES} /> : <CopyForm id={copyOf} />
}

/** As much of another as whoever copies it can give. */
function CopyForm({ id }: { readonly id: string }) {
  const { permissions: mine, securityProfile } = useMe()
  const copied = useQuery(read(getSecurityProfile, { params: { id } }))
  const own = useQuery(read(getSecurityProfile, { params: { id: securityProfile.id } }))
  const error = copied.error ?? own.error
  if (copied.data === undefined || own.data === undefined) {
    return (
      <>
        <PageHeader title={TITLE} crumbs={PROFILE_CRUMBS} />
        {error === null ? (
          <Skeleton height={420} role="status" aria-label={say('Loading the security profile')} />
        ) : (
          <Trouble error={error} onRetry={() => void copied.refetch()} />
        )}
      </>
    )
  }
  const { name, permissions, scopes } = copied.data.body
  const held = own.data.body.scopes
  const first = {
    name: say('Copy of {name}', { name }),
    permissions: permissions.filter(each => mine.includes(each)),
    scopes: scopes.filter(each => held.includes(each)),
  }
  const less = first.permissions.length < permissions.length || first.scopes.length < scopes.length
  return <NewForm first={first} note={less ? say('What you do not have yourself is not copied.') : null} />
}

function useCreate() {
  const [ring] = useState(makeKeyRing)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createSecurityProfile>) =>
      call(createSecurityProfile, { body, idempotencyKey: ring.keyFor(body) }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: [listSecurityProfiles.id] }),
    onError: error => {
      if (!(error instanceof ApiProblem) || error.kind !== 'unreachable') ring.settled()
    },
  })
}

/** Once made: to its page. */
function useGo(made: { readonly id: string; readonly name: string } | undefined): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (made === undefined) return
    notifications.show({ message: say('{name} is created.', { name: made.name }) })
    void navigate({
      to: '/admin/account-settings/security-profiles/$id',
      params: { id: made.id },
      replace: true,
    })
  }, [made, navigate])
}

function NewForm({ first, note = null }: { readonly first: ProfileValues; readonly note?: string | null }) {
  const [values, setValues] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const creating = useCreate()
  const faults = profileFaults(creating.error)
  useGo(creating.data?.body)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (creating.isPending || creating.isSuccess) return
    const { name, permissions, scopes } = values
    creating.mutate(
      { name, permissions: [...permissions], scopes: [...scopes] },
      { onError: () => setAttempt(before => before + 1) },
    )
  }
  const dirty = Object.keys(patchOf(first, values)).length > 0 && !creating.isSuccess
  return (
    <>
      <LeaveGuard active={dirty} title={say('Leave without saving?')} leave={say('Leave without saving')}>
        {say('The security profile has not been created.')}
      </LeaveGuard>
      <PageHeader title={TITLE} crumbs={PROFILE_CRUMBS} />
      <form className="lk-form lk-profile-form" noValidate onSubmit={submit}>
        <ErrorSummary faults={faults} attempt={attempt} />
        {note === null ? null : <p className="lk-note">{note}</p>}
        <ProfileFields
          named
          values={values}
          faults={faults}
          onChange={changes => {
            if (creating.isError) creating.reset()
            setValues(before => ({ ...before, ...changes }))
          }}
        />
        <FormTrouble error={faults.length > 0 ? null : creating.error} />
        <div className="lk-actions">
          <Button type="submit" loading={creating.isPending}>
            {say('Create')}
          </Button>
        </div>
      </form>
    </>
  )
}
