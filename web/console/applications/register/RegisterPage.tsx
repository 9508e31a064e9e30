import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { writeAddress } from '../../../kit/address.ts'
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
  // Another link is another form.
  return <RegisterForm key={writeAddress(prefill)} title={TITLE} prefill={prefill} onMade={setMade} />
}
