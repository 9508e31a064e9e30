import { Button } from '@mantine/core'
import { lazyRouteComponent } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { say } from '../../../../kit/words/say.ts'
import type { ListSearch } from '../../list-place/list-search.ts'
import type { Chosen } from './use-chosen.ts'

const PlanDialog = lazyRouteComponent(() => import('./PlanDialog.tsx'), 'PlanDialog')

type ChosenBarProps = {
  readonly chosen: Chosen
  readonly search: ListSearch
  readonly counted: { readonly total: number; readonly moreThanTotal: boolean }
}

function countWords({ chosen, counted }: ChosenBarProps): string {
  if (!chosen.all) {
    return say('{count, plural, one {# selected} other {# selected}}', { count: chosen.ids.size })
  }
  const { total } = counted
  return counted.moreThanTotal
    ? say('All of more than {total, number} that match are selected', { total })
    : say('{total, plural, one {The one that matches is selected} other {All # that match are selected}}', {
        total,
      })
}

/** What is chosen, and the way to change it. It stands where the count of the list stands otherwise. */
export function ChosenBar(props: ChosenBarProps) {
  const { chosen, search, counted } = props
  const [asking, setAsking] = useState(false)
  const more = counted.moreThanTotal || counted.total > chosen.ids.size
  return (
    <div className="lk-chosen">
      <span role="status">{countWords(props)}</span>
      {chosen.all || !more ? null : (
        <button type="button" className="lk-linklike" onClick={chosen.takeAll}>
          {say('Select all that match')}
        </button>
      )}
      <button type="button" className="lk-linklike" onClick={chosen.clear}>
        {say('Clear selection')}
      </button>
      <Button size="compact-sm" onClick={() => setAsking(true)}>
        {say('Change…')}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <PlanDialog chosen={chosen} search={search} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
