import type { Prefill } from '../new-link/prefill.ts'
import { spreadPaste } from '../parts/callback-rows.ts'
import { EMPTY, type RegisterValues } from './form-values.ts'

const MOST_ROWS = 20

/** What the form begins with. */
export function beginningOf({ name, vendor, kind, scopes, callbacks }: Prefill): RegisterValues {
  const urls = callbacks === undefined ? null : spreadPaste([''], 0, callbacks)
  return {
    ...EMPTY,
    name: name ?? '',
    vendorName: vendor ?? '',
    clientType: kind ?? EMPTY.clientType,
    scopes: scopes === undefined ? [] : [...new Set(scopes.split(/[\s,]+/).filter(each => each !== ''))],
    callbackUrls: [...(urls ?? [callbacks ?? ''])].slice(0, MOST_ROWS),
  }
}

/** Splits scopes into those that the business unit has and those that it has not. */
export function sortScopes(scopes: readonly string[], known: readonly string[]) {
  return {
    there: scopes.filter(scope => known.includes(scope)),
    missing: scopes.filter(scope => !known.includes(scope)),
  }
}
