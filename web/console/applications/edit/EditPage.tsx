import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ApiProblem } from '../../../kit/client.ts'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { NotFound } from '../../frame/NotFound.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { EditForm } from './EditForm.tsx'
import { readVersion } from './version.ts'
import './edit.css'
import '../parts/parts.css'
import { say } from '../../../kit/words/say.ts'

const route = getRouteApi('/admin/account-settings/api-applications/$id/edit')
const TITLE = say('Edit API Application')

export function EditPage() {
  const mayEdit = useMay('api-applications:edit')
  const mayView = useMay('api-applications:view')
  if (!mayView) return <NoPermission needs="api-applications:view" title={TITLE} />
  return mayEdit ? <Edit /> : <NoPermission needs="api-applications:edit" title={TITLE} />
}

function Edit() {
  const { id } = route.useParams()
  // What the form began with must not be replaced beneath it: read once, on arrival, and never from a cache.
  const version = useQuery({
    queryKey: ['editing', id],
    queryFn: ({ signal }) => readVersion(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (version.data !== undefined) return <EditForm key={id} first={version.data} />
  if (version.error instanceof ApiProblem && version.error.status === 404) return <NotFound />
  if (version.error !== null) {
    return (
      <>
        <PageHeader title={TITLE} crumbs={LIST_CRUMBS} />
        <Trouble error={version.error} onRetry={() => void version.refetch()} />
      </>
    )
  }
  return (
    <div role="status" aria-label={say('Loading the API application')}>
      <Skeleton height={28} width={280} mb="lg" />
      <Skeleton height={420} maw={640} />
    </div>
  )
}
