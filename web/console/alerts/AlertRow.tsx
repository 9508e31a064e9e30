import type { AlertEntry } from '@latchkey/contract/audit/alerts.ts'
import type { ReactNode } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { LongId } from '../../kit/show/LongId.tsx'
import { When } from '../../kit/show/When.tsx'
import { useMay } from '../frame/me.ts'
import { Acknowledge } from './Acknowledge.tsx'
import { happened, meaning, whose } from './alert-words.ts'
import './alerts.css'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="lk-alert-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What is known of it. Where something was found is a stranger's text, so it is no link. */
function Known({ alert }: { readonly alert: AlertEntry }) {
  return (
    <dl>
      {alert.secret === null ? null : <Fact name={say('Which')}>{alert.secret}</Fact>}
      {alert.endsAt === null ? null : (
        <Fact name={say('Ends')}>
          <When at={alert.endsAt} />
        </Fact>
      )}
      {alert.foundAt === null ? null : (
        <Fact
          name={
            alert.foundIn === null ? say('Found at') : say('Found at ({foundIn})', { foundIn: alert.foundIn })
          }
        >
          <code>{alert.foundAt}</code>
        </Fact>
      )}
      {alert.familyId === null ? null : (
        <Fact name={say('Token family')}>
          <LongId id={alert.familyId} what={say('token family')} />
        </Fact>
      )}
      <Fact name={say('Request id')}>
        <LongId id={alert.requestId} what={say('request id')} />
      </Fact>
      {alert.acknowledged === null ? null : (
        <Fact name={say('Acknowledged')}>
          {saying('{when} by {name}', {
            when: <When at={alert.acknowledged.at} />,
            name: alert.acknowledged.by.name,
          })}
          {alert.acknowledged.note === '' ? '' : `: ${alert.acknowledged.note}`}
        </Fact>
      )}
    </dl>
  )
}

type RowProps = {
  readonly alert: AlertEntry
  /** On a page that is about one application it need not be named. */
  readonly named: boolean
}

/** One alert: what happened, what it means, what is known of it, and the button that acknowledges it. */
export function AlertRow({ alert, named }: RowProps) {
  const mayAcknowledge = useMay('api-applications:edit')
  const { application } = alert
  return (
    <li className="lk-alert-row">
      <div className="lk-alert-words">
        <div>
          <strong>{happened(alert)}</strong>
          {whose(alert)} <When at={alert.at} />
        </div>
        {named && application !== null ? (
          <div>
            <TextLink to="/admin/account-settings/api-applications/$id" params={{ id: application.id }}>
              {application.name}
            </TextLink>{' '}
            <span className="lk-help">{say('by {vendor}', { vendor: application.vendorName })}</span>
          </div>
        ) : null}
        <p className="lk-help">{meaning(alert)}</p>
        <Known alert={alert} />
      </div>
      {alert.acknowledged === null && mayAcknowledge ? <Acknowledge alert={alert} /> : null}
    </li>
  )
}
