/** The latchkey, one path; `public/favicon.svg` holds the same for the tab and the server-rendered pages. */
const LATCHKEY =
  'M9 8.5A7.5 7.5 0 0 1 16.23 14H30.5V20.5H27.5V18H25V22H22V18H16.23A7.5 7.5 0 1 1 9 8.5ZM7.5 13A3 3 0 1 0 7.5 19A3 3 0 1 0 7.5 13Z'

export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d={LATCHKEY} fill="currentColor" fillRule="evenodd" transform="rotate(-45 16 16)" />
    </svg>
  )
}
