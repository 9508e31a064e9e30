import type { ReactNode } from 'react'
import { TextLink } from '../../kit/Links.tsx'
import { say } from '../../kit/words/say.ts'

/** Where a page about security profiles stands. */
export const PROFILE_CRUMBS: readonly ReactNode[] = [
  say('Admin'),
  say('Account Settings'),
  <TextLink key="list" to="/admin/account-settings/security-profiles">
    {say('Security Profiles')}
  </TextLink>,
]
