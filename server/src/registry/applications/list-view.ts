import { MAX_VIEWS } from '@latchkey/contract/applications/list-views.ts'
import { checkName, nameKey } from '@latchkey/contract/names.ts'
import { quoted } from '@latchkey/contract/quoted.ts'
import type { UserId } from '../../lib/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { FieldFault } from '../refusal.ts'

/** A view of the list of applications that a user saved: parameters of the list, and which columns are shown. */
export type ListView = {
  readonly id: string
  readonly userId: UserId
  readonly name: string
  readonly query: Readonly<Record<string, string>>
  /** Null: those that are shown at first. */
  readonly columns: string | null
  readonly default: boolean
}

/**
 * Judges a view beside the others of the same user.
 * In: the view as it shall be, and all views of the user, an earlier state of it among them or not.
 * Out: the view with its name as it is kept, and the key of the name. Refuses a bad name, one that another view has, and
 * one view too many.
 */
export function checkView(
  view: ListView,
  all: readonly ListView[],
): Result<{ readonly view: ListView; readonly key: string }, readonly FieldFault[]> {
  const name = checkName(view.name, 'The name of a view')
  if (!name.ok) return err([{ path: '/name', rule: name.rule, message: name.message }])
  const key = nameKey(name.value)
  const others = all.filter(({ id }) => id !== view.id)
  if (others.some(other => nameKey(other.name) === key)) {
    return err([{ path: '/name', rule: 'taken', message: `You have a view ${quoted(name.value)} already.` }])
  }
  if (others.length >= MAX_VIEWS) {
    const message = `You have ${MAX_VIEWS} views, which is as many as can be kept. Delete one first.`
    return err([{ path: '', rule: 'too-many', message }])
  }
  return ok({ view: { ...view, name: name.value }, key })
}
