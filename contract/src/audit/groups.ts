// Beside the operations, since addresses hold these words: a page's part of an address is read before the page is there.

/** What of a log can be asked for by itself, by what was acted on. */
export const AUDIT_GROUPS = [
  'sign-ins',
  'people',
  'applications',
  'credentials',
  'consents',
  'tokens',
  'business-unit',
  'platform',
  'alerts',
  'audit',
  'other',
] as const

export type AuditGroup = (typeof AUDIT_GROUPS)[number]

/** What of a history can be asked for by itself. */
export const HISTORY_GROUPS = ['settings', 'status', 'secrets', 'notes', 'consents', 'alerts'] as const

export type HistoryGroup = (typeof HISTORY_GROUPS)[number]
