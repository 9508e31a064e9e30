import type { Offer } from '../../../registry/people/consent.ts'
import type { Deps } from '../../deps.ts'

/** What the consent page keeps between the question and the answer. */
type ConsentForm = {
  /** The authorization request as it came, to be judged anew when the answer comes. */
  readonly query: string
  /** What the person is shown, so that nothing else can be granted by the answer. */
  readonly shown: Offer
}

function purpose(sessionHash: string): string {
  return `consent ${sessionHash}`
}

/** Seals what a consent page asks, for one session. In: the session's hash, and the form. */
export function sealConsentForm(deps: Deps, sessionHash: string, form: ConsentForm): string {
  const { query, shown } = form
  return deps.sealer.seal(
    purpose(sessionHash),
    [shown.scopes.join(' '), shown.optional.join(' '), query].join('\n'),
  )
}

/** Opens what {@link sealConsentForm} sealed. Out: null when it was not sealed by us for this session. */
export function openConsentForm(deps: Deps, sessionHash: string, sealed: string): ConsentForm | null {
  const text = deps.sealer.open(purpose(sessionHash), sealed)
  if (text === null) return null
  const [scopes = '', optional = '', query = ''] = text.split('\n')
  return { query, shown: { scopes: words(scopes), optional: words(optional) } }
}

function words(text: string): readonly string[] {
  return text.split(' ').filter(word => word !== '')
}
