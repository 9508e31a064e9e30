import type { createRegistrationToken } from '@latchkey/contract/business-units/registration-tokens.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import type { BodyOf } from '@latchkey/contract/route.ts'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { pointerParts } from '../../../kit/forms/pointers.ts'
import { say } from '../../../kit/words/say.ts'

const DAY_SECONDS = 86_400

/** A registration token as somebody asks for it. */
export type TokenValues = {
  readonly label: string
  readonly scopes: readonly string[]
  /** Expiry in days, as typed. */
  readonly days: string
  /** How many clients may register with it, as typed. */
  readonly uses: string
  readonly withoutPkce: boolean
  readonly tokenEndpointAudience: boolean
}

/** What the form begins with: one program, one day, nothing legacy. */
export const FRESH: TokenValues = {
  label: '',
  scopes: [],
  days: '1',
  uses: '1',
  withoutPkce: false,
  tokenEndpointAudience: false,
}

/** The control of each field, by the API's name of it. */
export const CONTROLS = {
  label: { control: 'token-label', label: say('Label') },
  scopes: { control: 'token-scopes', label: say('API scopes') },
  expiresInSeconds: { control: 'token-days', label: say('Expires in days') },
  uses: { control: 'token-uses', label: say('Number of uses') },
  requirePkce: { control: 'token-pkce', label: say('Without PKCE') },
  tokenEndpointAudienceAllowed: { control: 'token-audience', label: say('Audience of client assertions') },
} as const

/** The API's name of what a value of the form becomes. */
const FIELDS = {
  label: 'label',
  scopes: 'scopes',
  days: 'expiresInSeconds',
  uses: 'uses',
  withoutPkce: 'requirePkce',
  tokenEndpointAudience: 'tokenEndpointAudienceAllowed',
} as const satisfies Record<keyof TokenValues, keyof typeof CONTROLS>

/** The faults that still stand after a change: a field that was changed has not been judged yet. */
export function faultsAfter(
  faults: readonly FormFault[],
  changes: Partial<TokenValues>,
): readonly FormFault[] {
  const changed = Object.keys(changes).filter(isValue)
  const controls: readonly string[] = changed.map(name => CONTROLS[FIELDS[name]].control)
  return faults.filter(({ control }) => !controls.includes(control))
}

function isValue(name: string): name is keyof TokenValues {
  return Object.hasOwn(FIELDS, name)
}

type TokenBody = BodyOf<typeof createRegistrationToken>
type ReadToken =
  | { readonly ok: true; readonly body: TokenBody }
  | { readonly ok: false; readonly faults: readonly FormFault[] }

/** A whole number of at most six digits, which is beyond every limit of the API; else null. */
function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null
}

/**
 * Reads the form. Out: the body of the request; or the fields that hold no whole number. Whether a number is too small
 * or too large is for the API to say.
 */
export function readToken(values: TokenValues): ReadToken {
  const days = wholeNumber(values.days)
  const uses = wholeNumber(values.uses)
  if (days === null || uses === null) {
    const faults = [
      ...(days === null
        ? [{ ...CONTROLS.expiresInSeconds, message: say('Write a whole number of days, such as 7.') }]
        : []),
      ...(uses === null ? [{ ...CONTROLS.uses, message: say('Write a whole number, such as 10.') }] : []),
    ]
    return { ok: false, faults }
  }
  const body = {
    label: values.label,
    scopes: [...values.scopes],
    expiresInSeconds: days * DAY_SECONDS,
    uses,
    requirePkce: !values.withoutPkce,
    tokenEndpointAudienceAllowed: values.tokenEndpointAudience,
  }
  return { ok: true, body }
}

function isField(name: string): name is keyof typeof CONTROLS {
  return Object.hasOwn(CONTROLS, name)
}

/** Brings the server's faults to the fields of the form. Out: empty where none belongs to one. */
export function tokenFaults(problem: Problem): readonly FormFault[] {
  return (problem.errors ?? []).flatMap(({ path, message }) => {
    const [field = ''] = pointerParts(path)
    return isField(field) ? [{ ...CONTROLS[field], message }] : []
  })
}
