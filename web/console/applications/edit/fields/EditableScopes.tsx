import { getCatalogueEntry } from '@latchkey/contract/catalogue/catalogue.ts'
import { Skeleton, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { read } from '../../../../kit/queries.ts'
import { say } from '../../../../kit/words/say.ts'
import { ScopeChoices } from '../../parts/ScopeChoices.tsx'
import type { FieldsProps } from './fields-props.ts'

type Choices = Omit<Parameters<typeof ScopeChoices>[0], 'only'>

/** Of an external application only what it asks for can be given; the catalogue knows that. */
function ExternalScopes({ application, ...rest }: Choices & Pick<FieldsProps, 'application'>) {
  const entry = useQuery(read(getCatalogueEntry, { params: { id: application.id } }))
  if (entry.isPending) return <Skeleton height={160} />
  return <ScopeChoices {...rest} only={entry.data?.body.scopes ?? application.scopes} />
}

/** Whether a user may leave a scope out; its vendor says so of an external application. */
function Optional({ scope, ...props }: FieldsProps & { readonly scope: string }): ReactNode {
  const { application, values, onChange } = props
  if (application.type === 'external') {
    return application.optionalScopes.includes(scope) ? (
      <p className="lk-help lk-below-scope">{say('Users may leave this out, as its vendor chose.')}</p>
    ) : null
  }
  const others = values.optionalScopes.filter(each => each !== scope)
  return (
    <Switch
      className="lk-below-scope"
      size="xs"
      label={
        <>
          {say('Users may leave this out')} <span className="lk-hidden">({scope})</span>
        </>
      }
      checked={values.optionalScopes.includes(scope)}
      onChange={event =>
        onChange({ optionalScopes: event.currentTarget.checked ? [...others, scope] : others })
      }
    />
  )
}

/** The scopes that can be given to this application, and which of them are optional when a user consents. */
export function EditableScopes(props: FieldsProps) {
  const { application, values, told, onChange } = props
  const choices = {
    chosen: values.scopes,
    fault: told.get('scopes') ?? null,
    below: (scope: string) => <Optional {...props} scope={scope} />,
    onChange: (scopes: string[]) =>
      onChange({ scopes, optionalScopes: values.optionalScopes.filter(scope => scopes.includes(scope)) }),
  }
  return (
    <>
      {application.type === 'external' ? (
        <ExternalScopes {...choices} application={application} />
      ) : (
        <ScopeChoices {...choices} />
      )}
      <p className="lk-help">
        {say(
          'A user who is asked for consent sees every scope. Those that may be left out have a box to untick; without the others the application gets no token for that user.',
        )}
      </p>
    </>
  )
}
