import { fetchKeySet } from '@latchkey/contract/applications/credentials/public-keys.ts'
import type { ResultOf } from '@latchkey/contract/route.ts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiProblem, call } from '../../../../kit/client.ts'
import { say } from '../../../../kit/words/say.ts'
import { useMay } from '../../../frame/me.ts'
import { failureWords } from './fetch-words.ts'
import { KeyRows } from './KeyRows.tsx'

type Fetched = ResultOf<typeof fetchKeySet>

function outcomeWords(fetched: Fetched): string {
  return (
    failureWords(fetched) ??
    say('{count, plural, one {# key} other {# keys}} found.', { count: fetched.items.length })
  )
}

function refusalWords(error: Error): string {
  const told = error instanceof ApiProblem ? error.problem?.errors?.[0]?.message : undefined
  return told ?? error.message
}

/** Fetches the keys of a URL on request, as they are fetched when the application proves itself, and shows them. */
export function FetchedKeys({ url }: { readonly url: string }) {
  const mayEdit = useMay('api-applications:edit')
  const fetching = useMutation({
    mutationFn: async (asked: string) => ({
      asked,
      ...(await call(fetchKeySet, { body: { url: asked } })).body,
    }),
  })
  if (!mayEdit) return null
  const current = fetching.variables === url.trim()
  const found = current ? fetching.data : undefined
  const refused = current && fetching.error !== null ? refusalWords(fetching.error) : null
  return (
    <div className="lk-key-fetch">
      <Button
        variant="default"
        size="compact-sm"
        loading={fetching.isPending}
        disabled={url.trim() === ''}
        onClick={() => fetching.mutate(url.trim())}
      >
        {found === undefined ? say('Fetch and show') : say('Fetch again')}
      </Button>
      <p
        className="lk-key-told"
        role="status"
        data-tone={refused !== null || (found !== undefined && found.failure !== null) ? 'warning' : 'plain'}
      >
        {refused ?? (found === undefined ? '' : outcomeWords(found))}
      </p>
      {found === undefined || found.items.length === 0 ? null : <KeyRows keys={found.items} />}
    </div>
  )
}
