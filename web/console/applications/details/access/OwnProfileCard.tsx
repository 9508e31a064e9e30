import type { Application } from '@latchkey/contract/applications/applications.ts'
import {
  type ApplicationProfile,
  getApplicationProfile,
  giveApplicationProfile,
  takeApplicationProfile,
} from '@latchkey/contract/people/profiles/application-profile.ts'
import { listSecurityProfiles } from '@latchkey/contract/people/profiles/profiles.ts'
import { Button, Group, Modal, NativeSelect, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../kit/client.ts'
import { TextLink } from '../../../../kit/Links.tsx'
import { AskedButton } from '../../../../kit/page/AskedButton.tsx'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { areaLines } from '../../../profiles/form/permission-words.ts'

type Of = { readonly application: Application }
type Given = NonNullable<ApplicationProfile['given']>

/** Reads anew what a profile given or taken away changes. */
function useRefresh(id: string): () => void {
  const cache = useQueryClient()
  return () => {
    for (const key of [[getApplicationProfile.id, { id }], [listSecurityProfiles.id], ['history']]) {
      void cache.invalidateQueries({ queryKey: key })
    }
  }
}

function useGive({ id, name }: Application, onDone: () => void) {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: (securityProfileId: string) =>
      call(giveApplicationProfile, { params: { id }, body: { securityProfileId } }),
    onSuccess: ({ body }) => {
      refresh()
      const profile = body.given?.securityProfile.name ?? ''
      notifications.show({
        message: say('{name} has the security profile {profile} now.', { name, profile }),
      })
      onDone()
    },
  })
}

function GiveForm({ application, onClose }: Of & { readonly onClose: () => void }) {
  const [chosen, setChosen] = useState('')
  const profiles = useQuery(read(listSecurityProfiles, {}))
  const giving = useGive(application, onClose)
  const items = profiles.data?.body.items
  if (items === undefined) {
    return profiles.error === null ? (
      <Skeleton height={240} role="status" aria-label={say('Loading the security profiles')} />
    ) : (
      <Trouble error={profiles.error} onRetry={() => void profiles.refetch()} />
    )
  }
  const offered = items.filter(({ mayGive }) => mayGive)
  const profile = offered.find(each => each.id === chosen)
  return (
    <div className="lk-dialog">
      <p>
        {say(
          'It then uses the management API for itself, with client credentials of scope AdminApi, as far as the profile permits and you have it yourself at that moment. Whoever holds its secrets or keys can do the same.',
        )}
      </p>
      <NativeSelect
        label={say('Security profile')}
        data-autofocus
        description={say('Only profiles that permit no more than yours are offered.')}
        data={[
          { value: '', label: say('Choose one') },
          ...offered.map(each => ({ value: each.id, label: each.name })),
        ]}
        value={profile === undefined ? '' : profile.id}
        onChange={event => {
          if (giving.isError) giving.reset()
          setChosen(event.currentTarget.value)
        }}
      />
      {profile === undefined ? null : <Permits permissions={profile.permissions} />}
      <FormTrouble error={giving.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('Cancel')}
        </Button>
        <Button
          disabled={profile === undefined}
          loading={giving.isPending}
          onClick={() => (profile === undefined ? undefined : giving.mutate(profile.id))}
        >
          {say('Give the profile')}
        </Button>
      </Group>
    </div>
  )
}

function Permits({ permissions }: Pick<Given, 'permissions'>) {
  if (permissions.length === 0) return <p>{say('It permits nothing in the management API.')}</p>
  return (
    <ul className="lk-permits">
      {areaLines(permissions).map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function GiveButton({ application, words }: Of & { readonly words: string }) {
  const [open, setOpen] = useState(false)
  const title = say('Security profile of {name}', { name: application.name })
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={title}>
        {open ? <GiveForm application={application} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  )
}

function TakeButton({ application: { id, name } }: Of) {
  const refresh = useRefresh(id)
  return (
    <AskedButton
      danger
      words={say('Take away')}
      about={say('the security profile')}
      title={say('Take the security profile of {name} away?', { name })}
      run={() => call(takeApplicationProfile, { params: { id } })}
      onDone={() => {
        refresh()
        notifications.show({ message: say('{name} has no security profile any more.', { name }) })
      }}
    >
      {say('Its own tokens are refused at the management API from then on, those already issued as well.')}
    </AskedButton>
  )
}

function Standing({ given }: { readonly given: Given }) {
  const { securityProfile, givenBy, givenAt, bounded } = given
  return (
    <>
      <p>
        {saying('It has {profile}, given by {name} {when}.', {
          profile: (
            <TextLink to="/admin/account-settings/security-profiles/$id" params={{ id: securityProfile.id }}>
              {securityProfile.name}
            </TextLink>
          ),
          name: givenBy.name,
          when: <When at={givenAt} />,
        })}
      </p>
      {bounded === 'no' ? null : (
        <p className="lk-note">
          {bounded === 'inactive'
            ? say('{name} was deactivated, so it permits nothing. Give it a profile anew.', {
                name: givenBy.name,
              })
            : say('{name} has less by now than the profile permits, which bounds it.', {
                name: givenBy.name,
              })}
        </p>
      )}
      <Permits permissions={given.permissions} />
    </>
  )
}

/** Whether an application uses the management API for itself, and by what. */
export function OwnProfileCard({ application }: Of) {
  const answer = useQuery(read(getApplicationProfile, { params: { id: application.id } }))
  const [mayEdit, mayGive] = [useMay('api-applications:edit'), useMay('security-profiles:edit')]
  const mayList = useMay('security-profiles:view')
  const given = answer.data?.body.given
  return (
    <section className="lk-card" aria-labelledby="own-profile">
      <h2 id="own-profile">{say('The management API, for itself')}</h2>
      {answer.data === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {answer.data === undefined && answer.error === null ? <Skeleton height={60} /> : null}
      {given === null ? (
        <p className="lk-help">
          {say(
            'It has no security profile of its own: only people use the management API through it. Give it one so that a pipeline can use it with client credentials.',
          )}
        </p>
      ) : null}
      {given === null || given === undefined ? null : <Standing given={given} />}
      {given === undefined || !mayEdit ? null : (
        <div className="lk-actions">
          {mayGive && mayList ? (
            <GiveButton
              application={application}
              words={given === null ? say('Give a security profile') : say('Give another')}
            />
          ) : null}
          {given === null ? null : <TakeButton application={application} />}
        </div>
      )}
      {application.scopes.includes('AdminApi') || given === undefined || given === null ? null : (
        <p className="lk-help">
          {say('It has not the API scope AdminApi, without which no token of it opens the management API.')}
        </p>
      )}
    </section>
  )
}
