import { type Static, Type } from 'typebox'
import { Check } from 'typebox/value'
import { fieldFaults } from '../../field-faults.ts'
import { checkName, nameKey } from '../../names.ts'
import type { FieldFault } from '../../problem.ts'
import type { BodyOf } from '../../route.ts'
import { printStated } from '../../stated.ts'
import { type Application, type ClientType, editApplication, registerApplication } from '../applications.ts'
import { checkCallbackUrls } from '../callback-url.ts'
import { DEFAULT_METADATA, type Lifetimes } from '../client-metadata.ts'

/** What the first line of a file says; another shape of the file would say another. */
export const MANIFEST_VERSION = 'latchkey/v1'

const { vendorName, name, clientType, scopes, optionalScopes, callbackUrls } =
  registerApplication.body.properties
const { implicitAllowed, rotateRefreshTokens, metadata, lifetimes } = registerApplication.body.properties

/**
 * An application as a file: what the management API takes when it registers one, field by field the same schemas, with
 * a head that says what the file is. No field of it holds a secret.
 */
export const Manifest = Type.Object(
  {
    apiVersion: Type.Literal(MANIFEST_VERSION, { description: 'What the file follows.' }),
    kind: Type.Literal('Application'),
    id: Type.Optional(
      Type.String({
        maxLength: 100,
        description:
          'The Application ID, where the file is of one certain application. An external application needs it; without it the file is of the internal application with this vendor name and name.',
      }),
    ),
    vendorName,
    name,
    clientType,
    scopes,
    optionalScopes,
    callbackUrls,
    implicitAllowed,
    rotateRefreshTokens,
    metadata,
    lifetimes,
  },
  {
    additionalProperties: false,
    title: 'Latchkey application',
    description:
      'An API application as a file. A field that is absent has its default; of an external application, what its vendor decides is left as it is.',
  },
)
export type Manifest = Static<typeof Manifest>

type Edit = BodyOf<typeof editApplication>

/** What a field holds, as it can stand in a file. */
export type FieldValue = string | number | boolean | null | readonly string[]

/** One field that would change. Of a list, what it would gain and lose: both empty where only the order would change. */
export type ManifestChange =
  | {
      readonly kind: 'value'
      readonly field: string
      readonly before: FieldValue
      readonly after: FieldValue
    }
  | {
      readonly kind: 'list'
      readonly field: string
      readonly before: readonly string[]
      readonly after: readonly string[]
      readonly added: readonly string[]
      readonly removed: readonly string[]
    }

/** What would become of an application if a file were applied to it. */
type ManifestPlan = {
  readonly changes: readonly ManifestChange[]
  /** What to send to the management API; null where nothing would change. */
  readonly patch: Edit | null
  /** What the file asks for and nobody can change. With any of them, nothing should be sent. */
  readonly faults: readonly FieldFault[]
}

/** The manifest as a JSON Schema, with the bounds that hold. */
export function manifestJsonSchema(): unknown {
  const printed: unknown = printStated(Manifest)
  return Object.assign({ $schema: 'https://json-schema.org/draft/2020-12/schema' }, printed)
}

type State = Required<Pick<Edit, 'vendorName' | 'name' | 'scopes' | 'optionalScopes' | 'callbackUrls'>> &
  Pick<Application, 'implicitAllowed' | 'rotateRefreshTokens' | 'metadata' | 'lifetimes'>

const NO_LIFETIMES: Lifetimes = { accessToken: null, refreshIdle: null, refreshLongest: null }

/** What holds where a file says nothing; it always says its names and scopes. */
type Ground = Omit<State, 'vendorName' | 'name' | 'scopes'>

/** How an application stands of which nothing is said but what it must have. */
function defaultsOf(type: ClientType): Ground {
  return {
    optionalScopes: [],
    callbackUrls: [],
    implicitAllowed: false,
    rotateRefreshTokens: type === 'public',
    metadata: DEFAULT_METADATA,
    lifetimes: NO_LIFETIMES,
  }
}

