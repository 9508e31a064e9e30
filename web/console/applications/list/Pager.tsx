import { Button, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { getRouteApi, useLocation } from '@tanstack/react-router'
import { say } from '../../../kit/words/say.ts'
import { changed, type ListSearch, PAGE_SIZES } from '../list-place/list-search.ts'
import { back, onward, type Place, rangeOf } from './cursor-trail.ts'

const route = getRouteApi('/admin/account-settings/api-applications')

type PagerProps = {
  readonly search: ListSearch
  readonly shown: number
  readonly nextCursor: string | null
  /** How many match: exactly, or more than that. */
  readonly counted: { readonly total: number; readonly moreThanTotal: boolean }
}

const NO_TRAIL: readonly string[] = []

/** Previous and next page. The cursor stands in the address; the way back to earlier pages in the tab's history. */
export function Pager({ search, shown, nextCursor, counted }: PagerProps) {
  const navigate = route.useNavigate()
  const trail = useLocation({ select: location => location.state.trail }) ?? NO_TRAIL
  const place: Place = { cursor: search.cursor, trail }
  const range = rangeOf(place, Number(search.limit ?? PAGE_SIZES[0]), shown)
  const go = (to: Place) =>
    void navigate({ search: changed(search, { cursor: to.cursor }), state: { trail: to.trail } })
  const known = trail.length > 0
  return (
    <nav className="lk-pager" aria-label={say('Pages')}>
      <span>{placeInWords(range === null ? String(shown) : `${range.from}–${range.to}`, counted)}</span>
      <NativeSelect
        size="xs"
        aria-label={say('Rows per page')}
        value={search.limit ?? PAGE_SIZES[0]}
        onChange={event =>
          void navigate({ search: changed(search, readLimit(event.currentTarget.value)), replace: true })
        }
        data={PAGE_SIZES.map(value => ({ value, label: say('{value} per page', { value }) }))}
      />
      <Button
        variant="default"
        size="xs"
        disabled={search.cursor === undefined}
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        onClick={() => go(back(place))}
      >
        {known || search.cursor === undefined ? say('Previous') : say('First page')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={nextCursor === null}
        rightSection={<IconChevronRight size={16} aria-hidden />}
        onClick={() => nextCursor === null || go(onward(place, nextCursor))}
      >
        {say('Next')}
      </Button>
    </nav>
  )
}

function placeInWords(rows: string, { total, moreThanTotal }: PagerProps['counted']): string {
  return moreThanTotal
    ? say('{rows} of more than {total, number}', { rows, total })
    : say('{rows} of {total, number}', { rows, total })
}

/** 25 is the API's own choice, so it does not stand in the address. */
function readLimit(value: string): { readonly limit: string | undefined } {
  return { limit: value === PAGE_SIZES[0] ? undefined : value }
}
