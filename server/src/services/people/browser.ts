import { newOpaque } from '../../keys/random.ts'
import type { Deps } from '../deps.ts'

/** A new opaque value that binds forms to one browser before anybody signed in. */
export function newBrowserBinding(): string {
  return newOpaque()
}

/** The token that a form must carry. In: what the browser holds (a session's hash or its binding). */
export function formToken(deps: Deps, binding: string): string {
  return deps.sealer.mac('form', binding)
}

/** Whether a form's token belongs to what the browser holds. */
export function isFormToken(deps: Deps, binding: string, token: string): boolean {
  return deps.sealer.checkMac('form', binding, token)
}

/** What a form is a part of: one kind of way cannot be taken for another. */
type WayOf = 'sign-in' | 'consent' | 'logout' | 'password'

/**
 * Seals where a form goes on, so that a page that was open for too long leads back to itself. It proves nothing about
 * the person: whoever follows it comes to a front door that judges the request anew, as if it had just been made. So
 * it is bound to no browser and no session, and outlives both.
 * In: what the form is a part of, and what is to be found again: a path of ours, or more.
 */
export function sealWay(deps: Deps, of: WayOf, way: string): string {
  return deps.sealer.seal(`way of ${of}`, way)
}

/** Opens what {@link sealWay} sealed. Out: null when it was not sealed by us for this kind of form. */
export function openWay(deps: Deps, of: WayOf, sealed: string): string | null {
  return deps.sealer.open(`way of ${of}`, sealed)
}

/** A value that shows that this user signed in from this browser before. In: the key of the user's name. */
export function deviceMark(deps: Deps, nameKey: string): string {
  return deps.sealer.mac('device', nameKey)
}

/** Whether a browser's mark is the one of this user. */
export function isDeviceMark(deps: Deps, nameKey: string, mark: string): boolean {
  return deps.sealer.checkMac('device', nameKey, mark)
}