/** What holds where a file says nothing: what its vendor decides of an external application stays. */
function groundOf(application: Application): Ground {
  const defaults = defaultsOf(application.clientType)
  if (application.type === 'internal') return defaults
  const { optionalScopes, callbackUrls, rotateRefreshTokens, metadata } = application
  return { ...defaults, optionalScopes, callbackUrls, rotateRefreshTokens, metadata }
}

/** The fields in the order of the file, those of a group by `group.name`. */
function fieldsOf(state: Ground & Partial<State>) {
  const { metadata, lifetimes, vendorName = '', name = '', scopes = [], ...plain } = state
  const { optionalScopes, callbackUrls, implicitAllowed, rotateRefreshTokens } = plain
  const top = { vendorName, name, scopes, optionalScopes, callbackUrls, implicitAllowed, rotateRefreshTokens }
  // Only what is known here: a newer server may say more.
  const inGroup = (group: string, fields: object, known: object): [string, FieldValue][] =>
    Object.keys(known).map(field => [`${group}.${field}`, Reflect.get(fields, field) ?? null])
  return new Map<string, FieldValue>([
    ...Object.entries(top),
    ...inGroup('metadata', metadata, DEFAULT_METADATA),
    ...inGroup('lifetimes', lifetimes, NO_LIFETIMES),
  ])
}

/** The order of every other list means nothing. */
const ORDERED: readonly string[] = ['metadata.defaultAcrValues']

