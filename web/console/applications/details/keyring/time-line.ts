/** A credential on the time line; times in milliseconds. */
export type Held = {
  readonly id: string
  readonly name: string
  readonly kind: 'secret' | 'key'
  /** When it was made or added; null: before that was kept. */
  readonly from: number | null
  /** When it ends; null: not by itself. */
  readonly to: number | null
  readonly usedAt: number | null
  readonly quarantinedAt: number | null
}

/** From where to where on the line, in percent of it. */
type Span = { readonly start: number; readonly width: number }

/** What is drawn of one credential; null: nothing of the kind. */
type Bar = {
  readonly lived: Span | null
  readonly ahead: Span | null
  /** While its successor works beside it. */
  readonly overlap: Span | null
  readonly quarantine: Span | null
  readonly used: number | null
}

type Line = { readonly start: number; readonly end: number; readonly now: number }

const DAY = 86_400_000
const LEAST = 30 * DAY
const MOST = 366 * DAY

/** The stretch of time that shows all of them, 30 days to a year either way. */
export function lineOf(held: readonly Held[], now: number): Line {
  const starts = held.flatMap(({ from }) => from ?? [])
  const ends = held.flatMap(({ to }) => to ?? [])
  return {
    start: Math.max(Math.min(now - LEAST, ...starts), now - MOST),
    end: Math.min(Math.max(now + LEAST, ...ends), now + MOST),
    now,
  }
}

/** Where a moment stands on the line, in percent; what is beyond it stands at its end. */
export function placeOn({ start, end }: Line, at: number): number {
  const place = ((at - start) / (end - start)) * 100
  return Math.round(Math.min(100, Math.max(0, place)) * 100) / 100
}

function span(line: Line, from: number, to: number): Span | null {
  if (to <= from || to <= line.start || from >= line.end) return null
  const start = placeOn(line, from)
  return { start, width: Math.round((placeOn(line, to) - start) * 100) / 100 }
}

/** Since when a successor works beside one that is to end; null: none does. */
export function replacedSince(one: Held, all: readonly Held[]): number | null {
  const { from, to } = one
  if (to === null) return null
  const later = all.flatMap(other =>
    other.id !== one.id && other.kind === one.kind && other.from !== null && other.from > (from ?? 0)
      ? other.from
      : [],
  )
  const first = Math.min(...later)
  return first < to ? first : null
}

/** What is drawn of a credential. In: it, all of its application, and the line they stand on. */
export function barOf(one: Held, all: readonly Held[], line: Line): Bar {
  const { now, start, end } = line
  const from = one.from ?? start
  const to = one.to ?? end
  const closed = one.quarantinedAt
  const since = replacedSince(one, all)
  return {
    lived: span(line, from, Math.min(to, closed ?? now)),
    ahead: closed === null ? span(line, Math.max(from, now), to) : null,
    overlap: since === null || closed !== null ? null : span(line, since, to),
    quarantine: closed === null ? null : span(line, closed, to),
    used: one.usedAt === null || one.usedAt < start ? null : placeOn(line, one.usedAt),
  }
}
