import type { Application } from '@latchkey/contract/applications/applications.ts'
import { getRefusal } from '@latchkey/contract/audit/refusals.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ApiProblem } from '../../../../kit/client.ts'
import { TextLink } from '../../../../kit/Links.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { read } from '../../../../kit/queries.ts'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { RefusalRow } from './RefusalRow.tsx'

const LOOK_AGAIN_MS = 2000
const LOOKS = 3

type About = { readonly application: Application; readonly requestId: string }

function Found({ application, requestId }: About) {
  const answer = useQuery({
    ...read(getRefusal, { params: { requestId } }),
    // Whoever comes at once from the error is here before it was written down.
    refetchInterval: ({ state }) =>
      state.data === undefined && state.errorUpdateCount <= LOOKS ? LOOK_AGAIN_MS : false,
  })
  const found = answer.data?.body
  if (found === undefined && answer.error === null) return <Skeleton height={120} />
  if (found === undefined) {
    const { error } = answer
    return error instanceof ApiProblem && error.status === 404 ? (
      <p>{error.message}</p>
    ) : (
      <Trouble error={error ?? new Error(say('Nothing came.'))} onRetry={() => void answer.refetch()} />
    )
  }
  if (found.application.id !== application.id) {
    return (
      <p>
        {saying('This request was one of {application}.', {
          application: (
            <TextLink
              to="/admin/account-settings/api-applications/$id"
              params={{ id: found.application.id }}
              search={{ tab: 'activity', id: requestId }}
            >
              {found.application.name}
            </TextLink>
          ),
        })}
      </p>
    )
  }
  return (
    <ol className="lk-plain-list">
      <RefusalRow application={application} entry={found.refusal} open />
    </ol>
  )
}

/** The one refused request that the address asks for, opened, however old it is. */
export function OneRefusal(about: About) {
  const { application } = about
  return (
    <section className="lk-card" aria-labelledby="one-refusal">
      <h2 id="one-refusal">{say('The request you came for')}</h2>
      <Found key={about.requestId} {...about} />
      <p>
        <TextLink
          to="/admin/account-settings/api-applications/$id"
          params={{ id: application.id }}
          search={{ tab: 'activity' }}
        >
          {say('Show all activity')}
        </TextLink>
      </p>
    </section>
  )
}
