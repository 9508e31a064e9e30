import type { UrlCheck } from '@latchkey/contract/applications/url-checks.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'

const VERDICT_WORDS = {
  well: say('Answers'),
  look: say('Worth a look'),
  broken: say('Not reached'),
  unasked: say('Not asked'),
  unknown: say('Not known'),
} as const satisfies Record<UrlCheck['verdict'], string>

function Use({ use }: { readonly use: NonNullable<UrlCheck['use']> }) {
  if (use.lastUsedAt !== null) {
    return (
      <>
        {saying('Last used {when}.', { when: <When at={use.lastUsedAt} /> })}
        {use.unused ? ` ${say('Nobody was sent there for 90 days.')}` : ''}
      </>
    )
  }
  const when = <When at={use.knownSince} />
  return use.unused
    ? saying('Nobody was sent there for 90 days; known since {when}.', { when })
    : saying('No use is known yet; known since {when}.', { when })
}

/** How one URL does, in a word and a sentence. */
export function UrlHealth({ check }: { readonly check: UrlCheck }) {
  return (
    <div className="lk-url-health" data-verdict={check.verdict}>
      <p>
        <strong>{VERDICT_WORDS[check.verdict]}</strong> {check.words}
      </p>
      {check.redirectsTo === null ? null : (
        <p>
          {saying('Redirects to {url}', {
            url: <bdi className="lk-mono lk-break">{check.redirectsTo}</bdi>,
          })}
        </p>
      )}
      {check.certificateEnds === null ? null : (
        <p>{saying('Certificate valid until {when}.', { when: <When at={check.certificateEnds} /> })}</p>
      )}
      {check.use === null ? null : (
        <p>
          <Use use={check.use} />
        </p>
      )}
    </div>
  )
}
