import type { AlertEntry } from '@latchkey/contract/audit/alerts.ts'
import type { ReactNode } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { LongId } from '../../kit/show/LongId.tsx'
import { When } from '../../kit/show/When.tsx'
import { useMay } from '../frame/me.ts'
import { Acknowledge } from './Acknowledge.tsx'
import { happened, meaning, whose } from './alert-words.ts'
import './alerts.css'

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
      {alert.secret === null ? null : <Fact name="Which">{alert.secret}</Fact>}
      {alert.endsAt === null ? null : (
        <Fact name="Ends">
          <When at={alert.endsAt} />
        </Fact>
      )}
      {alert.foundAt === null ? null : (
        <Fact name={alert.foundIn === null ? 'Found at' : `Found at (${alert.foundIn})`}>
          <code>{alert.foundAt}</code>
        </Fact>
      )}
      {alert.familyId === null ? null : (
        <Fact name="Token family">
          <LongId id={alert.familyId} what="token family" />
        </Fact>
      )}
      <Fact name="Request id">
        <LongId id={alert.requestId} what="request id" />
      </Fact>
      {alert.acknowledged === null ? null : (
        <Fact name="Acknowledged">
          <When at={alert.acknowledged.at} /> by {alert.acknowledged.by.name}
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
            <TextLink
              to="/admin/account-settings/api-applications/$id"
              params={{ id: application.id }}
              className="lk-alert-application"
            >
              {application.name}
            </TextLink>{' '}
            <span className="lk-help">by {application.vendorName}</span>
          </div>
        ) : null}
        <p className="lk-help">{meaning(alert)}</p>
        <Known alert={alert} />
      </div>
      {alert.acknowledged === null && mayAcknowledge ? <Acknowledge alert={alert} /> : null}
    </li>
  )
}
