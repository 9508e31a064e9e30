import { type Answer, isRecord, parseJson } from '../support/wire/answer.ts'

/** What is compared of an answer, each in one text. */
const ASPECTS = ['goes', 'status', 'error', 'fields', 'headers'] as const
type Aspect = (typeof ASPECTS)[number]
type Seen = Readonly<Record<Aspect, string>>

export type Difference = {
  readonly script: string
  readonly aspect: Aspect
  readonly ours: string
  readonly oracle: string
}

/** True for the name of something that is compared. */
export function isAspect(text: string): text is Aspect {
  return ASPECTS.some(aspect => aspect === text)
}

/** Extra words beside a code that both may choose; which ones is not compared. */
const FREE = new Set(['error_description', 'request_id', 'error_uri'])

function namesOf(names: Iterable<string>): string {
  return (
    [...names]
      .filter(name => !FREE.has(name))
      .toSorted()
      .join(' ') || '-'
  )
}

function headersOf(answer: Answer): string {
  const { headers } = answer
  const told: string[] = []
  if (/no-store/.test(headers.get('cache-control') ?? '')) told.push('no-store')
  const challenge = headers.get('www-authenticate')
  if (challenge !== null) told.push(`www-authenticate ${challenge.split(' ', 1)[0]}`)
  if (headers.has('retry-after')) told.push('retry-after')
  return told.join(', ') || '-'
}

/** Reads an answer into what is compared. */
function seen(answer: Answer): Seen {
  const status = String(answer.status)
  const headers = headersOf(answer)
  const location = answer.location()
  if (location !== null) {
    const inFragment = location.hash.length > 1
    const parameters = inFragment ? new URLSearchParams(location.hash.slice(1)) : location.searchParams
    const goes = inFragment ? 'application, in the fragment' : 'application'
    return {
      goes,
      status,
      error: parameters.get('error') ?? '-',
      fields: namesOf(parameters.keys()),
      headers,
    }
  }
  const type = answer.headers.get('content-type') ?? ''
  if (type.includes('json')) {
    const body = parseJson(answer.text)
    const members = isRecord(body) ? body : {}
    const error = typeof members['error'] === 'string' ? members['error'] : '-'
    return { goes: 'JSON', status, error, fields: namesOf(Object.keys(members)), headers }
  }
  const goes = answer.text === '' ? 'nothing' : 'page'
  return { goes, status, error: '-', fields: '-', headers }
}

/** Tells in what two answers to one script differ. */
export function differencesOf(script: string, ours: Answer, oracle: Answer): readonly Difference[] {
  const [a, b] = [seen(ours), seen(oracle)]
  // Where an answer went to another place, the rest differs by that alone.
  const compared: readonly Aspect[] = a.goes === b.goes ? ASPECTS : ['goes', 'status', 'error']
  return compared
    .filter(aspect => a[aspect] !== b[aspect])
    .map(aspect =>
      aspect === 'fields'
        ? { script, aspect, ours: without(a.fields, b.fields), oracle: without(b.fields, a.fields) }
        : { script, aspect, ours: a[aspect], oracle: b[aspect] },
    )
}

/** The fields that only one of the two answers holds. */
function without(names: string, others: string): string {
  const known = new Set(others.split(' '))
  return namesOf(names.split(' ').filter(name => !known.has(name)))
}
