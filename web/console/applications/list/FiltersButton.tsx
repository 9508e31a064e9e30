import { IconFilter } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { say } from '../../../kit/words/say.ts'
import { OpenButton } from './OpenButton.tsx'
import type { ToolbarProps } from './toolbar-props.ts'

const FilterForm = lazyRouteComponent(() => import('./opened/FilterForm.tsx'), 'FilterForm')

/** Everything else that a list can be narrowed by; what is chosen stands as chips and in the address. */
export function FiltersButton(props: ToolbarProps) {
  return (
    <OpenButton
      icon={<IconFilter size={16} aria-hidden />}
      words={say('Filters')}
      width={320}
      height={400}
      loading={say('Loading the filters')}
    >
      {close => <FilterForm {...props} onDone={close} />}
    </OpenButton>
  )
}
