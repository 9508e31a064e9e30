type UrlListProps = {
  readonly urls: readonly string[]
  /** What stands where there is none. */
  readonly none: string | null
}

/** URLs as facts, one a line. */
export function UrlList({ urls, none }: UrlListProps) {
  if (urls.length === 0) return none
  return (
    <ul className="lk-plain-list">
      {urls.map(url => (
        <li key={url}>
          <code className="lk-break">{url}</code>
        </li>
      ))}
    </ul>
  )
}
