import type { PlanClient, PlanClients } from './plans.ts'
import { member, type Platform, textOf } from './platform.ts'
import { type Setting, suiteUrls } from './setting.ts'

const VENDOR = 'OpenID Conformance'

/**
 * Registers the four clients of the plans, or, when a run before did so, gives each another secret, and makes a token
 * with which the Dynamic plan registers its own. The old opt-ins that the plans need are made too: the implicit grant,
 * authorization requests without PKCE, client assertions that name the token endpoint.
 * In: the platform, as a user who may do all that. Out: the clients and the token.
 */
export async function registerClients(platform: Platform, setting: Setting): Promise<PlanClients> {
  const body = { implicitAllowed: true, dynamicRegistrationAllowed: true }
  await platform.call('PATCH', '/business-unit', { body })
  const urls = suiteUrls(setting)
  const one = (which: string, backchannelLogoutUri: string | null): Promise<PlanClient> =>
    registerClient(platform, setting, { which, backchannelLogoutUri })
  return {
    first: await one('first', urls.backchannelLogout),
    second: await one('second', urls.backchannelLogout),
    posting: await one('posting', urls.backchannelLogout),
    untold: await one('untold', null),
    registrationToken: await makeRegistrationToken(platform, setting),
  }
}

async function makeRegistrationToken(platform: Platform, { alias }: Setting): Promise<string> {
  const made = await platform.call('POST', '/registration-tokens', {
    body: {
      label: `Conformance ${alias}`,
      uses: 1000,
      expiresInSeconds: 7 * 86_400,
      requirePkce: false,
      tokenEndpointAudienceAllowed: true,
    },
  })
  return textOf(made.body, 'value')
}

async function registerClient(
  platform: Platform,
  setting: Setting,
  wanted: { readonly which: string; readonly backchannelLogoutUri: string | null },
): Promise<PlanClient> {
  const name = `${setting.alias} ${wanted.which}`
  const urls = suiteUrls(setting)
  const client = (await findClient(platform, name)) ?? (await newClient(platform, name, urls.callback))
  const { etag } = await platform.call('GET', `/applications/${client.client_id}`)
  await platform.call('PATCH', `/applications/${client.client_id}`, {
    headers: { 'if-match': etag },
    body: {
      callbackUrls: [urls.callback],
      implicitAllowed: true,
      metadata: {
        requirePkce: false,
        requestObjectSigningAlg: 'none',
        postLogoutRedirectUris: [urls.postLogout],
        backchannelLogoutUri: wanted.backchannelLogoutUri,
      },
    },
  })
  return client
}

/** The client of a run before, with a new secret in place of all it had; null when there is none. */
async function findClient(platform: Platform, name: string): Promise<PlanClient | null> {
  const query = new URLSearchParams({ search: name, limit: '100' })
  const { body } = await platform.call('GET', `/applications?${query.toString()}`)
  const items = member(body, 'items')
  const found = (Array.isArray(items) ? items : []).find(
    item => member(item, 'name') === name && member(item, 'vendorName') === VENDOR,
  )
  if (found === undefined) return null
  const id = textOf(found, 'id')
  const secrets = member((await platform.call('GET', `/applications/${id}`)).body, 'secrets')
  for (const secret of Array.isArray(secrets) ? secrets : []) {
    await platform.call('DELETE', `/applications/${id}/secrets/${textOf(secret, 'id')}`)
  }
  const made = await platform.call('POST', `/applications/${id}/secrets`, { body: { label: 'Conformance' } })
  return { client_id: id, client_secret: textOf(made.body, 'secret', 'value') }
}

async function newClient(platform: Platform, name: string, callback: string): Promise<PlanClient> {
  const made = await platform.call('POST', '/applications', {
    body: { vendorName: VENDOR, name, scopes: ['RealTimeApi'], callbackUrls: [callback] },
  })
  return {
    client_id: textOf(made.body, 'application', 'id'),
    client_secret: textOf(made.body, 'secret', 'value'),
  }
}
