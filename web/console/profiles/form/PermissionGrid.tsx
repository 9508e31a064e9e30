import { PERMISSIONS, type Permission } from '@latchkey/contract/route.ts'
import { Checkbox } from '@mantine/core'
import { say } from '../../../kit/words/say.ts'
import { useMe } from '../../frame/me.ts'
import { type Area, areasOf, COLUMNS, doingWords, OPERATORS_AREAS } from './permission-words.ts'
import { isImplied, withPermission } from './profile-values.ts'

type PermissionGridProps = {
  readonly held: readonly Permission[]
  /** Absent: it is only shown. */
  readonly onChange?: (permissions: readonly Permission[]) => void
  readonly fault: string | null
}

type BoxProps = Omit<PermissionGridProps, 'fault'> & {
  readonly permission: Permission
  readonly column: number
}

function Box({ held, onChange, permission, column }: BoxProps) {
  const { permissions: mine } = useMe()
  const implied = isImplied(held, permission)
  return (
    <Checkbox
      className="lk-permission-box"
      style={{ '--lk-column': column }}
      label={doingWords(permission)}
      checked={held.includes(permission)}
      disabled={onChange === undefined || implied || !mine.includes(permission)}
      onChange={event => onChange?.(withPermission(held, permission, event.currentTarget.checked))}
    />
  )
}

function AreaRow({ area, ...rest }: Omit<PermissionGridProps, 'fault'> & { readonly area: Area }) {
  const id = `area-${area.id}`
  return (
    <div role="group" className="lk-area" aria-labelledby={id}>
      <span id={id} className="lk-area-name">
        {area.words}
      </span>
      {area.cells.map(({ permission, column }) => (
        <Box key={permission} {...rest} permission={permission} column={COLUMNS.indexOf(column) + 2} />
      ))}
    </div>
  )
}

/** What a security profile permits, area by area. What whoever looks at it has not themselves is greyed. */
export function PermissionGrid({ fault, ...rest }: PermissionGridProps) {
  const { permissions: mine, user } = useMe()
  const shown = areasOf(PERMISSIONS).filter(
    area =>
      user.operator ||
      !OPERATORS_AREAS.has(area.id) ||
      area.cells.some(cell => rest.held.includes(cell.permission)),
  )
  const lacking = PERMISSIONS.some(
    permission =>
      !mine.includes(permission) &&
      shown.some(area => area.cells.some(cell => cell.permission === permission)),
  )
  return (
    <fieldset
      id="permissions"
      className="lk-fieldset"
      aria-describedby={fault === null ? undefined : 'permissions-fault'}
    >
      <legend>{say('What it permits')}</legend>
      <p className="lk-help">
        {say('In the console and the management API, area by area.')}{' '}
        {rest.onChange !== undefined && lacking
          ? say('What is greyed you do not have yourself, so you cannot give it.')
          : null}
      </p>
      {fault === null ? null : (
        <p className="lk-fault" id="permissions-fault">
          {fault}
        </p>
      )}
      <div className="lk-areas">
        {shown.map(area => (
          <AreaRow key={area.id} {...rest} area={area} />
        ))}
      </div>
    </fieldset>
  )
}
