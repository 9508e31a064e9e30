import type { Application } from '@latchkey/contract/applications/applications.ts'
import type { previewEffects } from '@latchkey/contract/applications/status/effects.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'

type Left = {
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly grantTypes: readonly string[]
}

function left(before: readonly string[], after: readonly string[]): string[] {
  return before.filter(each => after.includes(each))
}

/**
 * What an edit would leave of what can be missed, for the question who would notice.
 * In: the application as it stands, and the values as typed: what they add, and in which order, makes no other question.
 * Out: null where nothing goes.
 */
export function leftBy(application: Application, values: Left): BodyOf<typeof previewEffects> | null {
  const { scopes, callbackUrls, metadata } = application
  const lists = {
    scopes: [scopes, left(scopes, values.scopes)],
    callbackUrls: [
      callbackUrls,
      left(
        callbackUrls,
        values.callbackUrls.map(url => url.trim()),
      ),
    ],
    grantTypes: [metadata.grantTypes, left(metadata.grantTypes, values.grantTypes)],
  } as const
  const entries = Object.entries(lists).filter(([, [before, after]]) => after.length < before.length)
  return entries.length === 0
    ? null
    : Object.fromEntries(entries.map(([name, [, after]]) => [name, [...after]]))
}
