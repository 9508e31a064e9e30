import type { Me } from '@latchkey/contract/people/people.ts'
import type { Permission } from '@latchkey/contract/route.ts'
import { say } from '../../kit/words/say.ts'

/** A place of the console that stands in the menu and in the palette. */
export type Place = {
  readonly id:
    | 'home'
    | 'applications'
    | 'alerts'
    | 'users'
    | 'security-profiles'
    | 'business-unit'
    | 'audit'
    | 'platform'
    | 'health'
    | 'apis'
    | 'requests'
    | 'catalogue'
    | 'business-units'
    | 'signing-keys'
    | 'mail'
    | 'platform-audit'
  readonly to:
    | '/admin'
    | '/admin/account-settings/api-applications'
    | '/admin/account-settings/alerts'
    | '/admin/account-settings/users'
    | '/admin/account-settings/security-profiles'
    | '/admin/account-settings/business-unit'
    | '/admin/account-settings/audit'
    | '/platform'
    | '/platform/health'
    | '/platform/apis'
    | '/admin/platform/requests'
    | '/platform/catalogue'
    | '/platform/business-units'
    | '/platform/signing-keys'
    | '/platform/mail'
    | '/platform/audit'
  readonly words: string
  /** The permission without which it is not shown; null: shown to everyone. */
  readonly needs: Permission | null
  /** Whose menu it stands in, where not in everybody's. */
  readonly only?: 'operators' | 'others'
}

/** The first page of who may see API applications. */
export const HOME: Place = {
  id: 'home',
  to: '/admin',
  words: say('What needs you'),
  needs: 'api-applications:view',
}

export const ACCOUNT_SETTINGS: readonly Place[] = [
  {
    id: 'applications',
    to: '/admin/account-settings/api-applications',
    words: say('API Applications'),
    needs: 'api-applications:view',
  },
  {
    id: 'alerts',
    to: '/admin/account-settings/alerts',
    words: say('Alerts'),
    needs: 'api-applications:view',
  },
  {
    id: 'users',
    to: '/admin/account-settings/users',
    words: say('Users'),
    needs: 'users:view',
  },
  {
    id: 'security-profiles',
    to: '/admin/account-settings/security-profiles',
    words: say('Security Profiles'),
    needs: 'security-profiles:view',
  },
  {
    id: 'business-unit',
    to: '/admin/account-settings/business-unit',
    words: say('Business Unit'),
    needs: null,
  },
  {
    id: 'audit',
    to: '/admin/account-settings/audit',
    words: say('Audit'),
    needs: 'audit:view',
    only: 'others',
  },
]

export const PLATFORM: readonly Place[] = [
  { id: 'platform', to: '/platform', words: say('What needs an operator'), needs: 'platform:view' },
  { id: 'requests', to: '/admin/platform/requests', words: say('Requests'), needs: 'catalogue:edit' },
  { id: 'catalogue', to: '/platform/catalogue', words: say('Catalogue'), needs: 'catalogue:edit' },
  {
    id: 'business-units',
    to: '/platform/business-units',
    words: say('Business units'),
    needs: 'business-units:view',
  },
  { id: 'apis', to: '/platform/apis', words: say('APIs'), needs: 'apis:edit' },
  {
    id: 'signing-keys',
    to: '/platform/signing-keys',
    words: say('Signing keys'),
    needs: 'signing-keys:rotate',
  },
  { id: 'health', to: '/platform/health', words: say('Health'), needs: 'platform:view' },
  { id: 'mail', to: '/platform/mail', words: say('Mail'), needs: 'mail:view' },
  {
    id: 'platform-audit',
    to: '/platform/audit',
    words: say('Audit'),
    needs: 'audit:view',
    only: 'operators',
  },
]

/** Which of these places somebody may see, in their order. */
export function placesOf({ permissions, user }: Me, places: readonly Place[]): readonly Place[] {
  const mine = user.operator ? 'operators' : 'others'
  return places.filter(
    ({ needs, only = mine }) => only === mine && (needs === null || permissions.includes(needs)),
  )
}
