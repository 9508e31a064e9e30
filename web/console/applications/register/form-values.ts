import {
  ApplicationKind,
  ClientMetadata,
  type GrantType,
} from '@latchkey/contract/applications/client-metadata.ts'
import { KIND_DEFAULTS } from '@latchkey/contract/applications/kinds.ts'
import type { Problem } from '@latchkey/contract/problem.ts'
import { type Static, Type } from 'typebox'
import type { FormFault } from '../../../kit/forms/ErrorSummary.tsx'
import { say } from '../../../kit/words/say.ts'
import { filled } from '../parts/callback-rows.ts'
import { callbackFaults, faultOf, nameFault, problemFaults, scopeFaults } from '../parts/field-faults.ts'
import { Others } from './others.ts'

/** What the form holds while somebody fills it in; also the shape of the kept draft. */
export const RegisterValues = Type.Object({
  way: Type.Union([Type.Literal('internal'), Type.Literal('external')]),
  kind: ApplicationKind,
  vendorName: Type.String(),
  name: Type.String(),
  signsInOnly: Type.Boolean(),
  scopes: Type.Array(Type.String()),
  scopeReason: Type.String(),
  callbackUrls: Type.Array(Type.String()),
  grantTypes: ClientMetadata.properties.grantTypes,
  /** How a confidential application proves itself. */
  proof: Type.Union([Type.Literal('secret'), Type.Literal('keys'), Type.Literal('url')]),
  jwks: Type.String(),
  jwksUri: Type.String(),
  clientUri: Type.String(),
  logoUri: Type.String(),
  policyUri: Type.String(),
  tosUri: Type.String(),
  supportEmail: Type.String(),
  externalId: Type.Union([Type.String(), Type.Null()]),
  /** Of the external application: the optional scopes that it is not given. */
  leftOut: Type.Array(Type.String()),
  /** Of a duplicate: what it takes over beside the fields of the form. */
  others: Type.Union([Others, Type.Null()]),
})

export type RegisterValues = Static<typeof RegisterValues>

export const EMPTY: RegisterValues = {
  way: 'internal',
  kind: 'server',
  vendorName: '',
  name: '',
  signsInOnly: false,
  scopes: [],
  scopeReason: '',
  callbackUrls: [''],
  grantTypes: [...KIND_DEFAULTS.server.grantTypes],
  proof: 'secret',
  jwks: '',
  jwksUri: '',
  clientUri: '',
  logoUri: '',
  policyUri: '',
  tosUri: '',
  supportEmail: '',
  externalId: null,
  leftOut: [],
  others: null,
}

/** What choosing a kind sets; whatever was typed stays. */
export function choiceOf(kind: ApplicationKind): Partial<RegisterValues> {
  const { grantTypes, clientType } = KIND_DEFAULTS[kind]
  return {
    kind,
    grantTypes: [...grantTypes],
    ...(grantTypes.includes('authorization_code') ? {} : { signsInOnly: false }),
    ...(clientType === 'public' ? { proof: 'secret' } : {}),
  }
}

/** Whether people sign in to it, so that it is asked where they come back to. */
export function signsPeopleIn({ grantTypes }: Pick<RegisterValues, 'grantTypes'>): boolean {
  return grantTypes.includes('authorization_code')
}

/** Whether anything has been typed or chosen that would be missed. In: the values, and what the form began with. */
export function isTouched(values: RegisterValues, beginning: RegisterValues = EMPTY): boolean {
  return JSON.stringify(values) !== JSON.stringify(beginning)
}

function textOrNull(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}

/** The grants that are sent: what signs people in only gets no token for itself. */
function grantsOf({ grantTypes, signsInOnly }: RegisterValues): GrantType[] {
  return signsInOnly ? grantTypes.filter(grant => grant !== 'client_credentials') : [...grantTypes]
}

function metadataOf(values: RegisterValues, needReason: boolean) {
  const { kind, proof, jwks, jwksUri } = values
  return {
    kind,
    grantTypes: grantsOf(values),
    scopeReason: needReason ? textOrNull(values.scopeReason) : null,
    clientUri: textOrNull(values.clientUri),
    logoUri: textOrNull(values.logoUri),
    policyUri: textOrNull(values.policyUri),
    tosUri: textOrNull(values.tosUri),
    supportEmail: textOrNull(values.supportEmail),
    ...(proof === 'secret' ? {} : { tokenEndpointAuthMethod: 'private_key_jwt' as const }),
    ...(proof === 'keys' ? { jwks } : {}),
    ...(proof === 'url' ? { jwksUri: jwksUri.trim() } : {}),
  }
}

