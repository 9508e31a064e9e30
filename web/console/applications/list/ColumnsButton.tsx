import { IconColumns3 } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { say } from '../../../kit/words/say.ts'
import { OpenButton } from './OpenButton.tsx'
import type { ToolbarProps } from './toolbar-props.ts'

const ColumnChoice = lazyRouteComponent(() => import('./opened/ColumnChoice.tsx'), 'ColumnChoice')

/** Which columns stand beside the name. Their order is fixed. */
export function ColumnsButton(props: ToolbarProps) {
  return (
    <OpenButton
      icon={<IconColumns3 size={16} aria-hidden />}
      words={say('Columns')}
      width={220}
      height={350}
      loading={say('Loading the columns')}
    >
      {() => <ColumnChoice {...props} />}
    </OpenButton>
  )
}
