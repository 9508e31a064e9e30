const ACTIONS = new Map<string, string>([
  ['application.registered', 'registered the application'],
  ['application.authorized', 'authorized the application'],
  ['application.published', 'published the application'],
  ['application.edited', 'edited the application'],
  ['application.deactivated', 'deactivated the application'],
  ['application.activated', 'activated the application'],
  ['secret.added', 'added a client secret'],
  ['secret.revoked', 'revoked a client secret'],
])

/**
 * What somebody did, in words that follow their name.
 * In: the stable word of the audit entry. Out: its sentence, or the word itself where this page does not know it.
 */
export function actionWords(action: string): string {
  return ACTIONS.get(action) ?? action.replaceAll('.', ' ').replaceAll('-', ' ')
}

/** A value before or after a change, as people read it. In: the audit entry's text, or null for none. */
export function valueWords(value: string | null): string {
  if (value === null || value === '') return 'none'
  if (value === 'true') return 'on'
  return value === 'false' ? 'off' : value
}
