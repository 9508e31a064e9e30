import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { RefusalEntry } from '@latchkey/contract/audit/refusals.ts'
import type { ReactNode } from 'react'
import { TextLink } from '../../../../kit/Links.tsx'
import { LongId } from '../../../../kit/show/LongId.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { AddUrl } from './AddUrl.tsx'
import { RefusalAdvice } from './RefusalAdvice.tsx'
import { UrlDifference } from './UrlDifference.tsx'

type About = { readonly application: Application; readonly entry: RefusalEntry }

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="lk-change">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Inputs({ inputs }: Pick<RefusalEntry, 'inputs'>) {
  if (inputs.length === 0) return <p className="lk-help">{say('Nothing of the request was kept.')}</p>
  return (
    <dl>
      {inputs.map(({ name, value }, index) => (
        <Line key={`${name} ${index}`} name={name}>
          <bdi className="lk-mono lk-break">{value === '' ? say('(empty)') : value}</bdi>
        </Line>
      ))}
    </dl>
  )
}

/** The rule, what is missing, what came, and the mend. */
function Why({ application, entry }: About) {
  const { comparison } = entry
  const canBeAdded = entry.reason === 'redirect_uri_unregistered'
  return (
    <>
      <dl>
        <Line name={say('Rule')}>{entry.rule}</Line>
        <Line name={say('What to do')}>{entry.mend}</Line>
      </dl>
      <RefusalAdvice id={application.id} reason={entry.reason} />
      {comparison === null ? null : <UrlDifference comparison={comparison} />}
      {comparison === null || !canBeAdded ? null : <AddUrl application={application} url={comparison.came} />}
      <h3>{say('What came')}</h3>
      <Inputs inputs={entry.inputs} />
    </>
  )
}

/** How a request that was not refused is marked. */
const ANSWERED = { answered: say('Answered'), retried: say('Harmless retry') } as const

/** One request that was refused, ignored in part or retried. `open`: it is the one that was asked for. */
export function RefusalRow({ application, entry, open }: About & { readonly open: boolean }) {
  const search = { tab: 'activity', id: entry.requestId } as const
  return (
    <li className="lk-history-row">
      <div>
        <strong>{entry.description}</strong>{' '}
        {entry.outcome === 'refused' ? null : <span className="lk-tag">{ANSWERED[entry.outcome]}</span>}{' '}
        <When at={entry.at} />
      </div>
      <details className="lk-why" open={open}>
        <summary>{say('Why, and what to do')}</summary>
        <Why application={application} entry={entry} />
      </details>
      <dl>
        <Line name={say('Where')}>
          <span className="lk-mono lk-break">{entry.endpoint}</span>
        </Line>
        <Line name={say('Reason')}>
          <span className="lk-mono lk-break">{entry.reason}</span>
        </Line>
        <Line name={say('Request id')}>
          <LongId id={entry.requestId} what={say('request id')} />{' '}
          {open ? null : (
            <TextLink
              to="/admin/account-settings/api-applications/$id"
              params={{ id: application.id }}
              search={search}
            >
              {say('Link to this')}
            </TextLink>
          )}
        </Line>
      </dl>
    </li>
  )
}
