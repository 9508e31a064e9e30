import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Fact, Facts } from '../../../../kit/show/Facts.tsx'
import { useMay } from '../../../frame/me.ts'
import { OwnershipForm } from './OwnershipForm.tsx'
import './ownership.css'
import { say } from '../../../../kit/words/say.ts'

function Owners({ owners }: Pick<Application, 'owners'>) {
  const active = owners.filter(({ status }) => status === 'active').length
  return (
    <>
      {owners.length === 0 ? null : (
        <ul className="lk-plain-list">
          {owners.map(({ id, fullName, userName, status }) => (
            <li key={id}>
              <strong>{fullName}</strong> <span className="lk-help">{userName}</span>{' '}
              {status === 'inactive' ? <span className="lk-tag">{say('Inactive')}</span> : null}
            </li>
          ))}
        </ul>
      )}
      {active === 0 ? (
        <p className="lk-note">
          {say('Nobody who is active owns it: nobody will be asked when something is wrong.')}
        </p>
      ) : null}
      {active === 1 ? (
        <p className="lk-help">{say('A second owner answers while the first is away.')}</p>
      ) : null}
    </>
  )
}

/** Who answers for an application, and its tags. */
export function OwnershipCard({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const [editing, setEditing] = useState(false)
  const [closed, setClosed] = useState(0)
  const button = useRef<HTMLButtonElement>(null)
  // What had the focus is gone; it returns to where the form was opened.
  useEffect(() => {
    if (closed > 0) button.current?.focus()
  }, [closed])
  const close = () => {
    setEditing(false)
    setClosed(count => count + 1)
  }
  const { owners, tags } = application
  return (
    <section className="lk-card" aria-labelledby="ownership">
      <div className="lk-ownership-head">
        <h2 id="ownership">{say('Owners and tags')}</h2>
        {mayEdit && !editing ? (
          <Button ref={button} size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {say('Change owners and tags')}
          </Button>
        ) : null}
      </div>
      {editing ? (
        <OwnershipForm application={application} onDone={close} />
      ) : (
        <Facts>
          <Fact name={say('Owners')}>
            <Owners owners={owners} />
          </Fact>
          <Fact name={say('Tags')}>
            {tags.length === 0
              ? say('None')
              : tags.map(tag => (
                  <span key={tag} className="lk-tag lk-ownership-tag">
                    {tag}
                  </span>
                ))}
          </Fact>
        </Facts>
      )}
    </section>
  )
}
