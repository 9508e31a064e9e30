import type { Application } from '@latchkey/contract/applications/applications.ts'
import { Fact, Facts } from '../../../kit/show/Facts.tsx'
import { Term } from '../../../kit/show/Term.tsx'
import { durationWords } from '../../../kit/words/duration-words.ts'
import { say } from '../../../kit/words/say.ts'
import { LIFETIME_FIELDS, reasonWords } from '../parts/lifetimes.ts'
import { fieldWords } from '../parts/vocabulary.ts'
import { RefreshFacts } from './RefreshFacts.tsx'

type About = { readonly application: Application }

/** How long its tokens live, and how they are renewed. */
export function TokenFacts({ application }: About) {
  return (
    <section className="lk-card" aria-labelledby="tokens">
      <h2 id="tokens">{say('Tokens')}</h2>
      <Facts>
        {LIFETIME_FIELDS.map(name => (
          <Fact key={name} name={fieldWords(`lifetimes.${name}`)}>
            {durationWords(application.effectiveLifetimes[name])}{' '}
            <span className="lk-help">{reasonWords(application, name)}</span>
          </Fact>
        ))}
        <Fact name={<Term of="refresh-token">{say('Refresh token rotation')}</Term>}>
          {application.rotateRefreshTokens ? say('On') : say('Off')}
        </Fact>
        {application.rotateRefreshTokens ? <RefreshFacts id={application.id} /> : null}
        <Fact name={<Term of="implicit" />}>
          {application.implicitAllowed ? (
            <span className="lk-tag" data-tone="ochre">
              {say('On (legacy)')}
            </span>
          ) : (
            say('Off')
          )}
        </Fact>
      </Facts>
    </section>
  )
}
