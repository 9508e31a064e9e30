import { listSecurityProfiles } from '@latchkey/contract/people/profiles/profiles.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../kit/queries.ts'
import { say } from '../../kit/words/say.ts'
import { useMay } from '../frame/me.ts'
import type { UsersSearch } from './users-search.ts'

type UsersToolbarProps = {
  readonly search: UsersSearch
  readonly onChange: (next: { readonly [name: string]: string }) => void
}

/** What the list of users is narrowed by; each of it stands in the address. */
export function UsersToolbar({ search: narrowed, onChange }: UsersToolbarProps) {
  const maySee = useMay('security-profiles:view')
  const profiles = useQuery({ ...read(listSecurityProfiles, {}), enabled: maySee })
  const { search = '', status = '', profile = '' } = narrowed
  const items = profiles.data?.body.items ?? []
  return (
    <div className="lk-people-tools" role="search">
      <TextInput
        className="lk-people-search"
        label={say('Search by name')}
        type="search"
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => onChange({ search: event.currentTarget.value, status, profile })}
      />
      <NativeSelect
        label={say('Status')}
        value={status}
        data={[
          { value: '', label: say('Active and inactive') },
          { value: 'active', label: say('Active') },
          { value: 'inactive', label: say('Inactive') },
        ]}
        onChange={event => onChange({ search, status: event.currentTarget.value, profile })}
      />
      {items.length === 0 ? null : (
        <NativeSelect
          label={say('Security profile')}
          value={profile}
          data={[
            { value: '', label: say('All security profiles') },
            ...items.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={event => onChange({ search, status, profile: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
