import { getRefreshCounts } from '@latchkey/contract/audit/refresh-counts.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { Fact } from '../../../kit/show/Facts.tsx'
import { say } from '../../../kit/words/say.ts'

/** How often refresh tokens of the application came back, in numbers and in what they mean. */
export function RefreshFacts({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: [getRefreshCounts.id, id],
    queryFn: ({ signal }) => call(getRefreshCounts, { params: { id }, signal }),
  })
  const counts = data?.body
  return (
    <>
      <Fact name={say('Harmless refresh retries')}>
        {counts === undefined ? '…' : counts.benignRetries}{' '}
        <span className="lk-help">
          {say('in 30 days: answers that were lost, or several tabs at once. Nobody was signed out.')}
        </span>
      </Fact>
      <Fact name={say('Suspected refresh token theft')}>
        {counts === undefined ? '…' : counts.suspectedReuses}{' '}
        <span className="lk-help">
          {say('in 30 days: a token came back after its successor was used. Its sign-in was ended.')}
        </span>
      </Fact>
    </>
  )
}
