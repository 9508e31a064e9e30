import type { ReactNode } from 'react'
import { QuietLink, TextLink } from '../../../kit/Links.tsx'
import { useMe } from '../../frame/me.ts'
import { lastList } from './last-list.ts'

const LIST = '/admin/account-settings/api-applications'

function usePlace() {
  const { search, trail } = lastList(sessionStorage, useMe().user.id)
  return { search, state: { trail } }
}

/** The way back to the list as it was left: its search, its order and its page. */
export function ListLink({ children }: { readonly children: ReactNode }) {
  return (
    <TextLink to={LIST} {...usePlace()}>
      {children}
    </TextLink>
  )
}

/** The same as a lesser action. */
export function QuietListLink({ children }: { readonly children: ReactNode }) {
  return (
    <QuietLink to={LIST} {...usePlace()}>
      {children}
    </QuietLink>
  )
}
