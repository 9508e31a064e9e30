import type { UrlCheck } from '@latchkey/contract/applications/url-checks.ts'
import { When } from '../../../../kit/show/When.tsx'

const VERDICT_WORDS = {
  well: 'Answers',
  look: 'Worth a look',
  broken: 'Not reached',
  unasked: 'Not asked',
  unknown: 'Not known',
} as const satisfies Record<UrlCheck['verdict'], string>

function Use({ use }: { readonly use: NonNullable<UrlCheck['use']> }) {
  if (use.lastUsedAt !== null) {
    return (
      <>
        Last used <When at={use.lastUsedAt} />.{use.unused ? ' Nobody was sent there for 90 days.' : ''}
      </>
    )
  }
  return (
    <>
      {use.unused ? 'Nobody was sent there for 90 days' : 'No use is known yet'}; known since{' '}
      <When at={use.knownSince} />.
    </>
  )
}

/** How one URL does, in a word and a sentence. */
export function UrlHealth({ check }: { readonly check: UrlCheck }) {
  return (
    <div className="lk-url-health" data-verdict={check.verdict}>
      <p>
        <strong className="lk-url-verdict">{VERDICT_WORDS[check.verdict]}</strong> {check.words}
      </p>
      {check.redirectsTo === null ? null : (
        <p>
          Redirects to <bdi className="lk-mono lk-break">{check.redirectsTo}</bdi>
        </p>
      )}
      {check.certificateEnds === null ? null : (
        <p>
          Certificate valid until <When at={check.certificateEnds} />.
        </p>
      )}
      {check.use === null ? null : (
        <p>
          <Use use={check.use} />
        </p>
      )}
    </div>
  )
}