/** What the body hangs on beside the form: the scopes that want a reason, and the business unit's bound, in seconds. */
type BodySurroundings = {
  readonly sensitive: readonly string[]
  readonly longestAccessToken: number | null
}

/** The body of the request. */
export function bodyOf(values: RegisterValues, around: BodySurroundings) {
  const { clientType, accessToken } = KIND_DEFAULTS[values.kind]
  const scopes = values.signsInOnly ? [] : [...values.scopes]
  const life = accessToken === null ? null : Math.min(accessToken, around.longestAccessToken ?? accessToken)
  const { metadata = {}, lifetimes, optionalScopes, ...others } = values.others ?? {}
  return {
    ...others,
    ...(optionalScopes === undefined
      ? {}
      : { optionalScopes: optionalScopes.filter(scope => scopes.includes(scope)) }),
    vendorName: values.vendorName,
    name: values.name,
    clientType,
    scopes,
    callbackUrls: filled(values.callbackUrls),
    metadata: {
      ...metadata,
      ...metadataOf(
        values,
        scopes.some(scope => around.sensitive.includes(scope)),
      ),
    },
    ...(life === null && lifetimes === undefined
      ? {}
      : { lifetimes: { ...(life === null ? {} : { accessToken: life }), ...lifetimes } }),
  }
}

/** Judges the form by the rules of the contract, all faults at once, in the order of the fields. */
export function faultsOf(values: RegisterValues): FormFault[] {
  if (values.way === 'external') {
    if (values.externalId !== null) return []
    const missing = faultOf('applicationId', say('Choose the application to authorize.'))
    return missing === null ? [] : [missing]
  }
  return [
    ...nameFault('vendorName', say('Vendor Name'), values.vendorName),
    ...nameFault('name', say('Application Name'), values.name),
    ...callbackFaults(values.callbackUrls),
    ...scopeFaults(values.scopes, values.signsInOnly),
  ]
}

/**
 * Brings the server's faults to their fields.
 *
 * In: the problem and the values that were sent. Out: the faults, empty where none belongs to a field; then the
 * problem's own words have to be shown. A clash (409) belongs to the name, or to the choice of an external application.
 */
export function faultsFrom(problem: Problem, values: RegisterValues): FormFault[] {
  const faults = problemFaults(problem, new Map([['callbackUrls', values.callbackUrls]]))
  if (faults.length > 0 || problem.status !== 409) return faults
  const clash = faultOf(values.way === 'external' ? 'applicationId' : 'name', problem.detail)
  return clash === null ? [] : [clash]
}

/** The values that a control stands for, by the beginning of its id; the others are named as the control is. */
const BEHIND = new Map<string, readonly (keyof RegisterValues)[]>([
  ['scopes', ['scopes', 'signsInOnly', 'leftOut']],
  ['externalId', ['externalId']],
  ['applicationId', ['externalId']],
  ['metadata.jwks', ['jwks', 'proof']],
  ['metadata.jwksUri', ['jwksUri', 'proof']],
  ['metadata.kind', ['kind']],
])

function isValue(name: string): name is keyof RegisterValues {
  return Object.hasOwn(EMPTY, name)
}

function behind(control: string): readonly (keyof RegisterValues)[] {
  const field = control.replace(/\.\d+$/, '')
  const own = BEHIND.get(field)
  const name = field.replace(/^metadata\./, '')
  return own ?? (isValue(name) ? [name] : [])
}

/**
 * The faults that still hold after a change: none of a field that changed, and none at all once the other way was
 * chosen, since its fields are gone.
 */
export function faultsLeft(
  faults: readonly FormFault[],
  before: RegisterValues,
  after: RegisterValues,
): readonly FormFault[] {
  if (before.way !== after.way) return []
  return faults.filter(({ control }) => behind(control).every(name => before[name] === after[name]))
}
