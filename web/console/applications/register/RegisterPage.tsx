import { useState } from 'react'
import { useMay } from '../../frame/me.ts'
import { NoPermission } from '../../frame/NoPermission.tsx'
import { Registered } from './Registered.tsx'
import { RegisterForm } from './RegisterForm.tsx'
import type { Registration } from './registration.ts'
import '../parts/parts.css'

const TITLE = 'Create API Application'

export function RegisterPage() {
  const mayCreate = useMay('api-applications:create')
  const [made, setMade] = useState<Registration | null>(null)
  if (!mayCreate) return <NoPermission needs="api-applications:create" title={TITLE} />
  if (made !== null) return <Registered made={made} />
  return <RegisterForm title={TITLE} onMade={setMade} />
}
