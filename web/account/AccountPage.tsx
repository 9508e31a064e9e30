import { PageHeader } from '../kit/page/PageHeader.tsx'
import { Consents } from './Consents.tsx'
import { Letters } from './Letters.tsx'
import { Profile } from './Profile.tsx'
import { Sessions } from './Sessions.tsx'
import './account.css'
import { say } from '../kit/words/say.ts'

/** A user's own page: where they are signed in, what they allowed, and who they are. */
export function AccountPage() {
  return (
    <>
      <PageHeader title={say('Your account')} crumbs={[]} />
      <div className="lk-stack lk-account">
        <Sessions />
        <Consents />
        <Profile />
        <Letters />
      </div>
    </>
  )
}
