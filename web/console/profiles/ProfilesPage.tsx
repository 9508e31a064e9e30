import { type ListedProfile, listSecurityProfiles } from '@latchkey/contract/people/profiles/profiles.ts'
import { Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { PrimaryLink, TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { StaleNote, Trouble } from '../../kit/page/Trouble.tsx'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { applicationsWords, peopleWords } from '../applications/effects/effect-words.ts'
import { useMay } from '../frame/me.ts'
import { NoPermission } from '../frame/NoPermission.tsx'
import './profiles.css'

const TITLE = say('Security Profiles')

/** The security profiles of the business unit. */
export function ProfilesPage() {
  return useMay('security-profiles:view') ? (
    <Profiles />
  ) : (
    <NoPermission needs="security-profiles:view" title={TITLE} />
  )
}

function Row({ profile }: { readonly profile: ListedProfile }) {
  const { id, name, kind, permissions, scopes, people, applications } = profile
  return (
    <tr>
      <th scope="row">
        <TextLink to="/admin/account-settings/security-profiles/$id" params={{ id }}>
          {name}
        </TextLink>
      </th>
      <td>{kind === 'system' ? say('System') : say('Own')}</td>
      <td>
        {say('{count, plural, one {# permission} other {# permissions}}', { count: permissions.length })}
      </td>
      <td>{say('{count, plural, one {# API scope} other {# API scopes}}', { count: scopes.length })}</td>
      <td>
        {peopleWords(people)}
        {applications.count === 0 ? null : <>, {applicationsWords(applications)}</>}
      </td>
    </tr>
  )
}

function Table({ items }: { readonly items: readonly ListedProfile[] }) {
  return (
    <div className="lk-card lk-profile-list" tabIndex={0} role="region" aria-label={TITLE}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('Name')}</th>
            <th scope="col">{say('Kind')}</th>
            <th scope="col">{say('Permits')}</th>
            <th scope="col">{say('API scopes')}</th>
            <th scope="col">{say('Who has it')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(profile => (
            <Row key={profile.id} profile={profile} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Profiles() {
  const mayCreate = useMay('security-profiles:create')
  const answer = useQuery(read(listSecurityProfiles, {}))
  const items = answer.data?.body.items
  return (
    <>
      <PageHeader
        title={TITLE}
        crumbs={[say('Admin'), say('Account Settings')]}
        actions={
          mayCreate ? (
            <PrimaryLink
              to="/admin/account-settings/security-profiles/new"
              icon={<IconPlus size={16} aria-hidden />}
            >
              {say('Create a security profile')}
            </PrimaryLink>
          ) : undefined
        }
      />
      {items === undefined && answer.error !== null ? (
        <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {items === undefined && answer.error === null ? (
        <Skeleton height={240} role="status" aria-label={say('Loading the security profiles')} />
      ) : null}
      {items !== undefined && answer.error !== null ? (
        <StaleNote onRetry={() => void answer.refetch()} />
      ) : null}
      {items === undefined ? null : <Table items={items} />}
    </>
  )
}
