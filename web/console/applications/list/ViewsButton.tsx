import { IconBookmark } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { say } from '../../../kit/words/say.ts'
import { OpenButton } from './OpenButton.tsx'
import type { ToolbarProps } from './toolbar-props.ts'

const ViewsPanel = lazyRouteComponent(() => import('./opened/ViewsPanel.tsx'), 'ViewsPanel')

/** Filters, order and columns under a name: what one saved, and a way to save what is shown. */
export function ViewsButton(props: ToolbarProps) {
  return (
    <OpenButton
      icon={<IconBookmark size={16} aria-hidden />}
      words={say('Views')}
      width={320}
      height={200}
      loading={say('Loading your views')}
    >
      {close => <ViewsPanel {...props} onDone={close} />}
    </OpenButton>
  )
}
