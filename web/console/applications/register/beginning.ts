import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { ApplicationKind } from '@latchkey/contract/applications/client-metadata.ts'
import type { Prefill } from '../new-link/prefill.ts'
import { spreadPaste } from '../parts/callback-rows.ts'
import { choiceOf, EMPTY, type RegisterValues } from './form-values.ts'
import { othersOf } from './others.ts'

const MOST_ROWS = 20

/** What the form begins with. In: what its address says, and the application that is duplicated, where one is. */
export function beginningOf(prefill: Prefill, original: Application | null = null): RegisterValues {
  const { name, vendor, scopes, callbacks } = prefill
  const urls = callbacks === undefined ? null : spreadPaste([''], 0, callbacks)
  return {
    ...EMPTY,
    ...choiceOf(kindOf(prefill)),
    name: name ?? '',
    vendorName: vendor ?? '',
    scopes: scopes === undefined ? [] : [...new Set(scopes.split(/[\s,]+/).filter(each => each !== ''))],
    callbackUrls: [...(urls ?? [callbacks ?? ''])].slice(0, MOST_ROWS),
    ...(original === null ? {} : takenFrom(original)),
  }
}

/** What the address does not say of a duplicate: what people see of it, what it may do, and the rest as it stands. */
function takenFrom(original: Application): Partial<RegisterValues> {
  const { grantTypes, scopeReason, clientUri, logoUri, policyUri, tosUri, supportEmail } = original.metadata
  return {
    signsInOnly: original.scopes.length === 0,
    scopeReason: scopeReason ?? '',
    grantTypes: [...grantTypes],
    clientUri: clientUri ?? '',
    logoUri: logoUri ?? '',
    policyUri: policyUri ?? '',
    tosUri: tosUri ?? '',
    supportEmail: supportEmail ?? '',
    others: othersOf(original),
  }
}

/** The kind that a link says, or else what the rest of it looks like. */
function kindOf({ kind, callbacks }: Prefill): ApplicationKind {
  if (kind === undefined || kind === 'confidential') return callbacks === undefined ? EMPTY.kind : 'web'
  if (kind !== 'public') return kind
  const urls = (callbacks ?? '').split(/\s+/).filter(url => url !== '')
  return urls.every(url => url.startsWith('https://')) ? 'single-page' : 'native'
}

/** Splits scopes into those that the business unit has and those that it has not. */
export function sortScopes(scopes: readonly string[], known: readonly string[]) {
  return {
    there: scopes.filter(scope => known.includes(scope)),
    missing: scopes.filter(scope => !known.includes(scope)),
  }
}
