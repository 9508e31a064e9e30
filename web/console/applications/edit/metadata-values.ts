import type { ClientMetadata } from '@latchkey/contract/applications/client-metadata.ts'
import { filled } from '../parts/callback-rows.ts'

/** Where the public keys of an application come from. */
export type KeySource = 'none' | 'keys' | 'url'

type Typed = 'sectorIdentifierUri' | 'backchannelLogoutUri' | 'jwks' | 'jwksUri' | Shown | 'scopeReason'
/** What users see, and the reason that only administrators see: plain texts, null where nothing is said. */
type Shown = 'clientUri' | 'logoUri' | 'policyUri' | 'tosUri' | 'supportEmail'
type Listed = 'postLogoutRedirectUris' | 'requestUris'

/** Client metadata as the form holds it: text fields never null, and which of the two ways to give keys is chosen. */
export type MetadataValues = Readonly<Omit<ClientMetadata, Typed | Listed>> &
  Readonly<Record<Typed, string>> &
  Readonly<Record<Listed, readonly string[]>> & { readonly keySource: KeySource }

/** What the form begins with. */
export function metadataValuesOf(metadata: ClientMetadata): MetadataValues {
  const { jwks, jwksUri } = metadata
  return {
    ...metadata,
    sectorIdentifierUri: metadata.sectorIdentifierUri ?? '',
    backchannelLogoutUri: metadata.backchannelLogoutUri ?? '',
    clientUri: metadata.clientUri ?? '',
    logoUri: metadata.logoUri ?? '',
    policyUri: metadata.policyUri ?? '',
    tosUri: metadata.tosUri ?? '',
    supportEmail: metadata.supportEmail ?? '',
    scopeReason: metadata.scopeReason ?? '',
    jwks: jwks ?? '',
    jwksUri: jwksUri ?? '',
    keySource: jwks !== null ? 'keys' : jwksUri !== null ? 'url' : 'none',
  }
}

function textOrNull(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : trimmed
}

/**
 * The metadata that the form stands for. What the form does not show is not kept: a sector without pairwise
 * subjects, and keys of the way that was not chosen. Keys that were chosen and not given stay empty text, which the
 * server refuses in its own words.
 */
export function metadataOf(values: MetadataValues): ClientMetadata {
  const { keySource, ...rest } = values
  return {
    ...rest,
    sectorIdentifierUri: values.subjectType === 'pairwise' ? textOrNull(values.sectorIdentifierUri) : null,
    backchannelLogoutUri: textOrNull(values.backchannelLogoutUri),
    clientUri: textOrNull(values.clientUri),
    logoUri: textOrNull(values.logoUri),
    policyUri: textOrNull(values.policyUri),
    tosUri: textOrNull(values.tosUri),
    supportEmail: textOrNull(values.supportEmail),
    scopeReason: textOrNull(values.scopeReason),
    postLogoutRedirectUris: filled(values.postLogoutRedirectUris),
    requestUris: filled(values.requestUris),
    jwks: keySource === 'keys' ? values.jwks : null,
    jwksUri: keySource === 'url' ? values.jwksUri : null,
  }
}
