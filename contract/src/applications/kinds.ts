import type { Application, ClientType } from './applications.ts'
import { type ApplicationKind, type GrantType, SIGN_IN_GRANTS } from './client-metadata.ts'

/** What a kind of application begins with; each of it can be chosen otherwise. */
type KindDefaults = {
  readonly clientType: ClientType
  readonly grantTypes: readonly GrantType[]
  /** Lifetime of its access tokens in seconds; null: the default. */
  readonly accessToken: number | null
}

/** What each kind begins with: the least that it works with (docs/decisions/0030). */
export const KIND_DEFAULTS: Readonly<Record<ApplicationKind, KindDefaults>> = {
  server: { clientType: 'confidential', grantTypes: ['client_credentials'], accessToken: null },
  web: { clientType: 'confidential', grantTypes: SIGN_IN_GRANTS, accessToken: null },
  'single-page': {
    clientType: 'public',
    grantTypes: SIGN_IN_GRANTS,
    accessToken: null,
  },
  native: { clientType: 'public', grantTypes: SIGN_IN_GRANTS, accessToken: null },
  device: { clientType: 'public', grantTypes: SIGN_IN_GRANTS, accessToken: null },
  agent: {
    clientType: 'confidential',
    grantTypes: SIGN_IN_GRANTS,
    accessToken: 300,
  },
}

/** The kind of an application: as somebody said, or else what its settings look like. */
export function kindOf(
  application: Pick<Application, 'clientType' | 'callbackUrls'> & {
    readonly metadata: Pick<Application['metadata'], 'kind' | 'grantTypes'>
  },
): ApplicationKind {
  const { clientType, callbackUrls, metadata } = application
  if (metadata.kind !== null) return metadata.kind
  if (clientType === 'public') {
    return callbackUrls.every(url => url.startsWith('https://')) ? 'single-page' : 'native'
  }
  return callbackUrls.length === 0 && metadata.grantTypes.includes('client_credentials') ? 'server' : 'web'
}
