import { PageHeader } from '../../kit/page/PageHeader.tsx'
import { useMe } from './me.ts'

/** Where the sign-in page leads that was opened beside a form, so that nothing typed there was lost. */
export function SignedIn() {
  const { user, businessUnit } = useMe()
  return (
    <>
      <PageHeader title="You are signed in" crumbs={[]} />
      <section className="lk-card lk-column" aria-label="What now">
        <p>
          You are signed in as <strong>{user.fullName}</strong> of {businessUnit.name}.
        </p>
        <p>
          Go back to the tab in which you were working, and try again there: what you typed still stands in
          it. This tab can be closed.
        </p>
      </section>
    </>
  )
}
