import {
  deleteSecurityProfile,
  getSecurityProfile,
  listSecurityProfiles,
  type SecurityProfile,
} from '@latchkey/contract/people/profiles/profiles.ts'
import { Skeleton, Tabs } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ApiProblem, call } from '../../kit/client.ts'
import { QuietLink } from '../../kit/Links.tsx'
import { AskedButton } from '../../kit/page/AskedButton.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { useMay } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import { NotFound } from '../frame/NotFound.tsx'
import { HoldersTab } from './HoldersTab.tsx'
import { PROFILE_CRUMBS } from './ProfileCrumbs.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { PROFILE_TABS } from './profiles-search.ts'
import { VersionsTab } from './VersionsTab.tsx'
import './profiles.css'

const TITLE = say('Security Profile')
const route = getRouteApi('/admin/account-settings/security-profiles/$id')

/** A security profile: what it permits, who has it, and what it was before. */
export function ProfilePage() {
  return useMay('security-profiles:view') ? (
    <Profile />
  ) : (
    <NoPermission needs="security-profiles:view" title={TITLE} />
  )
}

function Profile() {
  const { id } = route.useParams()
  const answer = useQuery(read(getSecurityProfile, { params: { id } }))
  if (answer.data !== undefined) {
    return (
      <>
        {answer.error === null ? null : <StaleNote onRetry={() => void answer.refetch()} />}
        <Loaded key={id} profile={answer.data.body} />
      </>
    )
  }
  if (answer.error instanceof ApiProblem && answer.error.status === 404) return <NotFound />
  return (
    <>
      <PageHeader title={TITLE} crumbs={PROFILE_CRUMBS} />
      {answer.error === null ? (
        <Skeleton height={420} role="status" aria-label={say('Loading the security profile')} />
      ) : (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      )}
    </>
  )
}

type Of = { readonly profile: SecurityProfile }

function Delete({ profile: { id, name, version } }: Of) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return (
    <AskedButton
      danger
      tall
      words={say('Delete')}
      about={name}
      title={say('Delete {name}?', { name })}
      run={() => call(deleteSecurityProfile, { params: { id }, ifMatch: `"${version}"` })}
      onDone={() => {
        void cache.invalidateQueries({ queryKey: [listSecurityProfiles.id] })
        notifications.show({ message: say('{name} is deleted.', { name }) })
        void navigate({ to: '/admin/account-settings/security-profiles', replace: true })
      }}
    >
      {say(
        'It is deleted only while nobody has it: no user, no application, no invitation that waits. Its versions go with it.',
      )}
    </AskedButton>
  )
}

function Actions({ profile }: Of) {
  const [mayCreate, mayDelete] = [useMay('security-profiles:create'), useMay('security-profiles:delete')]
  return (
    <>
      {mayCreate ? (
        <QuietLink to="/admin/account-settings/security-profiles/new" search={{ copyOf: profile.id }}>
          {say('Copy')}
        </QuietLink>
      ) : null}
      {mayDelete && profile.kind === 'custom' && profile.mayGive ? <Delete profile={profile} /> : null}
    </>
  )
}

function Standing({ profile }: Of) {
  return (
    <p className="lk-subtitle">
      {profile.kind === 'system'
        ? say('Every business unit has it, and nobody can change it.')
        : profile.mayGive
          ? say('Of this business unit. A change counts at once for everybody who has it.')
          : say('It permits more than yours, so you cannot change or give it.')}
    </p>
  )
}

function Loaded({ profile }: Of) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('security-profiles:edit') && profile.kind === 'custom' && profile.mayGive
  const show = (value: string | null) => {
    const tab = PROFILE_TABS.find(each => each === value)
    void navigate({ search: tab === undefined || tab === 'permits' ? {} : { tab }, replace: true })
  }
  return (
    <>
      <PageHeader
        title={profile.name}
        crumbs={PROFILE_CRUMBS}
        below={<Standing profile={profile} />}
        actions={<Actions profile={profile} />}
      />
      <Tabs value={search.tab ?? 'permits'} onChange={show} keepMounted={false}>
        <Tabs.List mb="lg" aria-label={say('About this security profile')}>
          <Tabs.Tab value="permits">{say('Permits')}</Tabs.Tab>
          <Tabs.Tab value="who">{say('Who has it')}</Tabs.Tab>
          {profile.kind === 'system' ? null : <Tabs.Tab value="versions">{say('Versions')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="permits">
          <ProfileForm profile={profile} mayEdit={mayEdit} />
        </Tabs.Panel>
        <Tabs.Panel value="who" className="lk-stack">
          <HoldersTab id={profile.id} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab profile={profile} mayEdit={mayEdit} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
