import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

type EmptyStateProps = {
  readonly title: string
  /** What this place is for, or why nothing is here. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="lk-empty">
      <h2>{title}</h2>
      <Text component="div" size="sm" c="dimmed" maw={520}>
        {children}
      </Text>
      {action === undefined ? null : <div className="lk-actions">{action}</div>}
    </div>
  )
}
