import type { Instant } from '../../../lib/clock.ts'
import { isApplicationId } from '../../../lib/ids.ts'
import { presentationOf } from '../../../registry/applications/presentation.ts'
import type { Registration } from '../../../registry/model.ts'
import {
  dropPicture,
  findPicture,
  findPictureMark,
  wantMissingPicture,
  wantPicture,
} from '../../../store/applications/client-pictures.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'
import { isOutage } from '../../outage.ts'

/**
 * Follows what is registered as the logo of an application (RFC 7591 §2, logo_uri), in the transaction of the registration. It is
 * fetched later, by {@link fetchPictures}, so that no answer waits for a stranger.
 */
export async function followLogo(
  scope: Scoped,
  application: Pick<Registration, 'id' | 'metadata' | 'registered'>,
  at: Instant,
): Promise<void> {
  const { id } = application
  const url = presentationOf(application).logoUri
  if (url === null) await dropPicture(scope, id)
  else await wantPicture(scope, { applicationId: id, url }, at)
}

/**
 * The hash of the picture that may be shown of an application now, as its owner registered it; null when there is none.
 * Where nothing is known of a registered logo (it was given up, or registered before pictures were kept) it is noted to
 * be fetched; the page does not wait for that, and not even for the database to take it.
 */
export async function pictureHashOf(
  deps: Deps,
  application: Pick<Registration, 'id' | 'businessUnitId' | 'metadata' | 'registered'>,
): Promise<string | null> {
  const { id, businessUnitId } = application
  const url = presentationOf(application).logoUri
  if (url === null) return null
  const scope = inBusinessUnit(deps.store, businessUnitId)
  const mark = await findPictureMark(scope, id)
  if (mark !== null) return mark.url === url ? mark.hash : null
  try {
    await wantMissingPicture(scope, { applicationId: id, url }, deps.clock())
  } catch (fault) {
    if (!isOutage(fault)) throw fault
  }
  return null
}

/**
 * The picture at an address of ours.
 * In: the Application ID and the hash in the address. Out: its type and its bytes; null for everything but the picture
 * that the application has now, and while it or its business unit is deactivated.
 */
export async function readPictureOf(
  deps: Deps,
  id: string,
  hash: string,
): Promise<{ readonly type: string; readonly bytes: Buffer } | null> {
  if (!isApplicationId(id) || !/^[0-9a-f]{64}$/.test(hash)) return null
  const owner = (await deps.known.client(id))?.registration
  if (owner?.active !== true) return null
  const url = presentationOf(owner).logoUri
  if (url === null) return null
  const unit = await deps.known.businessUnit(owner.businessUnitId)
  if (unit?.unit.active !== true) return null
  const picture = await findPicture(inBusinessUnit(deps.store, owner.businessUnitId), id, hash)
  return picture?.url === url ? picture : null
}
