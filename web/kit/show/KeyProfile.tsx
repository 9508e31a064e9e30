import { keyPath, keyWords } from '@latchkey/contract/applications/credentials/key-profile.ts'

/** The key of an application, cut by its id: the same on every page, and never the only sign of it. */
export function KeyProfile({ id }: { readonly id: string }) {
  return (
    <svg className="lk-key" viewBox="0 0 40 16" role="img" aria-label={keyWords(id)} focusable="false">
      <path fillRule="evenodd" fill="currentColor" d={keyPath(id)} />
    </svg>
  )
}
