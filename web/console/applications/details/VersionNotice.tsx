import type { Application } from '@latchkey/contract/applications/applications.ts'
import { decideVersion, getCatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '../../../kit/client.ts'
import { FormTrouble } from '../../../kit/page/FormTrouble.tsx'
import { read } from '../../../kit/queries.ts'
import { say } from '../../../kit/words/say.ts'
import { useMay } from '../../frame/me.ts'
import { useApis } from '../parts/ScopeChoices.tsx'
import { useRefresh } from '../parts/use-refresh.ts'

type About = { readonly application: Application }
type Decision = 'accept' | 'keep'

function useDecision({ application }: About) {
  const refresh = useRefresh()
  const { id, askedSince, version, name } = application
  return useMutation<unknown, Error, Decision>({
    mutationFn: decision =>
      call(decideVersion, {
        params: { id },
        body: { decision, scopes: askedSince },
        ifMatch: `"${version}"`,
      }),
    onSuccess: (_, decision) => {
      notifications.show({
        message:
          decision === 'accept'
            ? say('{name} may use it now.', { name })
            : say('{name} keeps what it had.', { name }),
      })
      return refresh()
    },
    // Somebody else decided, or it asks for something else by now: show what stands.
    onError: refresh,
  })
}

function Buttons({ application }: About) {
  const deciding = useDecision({ application })
  return (
    <>
      <FormTrouble error={deciding.error} />
      <div className="lk-actions">
        <Button variant="default" loading={deciding.isPending} onClick={() => deciding.mutate('keep')}>
          {say('Keep what it has')}
        </Button>
        <Button loading={deciding.isPending} onClick={() => deciding.mutate('accept')}>
          {say('Accept')}
        </Button>
      </div>
    </>
  )
}

/** What an external application asks for since the business unit last decided, with a yes and a no. */
export function VersionNotice({ application }: About) {
  const mayEdit = useMay('api-applications:edit')
  const apis = useApis().data?.body.items ?? []
  const { id, name, vendorName, askedSince, scopes } = application
  const entry = useQuery({ ...read(getCatalogueEntry, { params: { id } }), enabled: askedSince.length > 0 })
  if (askedSince.length === 0) return null
  const reason = entry.data?.body.scopeReason ?? null
  return (
    <section className="lk-card lk-column lk-version" aria-labelledby="new-version">
      <h2 id="new-version">{say('A new version of {name} asks for more', { name })}</h2>
      <ul className="lk-plain-list">
        {askedSince.map(scope => (
          <li key={scope}>
            <strong>{scope}</strong>{' '}
            <span className="lk-help">{apis.find(api => api.name === scope)?.description}</span>
          </li>
        ))}
      </ul>
      {reason === null ? null : (
        <p>{say('Why, in the words of {vendor}: {reason}', { vendor: vendorName, reason })}</p>
      )}
      <p className="lk-help">
        {say(
          'It has none of this yet, and goes on with {scopes}. Keeping is remembered: you are asked again only when it asks for something else.',
          { scopes: scopes.join(', ') },
        )}
      </p>
      {mayEdit ? (
        <Buttons application={application} />
      ) : (
        <p className="lk-help">{say('Whoever may edit API applications decides.')}</p>
      )}
    </section>
  )
}
