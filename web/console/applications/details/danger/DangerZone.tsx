import type { Application } from '@latchkey/contract/applications/applications.ts'
import { deactivateMeans, StatusButton } from '../standing/StatusButton.tsx'
import { DeleteButton } from './DeleteButton.tsx'

/** The serious acts, last on the page: first stop it, then delete it. */
export function DangerZone({ application }: { readonly application: Application }) {
  return (
    <section className="lk-card lk-danger-zone" aria-labelledby="danger-zone">
      <h2 id="danger-zone">Danger zone</h2>
      {application.status === 'active' ? (
        <div className="lk-danger-row">
          <p>{deactivateMeans(application)} It can be activated again. What is inactive can be deleted.</p>
          <StatusButton application={application} words="Deactivate this application" />
        </div>
      ) : (
        <div className="lk-danger-row">
          <p>
            Delete takes it off every list and frees its name. It can be restored for seven days; its history
            stays.
          </p>
          <DeleteButton application={application} />
        </div>
      )}
    </section>
  )
}
