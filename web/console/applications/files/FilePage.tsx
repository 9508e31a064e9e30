import { getApplication } from '@latchkey/contract/applications/applications.ts'
import { manifestOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { writeYaml } from '@latchkey/contract/files/write-yaml.ts'
import { Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { ApiProblem } from '../../../kit/client.ts'
import { PageHeader } from '../../../kit/page/PageHeader.tsx'
import { Trouble } from '../../../kit/page/Trouble.tsx'
import { read } from '../../../kit/queries.ts'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { NotFound } from '../../frame/NotFound.tsx'
import { LIST_CRUMBS } from '../parts/ListCrumbs.tsx'
import { Registered } from '../registered/Registered.tsx'
import type { Registration } from '../registered/registration.ts'
import { FileForm } from './FileForm.tsx'
import type { Applied } from './use-file.ts'
import './files.css'
import '../parts/parts.css'
import { say } from '../../../kit/words/say.ts'

const route = getRouteApi('/admin/account-settings/api-applications/file')

const EXAMPLE = `apiVersion: latchkey/v1
kind: Application
vendorName: Your company
name: Your application
scopes:
  - ReportingApi
`

/** The form, and once a new application was registered its secret. */
function Shown({ title, text }: { readonly title: string; readonly text: string }) {
  const [made, setMade] = useState<Registration | null>(null)
  const navigate = useNavigate()
  const arrive = useCallback(
    (applied: Applied) => {
      if ('registered' in applied) return setMade(applied.registered)
      notifications.show({ message: say('The application is as its file says.') })
      void navigate({
        to: '/admin/account-settings/api-applications/$id',
        params: { id: applied.changed },
        replace: true,
      })
    },
    [navigate],
  )
  if (made !== null) return <Registered made={made} />
  return (
    <>
      <PageHeader title={title} crumbs={LIST_CRUMBS} />
      <FileForm text={text} onApplied={arrive} />
    </>
  )
}

/** The file of an application that stands, to be kept, or changed and applied. */
function OfApplication({ id }: { readonly id: string }) {
  const answer = useQuery({
    ...read(getApplication, { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (answer.data !== undefined) {
    const application = answer.data.body
    const title = say('{name} as a file', { name: application.name })
    return <Shown title={title} text={writeYaml([manifestOf(application, true)])} />
  }
  if (answer.error === null)
    return <Skeleton height={420} role="status" aria-label={say('Loading the file')} />
  if (answer.error instanceof ApiProblem && answer.error.status === 404) return <NotFound />
  return (
    <>
      <PageHeader title={say('API application as a file')} crumbs={LIST_CRUMBS} />
      <Trouble error={answer.error} onRetry={() => void answer.refetch()} />
    </>
  )
}

/** An application as a file: one that stands, or any that is pasted. */
export function FilePage() {
  const mayView = useMay('api-applications:view')
  const { id } = route.useSearch()
  if (!mayView) return <NoPermission needs="api-applications:view" title={say('API application as a file')} />
  return id === undefined ? (
    <Shown title={say('API application from a file')} text={EXAMPLE} />
  ) : (
    <OfApplication key={id} id={id} />
  )
}
