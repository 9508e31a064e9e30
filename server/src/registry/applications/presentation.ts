import type { Registration } from '../model.ts'

/** What users are shown of an application beside its names; null where nothing is said. */
type Presentation = {
  readonly clientUri: string | null
  /** Asked by the server alone, never by a browser: what is shown is a checked copy (docs/decisions/0023). */
  readonly logoUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly supportEmail: string | null
}

/** What an application says of itself: as it registered itself, or else as somebody wrote it down for it. */
export function presentationOf({
  registered,
  metadata,
}: Pick<Registration, 'metadata' | 'registered'>): Presentation {
  const { clientUri, logoUri, policyUri, tosUri } = registered ?? metadata
  return {
    clientUri,
    logoUri,
    policyUri,
    tosUri,
    supportEmail: registered === null ? metadata.supportEmail : null,
  }
}

/** A link that a sign-in or consent page may show of an application, and the host or address to show beside it. */
export type ApplicationLink = {
  readonly what: 'website' | 'policy' | 'terms' | 'support'
  readonly url: string
  readonly host: string
}

/** What an application says where more about it is to be found. */
export function linksOf(
  application: Pick<Registration, 'metadata' | 'registered'>,
): readonly ApplicationLink[] {
  const { clientUri, policyUri, tosUri, supportEmail } = presentationOf(application)
  const link = (what: ApplicationLink['what'], url: string | null): ApplicationLink[] =>
    url === null ? [] : [{ what, url, host: new URL(url).host }]
  return [
    ...link('website', clientUri),
    ...link('policy', policyUri),
    ...link('terms', tosUri),
    ...(supportEmail === null
      ? []
      : [{ what: 'support' as const, url: `mailto:${supportEmail}`, host: supportEmail }]),
  ]
}
