import type { Application } from '@latchkey/contract/applications/applications.ts'
import { say } from '../../../../kit/words/say.ts'
import { CONTAIN_MEANS, ContainButton } from '../standing/ContainButton.tsx'
import { deactivateMeans, StatusButton } from '../standing/StatusButton.tsx'
import { TransferButton } from '../transfer/TransferButton.tsx'
import { useOffer } from '../transfer/use-offer.ts'
import { DeleteButton } from './DeleteButton.tsx'

/** What is an own one and not contained can be offered; while it is on offer the note at the top of the page says so. */
function TransferRow({ application }: { readonly application: Application }) {
  const offer = useOffer(application)
  if (application.type !== 'internal' || application.status === 'contained' || offer !== null) return null
  return (
    <div className="lk-danger-row">
      <p>
        {say(
          'Transfer offers it to another business unit. Once that accepts, it is theirs under the same Application ID, without its secrets, and no longer yours.',
        )}
      </p>
      <TransferButton application={application} />
    </div>
  )
}

/** The serious acts, last on the page: first stop it, then delete it, or hold it where something may be wrong. */
export function DangerZone({ application }: { readonly application: Application }) {
  const { status } = application
  return (
    <section className="lk-card lk-danger-zone" aria-labelledby="danger-zone">
      <h2 id="danger-zone">{say('Danger zone')}</h2>
      {status === 'active' ? (
        <div className="lk-danger-row">
          <p>
            {deactivateMeans(application)}{' '}
            {say('It can be activated again. What is inactive can be deleted.')}
          </p>
          <StatusButton application={application} words={say('Deactivate this application')} />
        </div>
      ) : null}
      {status === 'inactive' ? (
        <div className="lk-danger-row">
          <p>
            {say(
              'Delete takes it off every list and frees its name. It can be restored for seven days; its history stays.',
            )}
          </p>
          <DeleteButton application={application} />
        </div>
      ) : null}
      <TransferRow application={application} />
      {status === 'contained' ? (
        <div className="lk-danger-row">
          <p>
            {say(
              'While it is contained it can be neither activated nor deleted. Lift that once it is known what happened: it stands as before then, and what was revoked stays revoked.',
            )}
          </p>
          <StatusButton application={application} />
        </div>
      ) : (
        <div className="lk-danger-row">
          <p>{CONTAIN_MEANS}</p>
          <ContainButton application={application} />
        </div>
      )}
    </section>
  )
}
