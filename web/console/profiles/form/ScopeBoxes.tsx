import { getSecurityProfile } from '@latchkey/contract/people/profiles/profiles.ts'
import { Checkbox, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { Term } from '../../../kit/show/Term.tsx'
import { say } from '../../../kit/words/say.ts'
import { useApis } from '../../applications/parts/ScopeChoices.tsx'
import { useMe } from '../../frame/me.ts'

/** The API scopes of whoever is signed in. */
function useOwnScopes() {
  const { securityProfile } = useMe()
  return useQuery(read(getSecurityProfile, { params: { id: securityProfile.id } }))
}

type ScopeBoxesProps = {
  readonly held: readonly string[]
  /** Absent: they are only shown. */
  readonly onChange?: (scopes: readonly string[]) => void
  readonly fault: string | null
}

function Boxes({
  held,
  onChange,
  mine,
}: Omit<ScopeBoxesProps, 'fault'> & { readonly mine: readonly string[] }) {
  const apis = useApis()
  const items = apis.data?.body.items ?? []
  const known = items.map(({ name }) => name)
  const all = [...known, ...held.filter(name => !known.includes(name))]
  const switched = (name: string, on: boolean) =>
    all.filter(each => (each === name ? on : held.includes(each)))
  return (
    <div className="lk-scope-boxes">
      {all.map(name => (
        <Checkbox
          key={name}
          label={name}
          description={
            items.find(api => api.name === name)?.description ?? say('Switched off for the business unit')
          }
          checked={held.includes(name)}
          disabled={onChange === undefined || !mine.includes(name)}
          onChange={event => onChange?.(switched(name, event.currentTarget.checked))}
        />
      ))}
    </div>
  )
}

/** The API scopes that people of a security profile may grant, and use through applications. */
export function ScopeBoxes({ fault, ...rest }: ScopeBoxesProps) {
  const own = useOwnScopes()
  const mine = own.data?.body.scopes
  return (
    <fieldset
      id="scopes"
      className="lk-fieldset"
      aria-describedby={fault === null ? undefined : 'scopes-fault'}
    >
      <legend>
        <Term of="scope">{say('API scopes that its people may grant')}</Term>
      </legend>
      <p className="lk-help">
        {say('An application that acts in their name gets no more than these, whatever it asks for.')}
      </p>
      {fault === null ? null : (
        <p className="lk-fault" id="scopes-fault">
          {fault}
        </p>
      )}
      {mine === undefined && own.error === null ? <Skeleton height={200} /> : null}
      {mine === undefined && own.error !== null ? (
        <Trouble error={own.error} onRetry={() => void own.refetch()} />
      ) : null}
      {mine === undefined ? null : <Boxes {...rest} mine={mine} />}
    </fieldset>
  )
}
