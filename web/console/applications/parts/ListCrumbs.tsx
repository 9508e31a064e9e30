import { TextLink } from '../../../kit/Links.tsx'

/** The way to a page below the list of API applications. */
export const LIST_CRUMBS = [
  'Admin',
  'Account Settings',
  <TextLink key="list" to="/admin/account-settings/api-applications">
    API Applications
  </TextLink>,
] as const
