import { getApplication } from '@latchkey/contract/applications/applications.ts'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ComponentProps, useState } from 'react'
import { writeAddress } from '../../../kit/address.ts'
import { read } from '../../../kit/queries.ts'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { Registered } from '../registered/Registered.tsx'
import type { Registration } from '../registered/registration.ts'
import { RegisterForm } from './RegisterForm.tsx'
import '../parts/parts.css'
import { say } from '../../../kit/words/say.ts'

const route = getRouteApi('/admin/account-settings/api-applications/new')
const TITLE = say('Create API Application')

export function RegisterPage() {
  const mayCreate = useMay('api-applications:create')
  const prefill = route.useSearch()
  const [made, setMade] = useState<Registration | null>(null)
  if (!mayCreate) return <NoPermission needs="api-applications:create" title={TITLE} />
  if (made !== null) return <Registered made={made} />
  const form = { title: TITLE, prefill, onMade: setMade }
  // Another link is another form.
  const key = writeAddress(prefill)
  if (prefill.from === undefined) return <RegisterForm key={key} {...form} original={null} />
  return <Duplicate key={key} {...form} id={prefill.from} />
}

type FormProps = Omit<ComponentProps<typeof RegisterForm>, 'original'>

/** The form of a duplicate waits for what is duplicated, and goes on without it where that cannot be read. */
function Duplicate({ id, ...form }: FormProps & { readonly id: string }) {
  const original = useQuery({
    ...read(getApplication, { params: { id } }),
    // What the form began with must not be replaced beneath it.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (original.isPending) {
    return (
      <div role="status" aria-label={say('Loading the API application')}>
        <Skeleton height={28} width={280} mb="lg" />
        <Skeleton height={420} maw={640} />
      </div>
    )
  }
  return <RegisterForm {...form} original={original.data?.body ?? null} />
}
