import type { Application } from '@latchkey/contract/applications.ts'
import { listCatalogue } from '@latchkey/contract/catalogue.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../kit/queries.ts'
import { ScopeChoices } from '../parts/ScopeChoices.tsx'

type EditableScopesProps = {
  readonly application: Application
  readonly chosen: readonly string[]
  readonly onChange: (scopes: string[]) => void
  readonly fault: string | null
}

/** Of an external application only what it asks for can be given; the catalogue knows that. */
function ExternalScopes({ application, ...rest }: EditableScopesProps) {
  const search = application.name.slice(0, 100)
  const catalogue = useQuery(read(listCatalogue, { query: { search } }))
  if (catalogue.isPending) return <Skeleton height={160} />
  const entry = catalogue.data?.body.items.find(each => each.id === application.id)
  return <ScopeChoices {...rest} only={entry?.scopes ?? application.scopes} />
}

/** The scopes that can be given to this application. */
export function EditableScopes(props: EditableScopesProps) {
  const { application, ...rest } = props
  return application.type === 'external' ? <ExternalScopes {...props} /> : <ScopeChoices {...rest} />
}
