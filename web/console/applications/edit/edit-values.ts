import type { Application } from '@latchkey/contract/applications.ts'
import { filled } from '../parts/callback-rows.ts'

/** What can be edited of an application. */
export type EditValues = {
  readonly scopes: readonly string[]
  readonly callbackUrls: readonly string[]
  readonly implicitAllowed: boolean
  readonly rotateRefreshTokens: boolean
}

type EditField = keyof EditValues

const FIELDS: readonly EditField[] = ['scopes', 'callbackUrls', 'implicitAllowed', 'rotateRefreshTokens']

/** The editable part of an application as it stands. */
export function valuesOf(application: Application): EditValues {
  const { scopes, callbackUrls, implicitAllowed, rotateRefreshTokens } = application
  return { scopes, callbackUrls, implicitAllowed, rotateRefreshTokens }
}

/** A field as lines to read and to compare. The order of scopes means nothing; blank rows of URLs are no URLs. */
export function linesOf(values: EditValues, field: EditField): string[] {
  switch (field) {
    case 'scopes':
      return values.scopes.toSorted()
    case 'callbackUrls':
      return filled(values.callbackUrls)
    case 'implicitAllowed':
    case 'rotateRefreshTokens':
      return [values[field] ? 'on' : 'off']
  }
}

function differs(a: EditValues, b: EditValues, field: EditField): boolean {
  return linesOf(a, field).join('\n') !== linesOf(b, field).join('\n')
}

/** The fields in which two states differ, in the order of the form. */
export function changedFields(before: EditValues, after: EditValues): EditField[] {
  return FIELDS.filter(field => differs(before, after, field))
}

/** The body of the request: only what was changed, so that an edit never touches what it did not show. */
export function patchOf(before: EditValues, after: EditValues) {
  const changed = new Set(changedFields(before, after))
  return {
    ...(changed.has('scopes') ? { scopes: [...after.scopes] } : {}),
    ...(changed.has('callbackUrls') ? { callbackUrls: filled(after.callbackUrls) } : {}),
    ...(changed.has('implicitAllowed') ? { implicitAllowed: after.implicitAllowed } : {}),
    ...(changed.has('rotateRefreshTokens') ? { rotateRefreshTokens: after.rotateRefreshTokens } : {}),
  }
}

/** One field in which somebody else's saved edit, or this one, differs from what both began with. */
export type Clash = {
  readonly field: EditField
  readonly yours: readonly string[]
  readonly theirs: readonly string[]
  readonly changedBy: 'you' | 'them' | 'both'
}

/** What two people made of the same application. In: what both began with, this edit, and what stands now. */
export function clashesOf(base: EditValues, mine: EditValues, theirs: EditValues): Clash[] {
  return FIELDS.flatMap(field => {
    const byMe = differs(base, mine, field)
    const byThem = differs(base, theirs, field)
    if (!byMe && !byThem) return []
    const changedBy = byMe && byThem ? 'both' : byMe ? 'you' : 'them'
    return [{ field, yours: linesOf(mine, field), theirs: linesOf(theirs, field), changedBy }]
  })
}
