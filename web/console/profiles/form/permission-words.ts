import { OPERATORS_ALONE, PERMISSIONS, type Permission } from '@latchkey/contract/route.ts'
import { say } from '../../../kit/words/say.ts'

/** What can be done in an area, in the order of the columns. */
export const COLUMNS = ['view', 'create', 'edit', 'rotate', 'deactivate', 'export'] as const

type Column = (typeof COLUMNS)[number]

const AREA_WORDS: ReadonlyMap<string, string> = new Map([
  ['api-applications', say('API applications')],
  ['consents', say('Consents for everybody')],
  ['business-unit', say('Settings of the business unit')],
  ['registration-tokens', say('Registration tokens')],
  ['users', say('Users')],
  ['security-profiles', say('Security profiles')],
  ['audit', say('Audit log')],
  ['platform', say('How the platform does')],
  ['business-units', say('Business units of the platform')],
  ['signing-keys', say('Signing keys')],
  ['catalogue', say('Catalogue of external applications')],
  ['mail', say('Letters of the platform')],
  ['apis', say('APIs of the platform')],
])

const COLUMN_WORDS = {
  view: say('View'),
  create: say('Create'),
  edit: say('Edit'),
  rotate: say('Rotate'),
  deactivate: say('Deactivate'),
  export: say('Export'),
} as const satisfies Record<Column, string>

/** Verbs that do not say enough by themselves. */
const OWN_WORDS: ReadonlyMap<Permission, string> = new Map<Permission, string>([
  ['consents:grant', say('Grant')],
  ['users:create', say('Invite')],
  ['security-profiles:delete', say('Delete')],
])

/** Verbs that stand in the column of another. */
const PLACED: ReadonlyMap<string, Column> = new Map([
  ['grant', 'create'],
  ['delete', 'deactivate'],
])

function isColumn(verb: string): verb is Column {
  return COLUMNS.some(column => column === verb)
}

function partsOf(permission: Permission): { readonly area: string; readonly column: Column } {
  const [area = '', verb = ''] = permission.split(':')
  return { area, column: isColumn(verb) ? verb : (PLACED.get(verb) ?? 'view') }
}

/** What a permission lets somebody do, without the area. */
export function doingWords(permission: Permission): string {
  return OWN_WORDS.get(permission) ?? COLUMN_WORDS[partsOf(permission).column]
}

/** A permission in words, with its area. */
export function permissionWords(permission: Permission): string {
  const { area } = partsOf(permission)
  return say('{area}: {doing}', { area: AREA_WORDS.get(area) ?? area, doing: doingWords(permission) })
}

type Cell = { readonly permission: Permission; readonly column: Column }
export type Area = { readonly id: string; readonly words: string; readonly cells: readonly Cell[] }

/** The areas in which these permissions lie, each with those of them that it has. */
export function areasOf(permissions: readonly Permission[]): readonly Area[] {
  const areas = new Map<string, Cell[]>()
  for (const permission of PERMISSIONS.filter(each => permissions.includes(each))) {
    const { area, column } = partsOf(permission)
    const cells = areas.get(area) ?? []
    cells.push({ permission, column })
    areas.set(area, cells)
  }
  return [...areas].map(([id, cells]) => ({ id, words: AREA_WORDS.get(id) ?? id, cells }))
}

/** Permissions in words, a line for each area. */
export function areaLines(permissions: readonly Permission[]): readonly string[] {
  return areasOf(permissions).map(({ words, cells }) => {
    const doing = cells.map(({ permission }) => doingWords(permission)).join(', ')
    return say('{area}: {doing}', { area: words, doing })
  })
}

/** What nobody outside of the platform's own business unit can have. */
export const OPERATORS_AREAS: ReadonlySet<string> = new Set(
  OPERATORS_ALONE.map(permission => partsOf(permission).area),
)
