import { AUDIT_GROUPS, type AuditGroup } from '@latchkey/contract/audit/groups.ts'
import type { AuditFilter } from '@latchkey/contract/audit/log.ts'

/** What the page of the log shows, as it stands in the address. */
export type AuditSearch = {
  readonly tab?: 'proof'
  readonly actor?: string
  readonly action?: string
  readonly group?: AuditGroup
  readonly targetKind?: string
  readonly target?: string
  readonly requestId?: string
  /** Days such as 2026-11-28, as they are where the reader is. */
  readonly from?: string
  readonly until?: string
  /** The one entry that a link leads to. */
  readonly entry?: string
}

const TEXTS = ['actor', 'action', 'targetKind', 'target', 'requestId', 'entry'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

function isDay(text: unknown): text is string {
  return typeof text === 'string' && DAY.test(text) && !Number.isNaN(Date.parse(text))
}

/** Reads the page's part of the address; what is unknown or empty is dropped. */
export function readAuditSearch(raw: { readonly [name: string]: unknown }): AuditSearch {
  const texts = TEXTS.flatMap(name => {
    const value = raw[name]
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : []
  })
  const group = AUDIT_GROUPS.find(each => each === raw['group'])
  const { from, until } = raw
  return {
    ...(raw['tab'] === 'proof' ? { tab: 'proof' as const } : {}),
    ...Object.fromEntries(texts),
    ...(group === undefined ? {} : { group }),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
  }
}

/** Whether the log is narrowed by anything. */
export function isNarrowed({ tab: _tab, entry: _entry, ...filters }: AuditSearch): boolean {
  return Object.keys(filters).length > 0
}

/** Midnight of a day where the reader is; `later` days after it. */
function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** What the server is asked for: whole days of the reader, the last one included. */
export function queryOf(search: AuditSearch): AuditFilter {
  const { tab: _tab, entry: _entry, from, until, ...rest } = search
  return {
    ...rest,
    ...(from === undefined ? {} : { from: midnight(from, 0) }),
    ...(until === undefined ? {} : { until: midnight(until, 1) }),
  }
}

/** What somebody typed or pasted into the one field for names and ids, as the filter that it is. */
export function readSought(typed: string): AuditSearch {
  const text = typed.trim()
  if (text === '') return {}
  if (/^req_[0-9a-f]{32}$/.test(text)) return { requestId: text }
  if (/^aud_[0-9a-f]{32}$/.test(text)) return { entry: text }
  if (/^[a-z]{2,4}_[0-9a-f]{32}$/.test(text)) return { target: text }
  return { actor: text }
}
