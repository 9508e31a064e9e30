import type { Me } from '@latchkey/contract/people/people.ts'
import type { Permission } from '@latchkey/contract/route.ts'
import { createContext, useContext } from 'react'

export const MeContext = createContext<Me | null>(null)

/** Who is signed in. Only for what stands inside the frame, which shows nothing before it knows. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('Used outside the frame.')
  return me
}

/** Whether the security profile permits it. The server asks again; this only spares people a vain attempt. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
