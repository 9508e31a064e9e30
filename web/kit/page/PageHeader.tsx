import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { say } from '../words/say.ts'

type PageHeaderProps = {
  /** The one `h1`, which is also the beginning of the page's title in the tab. */
  readonly title: string
  /** Where this page stands, outermost first; the title itself is added as the last. Empty: no breadcrumbs. */
  readonly crumbs: readonly ReactNode[]
  /** What stands under the title: vendor, kind, status. */
  readonly below?: ReactNode
  readonly actions?: ReactNode
}

/** Sets the title of the tab. In: what this page is about, most particular first. */
function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Latchkey`
  }, [title])
}

function Crumbs({ crumbs, title }: Pick<PageHeaderProps, 'crumbs' | 'title'>) {
  return (
    <nav aria-label={say('Breadcrumbs')}>
      <ol className="lk-crumbs">
        {crumbs.map((crumb, index) => (
          <li key={index}>
            {crumb}
            <IconChevronRight size={14} aria-hidden />
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  )
}

export function PageHeader({ title, crumbs, below, actions }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <header className="lk-page-header">
      {crumbs.length === 0 ? null : <Crumbs crumbs={crumbs} title={title} />}
      <div className="lk-page-title">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {below}
        </div>
        {actions === undefined ? null : <div className="lk-actions">{actions}</div>}
      </div>
    </header>
  )
}
