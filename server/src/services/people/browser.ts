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

/** Seals where a browser goes on after signing in or out, bound to the browser. In: a path of ours with its query. */
export function sealPath(deps: Deps, binding: string, path: string): string {
  return deps.sealer.seal(`path ${binding}`, path)
}

/** Opens a sealed path. Out: the path, or null when it was not sealed by us for this browser. */
export function openPath(deps: Deps, binding: string, sealed: string): string | null {
  return deps.sealer.open(`path ${binding}`, sealed)
}

/** A value that shows that this user signed in from this browser before. In: the key of the user's name. */
export function deviceMark(deps: Deps, nameKey: string): string {
  return deps.sealer.mac('device', nameKey)
}

/** Whether a browser's mark is the one of this user. */
export function isDeviceMark(deps: Deps, nameKey: string, mark: string): boolean {
  return deps.sealer.checkMac('device', nameKey, mark)
}
