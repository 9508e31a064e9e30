import type { Application } from '@latchkey/contract/applications/applications.ts'
import { deactivateMeans, StatusButton } from './StatusButton.tsx'

/** The serious act, last on the page. */
export function DangerZone({ application }: { readonly application: Application }) {
  if (application.status === 'inactive') return null
  return (
    <section className="lk-card lk-danger-zone" aria-labelledby="danger-zone">
      <h2 id="danger-zone">Danger zone</h2>
      <div className="lk-danger-row">
        <p>{deactivateMeans(application)} It can be activated again.</p>
        <StatusButton application={application} words="Deactivate this application" />
      </div>
    </section>
  )
}
