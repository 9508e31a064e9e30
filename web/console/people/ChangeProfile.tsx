import { listProfileUsers } from '@latchkey/contract/people/profiles/holders.ts'
import { listSecurityProfiles } from '@latchkey/contract/people/profiles/profiles.ts'
import { changeUserProfile, previewUserProfile } from '@latchkey/contract/people/profiles/user-profile.ts'
import { getUser, listUsers, type UserSummary } from '@latchkey/contract/people/users.ts'
import { Button, Group, Modal, NativeSelect, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, call } from '../../kit/client.ts'
import { FormTrouble } from '../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { EffectsView } from '../profiles/effects/EffectsView.tsx'
import { summaryOf } from '../profiles/effects/effects-words.ts'

type UserProps = { readonly user: UserSummary }
type FormProps = UserProps & { readonly onClose: () => void }

/** Gives the profile on the version that was shown; on a newer one the user is read anew first. */
function useChange({ user, onClose }: FormProps, onStale: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ profileId, etag }: { readonly profileId: string; readonly etag: string }) =>
      call(changeUserProfile, {
        params: { id: user.id },
        body: { securityProfileId: profileId },
        ifMatch: etag,
      }),
    onSuccess: ({ body }) => {
      for (const key of [listUsers.id, listSecurityProfiles.id, listProfileUsers.id]) {
        void cache.invalidateQueries({ queryKey: [key] })
      }
      notifications.show({
        message: say('{name} has the security profile {profile} now.', {
          name: body.fullName,
          profile: body.securityProfile.name,
        }),
      })
      onClose()
    },
    onError: error => {
      if (error instanceof ApiProblem && error.status === 412) onStale()
    },
  })
}

/** What the profile would take from the user, before it is given. */
function Effects({ user, profileId }: UserProps & { readonly profileId: string }) {
  const answer = useQuery({
    queryKey: [previewUserProfile.id, user.id, profileId],
    queryFn: ({ signal }) =>
      call(previewUserProfile, {
        params: { id: user.id },
        body: { securityProfileId: profileId },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="lk-effects-box" aria-busy={answer.isFetching} aria-live="polite">
      <h3>{say('What changes')}</h3>
      {answer.data === undefined ? (
        answer.error === null ? (
          <p>{say('Counting…')}</p>
        ) : (
          <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : (
        <>
          <p>{summaryOf(answer.data.body)}</p>
          <EffectsView
            effects={answer.data.body}
            of={{ profileId: user.securityProfile.id, userId: user.id }}
          />
        </>
      )}
    </div>
  )
}

function useStanding(id: string) {
  return useQuery({
    queryKey: ['change-profile', id],
    queryFn: ({ signal }) => call(getUser, { params: { id }, signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

function Form({ user, onClose }: FormProps) {
  const [chosen, setChosen] = useState('')
  const profiles = useQuery(read(listSecurityProfiles, {}))
  const standing = useStanding(user.id)
  const changing = useChange({ user, onClose }, () => void standing.refetch())
  const items = profiles.data?.body.items
  const error = profiles.error ?? standing.error
  if (items === undefined || standing.data === undefined) {
    return error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the security profiles')} />
    ) : (
      <Trouble error={error} onRetry={() => void profiles.refetch()} />
    )
  }
  const now = standing.data.body
  const others = items.filter(({ id, mayGive }) => mayGive && id !== now.securityProfile.id)
  const profileId = others.some(({ id }) => id === chosen) ? chosen : ''
  const etag = standing.data.etag ?? ''
  return (
    <div className="lk-dialog">
      <p className="lk-help">
        {say('Now: {profile}. Only profiles that permit no more than yours are offered.', {
          profile: now.securityProfile.name,
        })}
      </p>
      <NativeSelect
        label={say('Security profile')}
        data-autofocus
        data={[
          { value: '', label: say('Choose one') },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={profileId}
        onChange={event => {
          if (changing.isError) changing.reset()
          setChosen(event.currentTarget.value)
        }}
      />
      {profileId === '' ? null : <Effects user={now} profileId={profileId} />}
      <FormTrouble error={changing.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button
          disabled={profileId === ''}
          loading={changing.isPending}
          onClick={() => changing.mutate({ profileId, etag })}
        >
          {say('Change profile')}
        </Button>
      </Group>
    </div>
  )
}

/** Gives a user another security profile, after what it would take from them was said. */
export function ChangeProfile({ user }: UserProps) {
  const [open, setOpen] = useState(false)
  const { fullName: name } = user
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {say('Change profile')}
        <span className="lk-hidden"> {name}</span>
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={say('Change the security profile of {name}', { name })}
      >
        {open ? <Form user={user} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  )
}
