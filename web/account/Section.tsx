import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { StaleNote, Trouble } from '../kit/page/Trouble.tsx'
import { say } from '../kit/words/say.ts'

type SectionProps<T> = {
  readonly id: string
  readonly title: string
  /** What stands beside the title. */
  readonly action?: ReactNode
  /** What the section is for. */
  readonly help: ReactNode
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}

/** One section of the page, with what it shows while that is read, and when it cannot be. */
export function Section<T>({ id, title, action, help, query, children }: SectionProps<T>) {
  const retry = () => void query.refetch()
  return (
    <section
      className="lk-card"
      aria-labelledby={id}
      data-loading={query.data === undefined && query.error === null}
    >
      <div className="lk-page-title">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {action}
      </div>
      <p className="lk-help">{help}</p>
      {query.data !== undefined && query.error !== null ? <StaleNote onRetry={retry} /> : null}
      {query.data === undefined ? (
        query.error === null ? (
          <Skeleton height={112} role="status" aria-label={say('Loading: {title}', { title })} />
        ) : (
          <Trouble error={query.error} onRetry={retry} />
        )
      ) : (
        children(query.data)
      )}
    </section>
  )
}
