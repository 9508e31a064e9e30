import type { Permission } from '@latchkey/contract/route.ts'
import { say } from '../../kit/words/say.ts'

/** A place of the console that stands in the menu and in the palette. */
export type Place = {
  readonly id: 'home' | 'applications' | 'alerts' | 'business-unit' | 'requests' | 'mail'
  readonly to:
    | '/admin'
    | '/admin/account-settings/api-applications'
    | '/admin/account-settings/alerts'
    | '/admin/account-settings/business-unit'
    | '/admin/platform/requests'
    | '/platform/mail'
  readonly words: string
  /** The permission without which it is not shown; null: shown to everyone. */
  readonly needs: Permission | null
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
    id: 'business-unit',
    to: '/admin/account-settings/business-unit',
    words: say('Business Unit'),
    needs: null,
  },
]

export const PLATFORM: readonly Place[] = [
  { id: 'requests', to: '/admin/platform/requests', words: say('Requests'), needs: 'catalogue:edit' },
  { id: 'mail', to: '/platform/mail', words: say('Mail'), needs: 'mail:view' },
]
