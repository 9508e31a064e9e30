import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { say } from '../../kit/words/say.ts'
import { saying } from '../../kit/words/saying.tsx'
import { useMe } from './me.ts'

/** Where the sign-in page leads that was opened beside a form, so that nothing typed there was lost. */
export function SignedIn() {
  const { user, businessUnit } = useMe()
  return (
    <>
      <PageHeader title={say('You are signed in')} crumbs={[]} />
      <section className="lk-card lk-column" aria-label={say('What now')}>
        <p>
          {saying('You are signed in as {name} of {unit}.', {
            name: <strong>{user.fullName}</strong>,
            unit: businessUnit.name,
          })}
        </p>
        <p>
          {say(
            'Go back to the tab in which you were working, and try again there: what you typed still stands in it. This tab can be closed.',
          )}
        </p>
      </section>
    </>
  )
}
