import type { Permission } from '@latchkey/contract/route.ts'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { useMe } from './me.ts'

const DOINGS = {
  'api-applications:view': 'view API applications',
  'api-applications:create': 'create API applications',
  'api-applications:edit': 'edit API applications',
  'api-applications:rotate': 'replace secrets',
  'api-applications:deactivate': 'deactivate or activate API applications',
  'consents:grant': 'consent to applications for everybody of the business unit',
  'business-unit:edit': 'change the settings of the business unit',
  'users:view': 'view users',
  'users:edit': 'edit what is known of users',
  'registration-tokens:create': 'make tokens with which software registers itself',
  'users:deactivate': 'deactivate or activate users',
  'business-units:view': 'view the business units of the platform',
  'business-units:deactivate': 'deactivate or activate business units',
  'signing-keys:rotate': 'rotate the signing keys of the platform',
  'catalogue:edit': 'look after the catalogue of external applications',
  'mail:view': 'see what became of letters of the platform',
} as const satisfies Record<Permission, string>

/** What no profile of another business unit than the platform's can hold. */
const OPERATORS_ALONE: readonly Permission[] = [
  'signing-keys:rotate',
  'catalogue:edit',
  'business-units:view',
  'business-units:deactivate',
  'mail:view',
]

/** Says plainly that the page is not for this user, and who can change that. */
export function NoPermission({ needs, title }: { readonly needs: Permission; readonly title: string }) {
  const { securityProfile, businessUnit } = useMe()
  return (
    <>
      <PageHeader title={title} crumbs={['Admin', 'Account Settings']} />
      <section className="lk-card lk-column" aria-label="No permission">
        <h2>Your security profile does not permit this</h2>
        <p>
          Your profile, <strong>{securityProfile.name}</strong>, does not let you {DOINGS[needs]}.
        </p>
        <p>
          It needs the permission <code>{needs}</code>.{' '}
          {OPERATORS_ALONE.includes(needs)
            ? 'Only operators of the platform have it.'
            : `Users of ${businessUnit.name} with the profile Manager have it: ask one of them to do it.`}
        </p>
        <p>
          What concerns you alone is in <TextLink to="/account">your account</TextLink>.
        </p>
      </section>
    </>
  )
}