/** What `list` holds beyond `other`; what stands twice counts twice. */
function beyond(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other]
  return list.filter(text => {
    const index = left.indexOf(text)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

const isList = (value: FieldValue): value is readonly string[] => Array.isArray(value)

function changeOf(field: string, before: FieldValue, after: FieldValue): ManifestChange | null {
  if (!isList(before) || !isList(after)) {
    return before === after ? null : { kind: 'value', field, before, after }
  }
  const [added, removed] = [beyond(after, before), beyond(before, after)]
  const moved = ORDERED.includes(field) && before.some((text, index) => text !== after[index])
  if (added.length === 0 && removed.length === 0 && !moved) return null
  return { kind: 'list', field, before, after, added, removed }
}

function changesBetween(before: Map<string, FieldValue>, after: Map<string, FieldValue>): ManifestChange[] {
  return [...after].flatMap(([field, value]) => changeOf(field, before.get(field) ?? null, value) ?? [])
}

/** Fields put back into their groups. In: pairs of a field as {@link fieldsOf} names it and its value. */
function grouped(fields: Iterable<readonly [string, FieldValue]>): { [name: string]: unknown } {
  const groups = new Map<string, Map<string, FieldValue>>()
  const top: [string, unknown][] = []
  for (const [field, value] of fields) {
    const [group = '', name] = field.split('.')
    if (name === undefined) top.push([field, value])
    else groups.set(group, (groups.get(group) ?? new Map()).set(name, value))
  }
  const inside = [...groups].map(([group, map]): [string, unknown] => [group, Object.fromEntries(map)])
  return Object.fromEntries([...top, ...inside])
}

/**
 * An application as a file, without whatever has its default. In: the application, and whether the file is of this
 * one alone; of an external application it always is.
 */
export function manifestOf(application: Application, withId = false): Manifest {
  const { id, type, vendorName, name, clientType, scopes } = application
  const chosen = changesBetween(
    fieldsOf({ ...groundOf(application), vendorName, name, scopes }),
    fieldsOf(application),
  )
  const manifest: unknown = {
    apiVersion: MANIFEST_VERSION,
    kind: 'Application',
    ...(withId || type === 'external' ? { id } : {}),
    vendorName,
    name,
    ...(clientType === 'public' ? { clientType } : {}),
    scopes,
    ...grouped(chosen.map(({ field, after }) => [field, after] as const)),
  }
  if (!Check(Manifest, manifest)) throw new Error(`${id} cannot be written as a file`)
  return manifest
}

/** What to send to the management API to register what a file describes. */
export function registrationOf(manifest: Manifest): BodyOf<typeof registerApplication> {
  const { apiVersion: _version, kind: _kind, id: _id, ...body } = manifest
  return body
}

/** What a file describes that nothing else is known of, field by field, without what has its default. */
export function choicesOf(manifest: Manifest): readonly ManifestChange[] {
  const ground = defaultsOf(manifest.clientType ?? 'confidential')
  const after = wanted(manifest, ground)
  const { vendorName, name } = after
  return changesBetween(fieldsOf({ ...ground, vendorName, name }), fieldsOf(after))
}

/** How the application would stand. In: the file, and what holds where it says nothing. */
function wanted(manifest: Manifest, ground: Ground): State {
  const { scopes, optionalScopes, callbackUrls, implicitAllowed, rotateRefreshTokens } = manifest
  return {
    vendorName: keptName(manifest.vendorName),
    name: keptName(manifest.name),
    scopes,
    optionalScopes: optionalScopes ?? ground.optionalScopes,
    callbackUrls: callbackUrls ?? ground.callbackUrls,
    implicitAllowed: implicitAllowed ?? ground.implicitAllowed,
    rotateRefreshTokens: rotateRefreshTokens ?? ground.rotateRefreshTokens,
    metadata: { ...ground.metadata, ...manifest.metadata },
    lifetimes: { ...ground.lifetimes, ...manifest.lifetimes },
  }
}

/** A name as it is kept. */
function keptName(text: string): string {
  const verdict = checkName(text, 'Name')
  return verdict.ok ? verdict.value : text
}

/** Finds what would change if a file were applied to an application. */
export function planOf(manifest: Manifest, application: Application): ManifestPlan {
  const faults = fixedFaults(manifest, application)
  const wish = wanted(manifest, groundOf(application))
  const { vendorName, name } = application
  const after = application.type === 'external' ? { ...wish, vendorName, name } : wish
  const changes = changesBetween(fieldsOf(application), fieldsOf(after))
  if (changes.length === 0) return { changes, patch: null, faults }
  const patch: unknown = grouped(changes.map(change => [change.field, change.after] as const))
  if (!Check(editApplication.body, patch)) throw new Error(`the plan for ${application.id} is no edit`)
  return { changes, patch, faults }
}

/** What was settled when the application was registered, and what its vendor calls an external one. */
function fixedFaults(manifest: Manifest, application: Application): FieldFault[] {
  const external = application.type === 'external'
  const fixed = (field: 'vendorName' | 'name' | 'clientType'): FieldFault => ({
    path: `/${field}`,
    rule: 'fixed',
    message: `${field} is ${JSON.stringify(application[field])} and cannot be changed${external ? ' here' : ': register another application instead'}.`,
  })
  const type = manifest.clientType ?? (external ? application.clientType : 'confidential')
  const renamed = (field: 'vendorName' | 'name') =>
    external && nameKey(manifest[field]) !== nameKey(application[field])
  return [
    ...(renamed('vendorName') ? [fixed('vendorName')] : []),
    ...(renamed('name') ? [fixed('name')] : []),
    ...(type === application.clientType ? [] : [fixed('clientType')]),
  ]
}

type Verdict =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

/**
 * Judges what a file holds by its schema and by the rules that need no server.
 * In: the file as plain data. Out: the manifest, or all faults at once, each with its field.
 */
export function checkManifest(value: unknown): Verdict {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `The file must be an object that begins with apiVersion: ${MANIFEST_VERSION} and kind: Application.`
    return { ok: false, faults: [{ path: '', rule: 'type', message }] }
  }
  if (!Check(Manifest, value)) return { ok: false, faults: fieldFaults(Manifest, value) }
  const faults = ruleFaults(value)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, manifest: value }
}

function ruleFaults(manifest: Manifest): FieldFault[] {
  const vendor = checkName(manifest.vendorName, 'Vendor Name')
  const name = checkName(manifest.name, 'Application Name')
  const urls = (path: string, list: readonly string[] = []) =>
    checkCallbackUrls(list).map(({ index, rule, message }) => ({
      path: index === null ? path : `${path}/${index}`,
      rule,
      message,
    }))
  return [
    ...(vendor.ok ? [] : [{ path: '/vendorName', rule: vendor.rule, message: vendor.message }]),
    ...(name.ok ? [] : [{ path: '/name', rule: name.rule, message: name.message }]),
    ...urls('/callbackUrls', manifest.callbackUrls),
    ...urls('/metadata/postLogoutRedirectUris', manifest.metadata?.postLogoutRedirectUris),
  ]
}
