import { sha256Hex } from '../../../keys/hash.ts'
import { SECOND } from '../../../lib/clock.ts'
import { PICTURE_BOUNDS, type Picture, readPicture } from '../../../registry/applications/dynamic/picture.ts'
import { nextAttemptAtPicture, nextRefresh } from '../../../registry/applications/dynamic/picture-times.ts'
import { presentationOf } from '../../../registry/applications/presentation.ts'
import { findApplication } from '../../../store/applications/applications.ts'
import {
  claimPicture,
  type DuePicture,
  giveUpPicture,
  keepPicture,
  listDuePictures,
  postponePicture,
} from '../../../store/applications/client-pictures.ts'
import { inBusinessUnit, type Scoped } from '../../../store/handle.ts'
import type { Deps } from '../../deps.ts'

/** Pictures fetched at a time, and how many of them may be of one business unit. */
const MOST = { all: 16, ofOneUnit: 4 }
/** A call takes three seconds at most, so whoever is silent for longer than this has ended or is stuck. */
const CLAIM = 8 * SECOND
/** A turn begins no further round after this, so that stopping the server never waits for a long queue. */
const LONGEST_TURN = SECOND
const ACCEPT = 'image/png, image/webp, image/jpeg, image/gif'

/**
 * Fetches the logos of clients that are due: new ones at once, failed ones again later, those that are kept once a week.
 * What comes is judged by its bytes alone and kept as it came. A logo that cannot be had for days is given up, with the
 * copy of before. Several nodes may do this at once: a claim by conditional write gives each to one of them at a time.
 * Out: how many were due.
 */
export async function fetchPictures(deps: Deps): Promise<number> {
  const began = deps.clock()
  let tried = 0
  do {
    const due = await listDuePictures(deps.store, deps.clock(), MOST)
    if (due.length === 0) break
    // All of them are waited for, also when one fails: none may still be at work when the store is closed.
    const failed = (await Promise.allSettled(due.map(picture => attempt(deps, picture)))).find(
      each => each.status === 'rejected',
    )
    if (failed !== undefined) throw failed.reason
    tried += due.length
  } while (deps.clock() - began < LONGEST_TURN)
  return tried
}

async function attempt(deps: Deps, due: DuePicture): Promise<void> {
  const { applicationId, businessUnitId, url } = due
  const claimedUntil = deps.clock() + CLAIM
  const write = (work: (scope: Scoped) => Promise<boolean>) =>
    deps.store.transact(tx => work(inBusinessUnit(tx, businessUnitId)))
  if (!(await write(scope => claimPicture(scope, due, claimedUntil)))) return
  const own = { applicationId, url, claimedUntil }
  if (!(await isWanted(deps, due))) {
    await write(scope => giveUpPicture(scope, own))
    return
  }
  const fetched = await fetchPicture(deps, due)
  const now = deps.clock()
  const again = nextAttemptAtPicture(due.attempts + 1, now)
  await write(scope => {
    if (fetched !== null) return keepPicture(scope, own, fetched, nextRefresh(now))
    return again === null ? giveUpPicture(scope, own) : postponePicture(scope, own, again)
  })
}

/** Whether the logo is still registered so, and may be shown. Read where it stands: what is remembered here may be older than the row. */
async function isWanted(deps: Deps, { applicationId, businessUnitId, url }: DuePicture): Promise<boolean> {
  const unit = await deps.known.businessUnit(businessUnitId)
  if (unit?.unit.active !== true) return false
  const stands = await findApplication(inBusinessUnit(deps.store, businessUnitId), applicationId)
  return stands?.active === true && presentationOf(stands).logoUri === url
}

/** Asks the server of the logo. Out: null for everything but a whole picture within the bounds. */
async function fetchPicture(
  deps: Deps,
  { applicationId, url }: DuePicture,
): Promise<{ readonly type: Picture['type']; readonly hash: string; readonly bytes: Buffer } | null> {
  const answer = await deps.fetch({
    method: 'GET',
    url,
    accept: ACCEPT,
    mostBytes: PICTURE_BOUNDS.bytes,
    // What a logo's server does is nobody's trouble but that of the client: its other addresses matter more.
    businessUnit: applicationId,
  })
  if (!answer.ok || answer.value.status !== 200) return null
  const bytes = answer.value.body
  const picture = readPicture(bytes)
  return picture.ok ? { type: picture.value.type, hash: sha256Hex(bytes), bytes } : null
}
