import { getAccess } from '@latchkey/contract/applications/access.ts'
import type { Application } from '@latchkey/contract/applications/applications.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { TextLink } from '../../../../kit/Links.tsx'
import { read } from '../../../../kit/queries.ts'
import { Status } from '../../../../kit/show/Status.tsx'
import { Term } from '../../../../kit/show/Term.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { countWords } from '../../effects/effect-words.ts'
import { prefillFrom } from '../../new-link/prefill.ts'
import './rail.css'
import { secretsEnd } from './secrets-end.ts'

const ONE = '/admin/account-settings/api-applications/$id'

type RailProps = { readonly application: Application }

function Item({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="lk-rail-item">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function State({ application }: RailProps) {
  return (
    <Item name={say('Status')}>
      <Status status={application.status} />
      <div className="lk-rail-more">
        {saying('{when} by {name}', {
          when: <When at={application.statusChangedAt} />,
          name: application.statusChangedBy.name,
        })}
      </div>
    </Item>
  )
}

function Owners({ owners }: Pick<Application, 'owners'>) {
  const active = owners.filter(({ status }) => status === 'active')
  return (
    <Item name={say('Owners')}>
      {active.length === 0 ? (
        <span className="lk-rail-warns">{say('Nobody who is active')}</span>
      ) : (
        active.map(({ id, fullName }) => <div key={id}>{fullName}</div>)
      )}
    </Item>
  )
}

/** How many sign-ins live. Its line stands there before the answer does. */
function Living({ application: { id } }: RailProps) {
  const { data } = useQuery(read(getAccess, { params: { id }, query: {} }))
  const signIns = data?.body.inUse.signIns
  const none = signIns?.count === 0 && !signIns.more
  return (
    <Item name={say('Sign-ins that live now')}>
      {signIns === undefined ? (
        '…'
      ) : none ? (
        say('None')
      ) : (
        <TextLink to={ONE} params={{ id }} search={{ tab: 'access' }}>
          {countWords(signIns, 'sign-in')}
        </TextLink>
      )}
    </Item>
  )
}

/** The secrets of an external application are its vendor's. */
function Secrets({ application: { id, secrets } }: RailProps) {
  const { working, ends, soon } = secretsEnd(secrets, Date.now())
  return (
    <Item name={say('Secrets')}>
      <TextLink to={ONE} params={{ id }} search={{ tab: 'secrets' }}>
        {working === 0
          ? say('None works')
          : say('{working, plural, one {# works} other {# work}}', { working })}
      </TextLink>
      {ends === null ? null : (
        <div className={soon ? 'lk-rail-warns' : 'lk-rail-more'}>
          {saying('The first ends {when}', { when: <When at={ends} /> })}
        </div>
      )}
    </Item>
  )
}

function Ways({ application }: RailProps) {
  const mayCreate = useMay('api-applications:create')
  const { id } = application
  const internal = application.type === 'internal'
  return (
    <ul className="lk-rail-ways" aria-label={say('More ways')}>
      {mayCreate && internal ? (
        <li>
          <TextLink to="/admin/account-settings/api-applications/new" search={prefillFrom(application)}>
            {say('Duplicate')}
          </TextLink>
        </li>
      ) : null}
      <li>
        <TextLink to="/admin/account-settings/api-applications/file" search={{ id }}>
          {say('As a file')}
        </TextLink>
      </li>
    </ul>
  )
}

/** What one comes to know about an application, whichever tab is open. */
export function Rail({ application }: RailProps) {
  return (
    <aside className="lk-rail" aria-label={say('At a glance')}>
      <dl>
        <State application={application} />
        <Item name={say('Last used')}>
          {application.lastUsedAt === null ? (
            <span className="lk-rail-more">{say('Not known to have been used')}</span>
          ) : (
            <When at={application.lastUsedAt} />
          )}
        </Item>
        <Owners owners={application.owners} />
        <Living application={application} />
        {application.type !== 'external' && application.clientType === 'confidential' ? (
          <Secrets application={application} />
        ) : null}
        {application.implicitAllowed ? (
          <Item name={say('Legacy')}>
            <Term of="implicit" />
          </Item>
        ) : null}
      </dl>
      <Ways application={application} />
    </aside>
  )
}
