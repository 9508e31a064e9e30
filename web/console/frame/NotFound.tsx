import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMay } from './me.ts'

function SearchApplications() {
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  const go = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/admin/account-settings/api-applications', search: { search } })
  }
  return (
    <form onSubmit={go} role="search" className="lk-find">
      <TextInput
        label={say('Find an API application')}
        placeholder={say('Name, vendor or Application ID')}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <Button type="submit">{say('Search')}</Button>
    </form>
  )
}

/** An address that leads nowhere, or to nothing that this business unit has: says so, and offers the way on. */
export function NotFound() {
  const mayView = useMay('api-applications:view')
  return (
    <>
      <PageHeader title={say('Page not found')} crumbs={[]} />
      <section className="lk-card lk-column" aria-label={say('What now')}>
        <p>
          {say(
            'There is nothing at this address. It may have been mistyped, or what stood here is not in your business unit.',
          )}
        </p>
        {mayView ? (
          <>
            <SearchApplications />
            <p>
              {saying('Or go to the list of {link}.', {
                link: (
                  <TextLink to="/admin/account-settings/api-applications">{say('API applications')}</TextLink>
                ),
              })}
            </p>
          </>
        ) : (
          <p>{saying('Go to {link}.', { link: <TextLink to="/account">{say('your account')}</TextLink> })}</p>
        )}
      </section>
    </>
  )
}
