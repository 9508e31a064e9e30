import type { planApplication } from '@latchkey/contract/applications/manifest/plan.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { say } from '../../../kit/words/say.ts'
import { valueLines } from '../parts/choice-words.ts'
import { fieldWords } from '../parts/vocabulary.ts'

type Plan = ResultOf<typeof planApplication>
type Change = Plan['changes'][number]

function Lines({
  field,
  value,
}: {
  readonly field: string
  readonly value: Parameters<typeof valueLines>[1]
}) {
  const lines = valueLines(field, value)
  if (lines.length === 0) return <span className="lk-help">{say('none')}</span>
  return lines.map(line => (
    <span key={line} className="lk-plan-line lk-break">
      {line}
    </span>
  ))
}

function ListChange({ change }: { readonly change: Extract<Change, { kind: 'list' }> }) {
  const { added, removed, after, field } = change
  if (added.length + removed.length === 0) {
    return (
      <>
        <span className="lk-help">{say('in another order:')}</span> <Lines field={field} value={after} />
      </>
    )
  }
  return (
    <>
      {removed.map(text => (
        <span key={`- ${text}`} className="lk-plan-line lk-plan-removed lk-break">
          <span aria-hidden>− </span>
          <span className="lk-hidden">{say('taken away:')} </span>
          {text}
        </span>
      ))}
      {added.map(text => (
        <span key={`+ ${text}`} className="lk-plan-line lk-plan-added lk-break">
          <span aria-hidden>+ </span>
          <span className="lk-hidden">{say('added:')} </span>
          {text}
        </span>
      ))}
    </>
  )
}

function ChangeRow({ change, isNew }: { readonly change: Change; readonly isNew: boolean }) {
  return (
    <tr>
      <th scope="row">
        {fieldWords(change.field)}
        <code className="lk-plan-field">{change.field}</code>
      </th>
      {change.kind === 'list' ? (
        <td colSpan={isNew ? 1 : 2}>
          <ListChange change={change} />
        </td>
      ) : (
        <>
          {isNew ? null : (
            <td>
              <Lines field={change.field} value={change.before} />
            </td>
          )}
          <td>
            <Lines field={change.field} value={change.after} />
          </td>
        </>
      )}
    </tr>
  )
}

function titleOf({ action, changes, application }: Plan): string {
  if (action === 'create') return say('A new application would be registered')
  const name = application?.name ?? say('The application')
  if (action === 'none') return say('Nothing would change: {name} is as the file says', { name })
  return say(
    '{count, plural, one {# field of {name} would change} other {# fields of {name} would change}}',
    { count: changes.length, name },
  )
}

/** What applying a file would change, field by field. */
export function PlanView({ plan }: { readonly plan: Plan }) {
  const isNew = plan.action === 'create'
  return (
    <section className="lk-card" aria-labelledby="plan">
      <h2 id="plan" tabIndex={-1}>
        {titleOf(plan)}
      </h2>
      {plan.changes.length === 0 ? null : (
        <div className="lk-plan-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('Field')}</th>
                {isNew ? null : <th scope="col">{say('Now')}</th>}
                <th scope="col">{isNew ? say('What the file says') : say('Then')}</th>
              </tr>
            </thead>
            <tbody>
              {plan.changes.map(change => (
                <ChangeRow key={change.field} change={change} isNew={isNew} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isNew || plan.changes.length === 0 ? null : (
        <p className="lk-help">
          {say('The file is the whole truth: a field that it leaves out has its default again.')}
        </p>
      )}
    </section>
  )
}
