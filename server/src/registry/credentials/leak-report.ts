import { err, ok, type Result } from '../../lib/result.ts'

/** A secret that somebody found, and where. All of it is a stranger's text. */
export type Finding = {
  readonly secret: string
  /** Where it was found, as text: nothing ever fetches it. Empty: not said. */
  readonly url: string
  /** In what it was found, for example `commit`. Empty: not said. */
  readonly source: string
}

/** Why a report cannot be taken, judged by its form alone. */
export type ReportFault = 'form' | 'too-many'

/** How many findings one report may hold. */
export const MOST_FINDINGS = 500

/** A secret of ours has 53 characters; spaces around it do no harm. */
const LONGEST_SECRET = 200
/** What is kept of where it was found. */
const LONGEST_URL = 500
const LONGEST_SOURCE = 50

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text that can be shown on one line; anything else counts as not said. */
function shown(value: unknown, longest: number): string {
  if (typeof value !== 'string') return ''
  return Array.from(value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''))
    .slice(0, longest)
    .join('')
}

function readFinding(value: unknown): Finding | null {
  if (!isObject(value)) return null
  const { secret, token, url, source } = value
  const found = secret ?? token
  if (typeof found !== 'string') return null
  return {
    secret: found.length > LONGEST_SECRET ? '' : found.trim(),
    url: shown(url, LONGEST_URL),
    source: shown(source, LONGEST_SOURCE),
  }
}

/**
 * Reads a report of found secrets: one finding `{ secret, url?, source? }`, or a list of them; `token` is taken for
 * `secret`, so that the list may be what GitHub's secret scanning sends. Other members are passed over.
 * In: a JSON value. Out: what was found, each secret once. Refuses what has another form, and more than 500 findings.
 */
export function readReport(value: unknown): Result<readonly Finding[], ReportFault> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (entries.length > MOST_FINDINGS) return err('too-many')
  const findings = entries.map(readFinding)
  const bySecret = new Map<string, Finding>()
  for (const finding of findings) {
    if (finding === null) return err('form')
    if (!bySecret.has(finding.secret)) bySecret.set(finding.secret, finding)
  }
  return ok([...bySecret.values()])
}
