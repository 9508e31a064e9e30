import { OPERATORS_ALONE, type Permission } from '@latchkey/contract/route.ts'
import { TextLink } from '../../kit/Links.tsx'
import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMe } from './me.ts'

const DOINGS = {
  'api-applications:view': say('view API applications'),
  'api-applications:create': say('create API applications'),
  'api-applications:edit': say('edit API applications'),
  'api-applications:rotate': say('replace secrets'),
  'api-applications:deactivate': say('deactivate or activate API applications'),
  'consents:grant': say('consent to applications for everybody of the business unit'),
  'business-unit:view': say('view the settings of the business unit'),
  'business-unit:edit': say('change the settings of the business unit'),
  'users:view': say('view users'),
  'users:create': say('invite users'),
  'users:edit': say('edit what is known of users'),
  'registration-tokens:create': say('make tokens with which software registers itself'),
  'users:deactivate': say('deactivate or activate users'),
  'security-profiles:view': say('view security profiles'),
  'security-profiles:create': say('create security profiles'),
  'security-profiles:edit': say('edit security profiles'),
  'security-profiles:delete': say('delete security profiles'),
  'audit:view': say('view the audit log'),
  'audit:export': say('export the audit log'),
  'business-units:view': say('view the business units of the platform'),
  'business-units:create': say('make business units'),
  'business-units:deactivate': say('deactivate or activate business units'),
  'signing-keys:rotate': say('rotate the signing keys of the platform'),
  'catalogue:edit': say('look after the catalogue of external applications'),
  'mail:view': say('see what became of letters of the platform'),
  'platform:view': say('see how the platform does'),
  'apis:edit': say('look after the APIs of the platform'),
} as const satisfies Record<Permission, string>

/** Says plainly that the page is not for this user, and who can change that. */
export function NoPermission({ needs, title }: { readonly needs: Permission; readonly title: string }) {
  const { securityProfile, businessUnit } = useMe()
  return (
    <>
      <PageHeader title={title} crumbs={[say('Admin'), say('Account Settings')]} />
      <section className="lk-card lk-column" aria-label={say('No permission')}>
        <h2>{say('Your security profile does not permit this')}</h2>
        <p>
          {saying('Your profile, {profile}, does not let you {doing}.', {
            profile: <strong>{securityProfile.name}</strong>,
            doing: DOINGS[needs],
          })}
        </p>
        <p>
          {saying('It needs the permission {needs}.', { needs: <code>{needs}</code> })}{' '}
          {OPERATORS_ALONE.includes(needs)
            ? say('Only operators of the platform have it.')
            : say('Users of {name} with the profile Manager have it: ask one of them to do it.', {
                name: businessUnit.name,
              })}
        </p>
        <p>
          {saying('What concerns you alone is in {link}.', {
            link: <TextLink to="/account">{say('your account')}</TextLink>,
          })}
        </p>
      </section>
    </>
  )
}
