import type { Application } from '@latchkey/contract/applications/applications.ts'
import { checkCallbackUrl } from '@latchkey/contract/applications/callback-url.ts'
import { say } from '../../../../kit/words/say.ts'

/** Why no redirect of an application can be tried, as a sentence; null when it can. */
export function whyNoTest(application: Application): string | null {
  if (application.status !== 'active') return say('Nobody can sign in to it while it is inactive.')
  if (!application.metadata.grantTypes.includes('authorization_code')) {
    return say('It does not sign people in: the grant authorization_code is switched off.')
  }
  if (application.metadata.requireSignedRequestObject) {
    return say('It takes signed request objects alone, which only the application can make.')
  }
  return null
}

/** What to expect where a URL leads, in a sentence. */
export function expectedAt(url: string): string {
  const checked = checkCallbackUrl(url)
  if (checked.ok && checked.kind === 'loopback') {
    return say(
      'The URL leads to a program on this machine. If none listens, the browser says that it cannot connect: then everything up to there was right.',
    )
  }
  if (checked.ok && checked.kind === 'private-use') {
    return say(
      'The browser asks whether it may open the application that is installed for this scheme. Where none is, nothing happens: then everything up to there was right.',
    )
  }
  return say(
    'The application opens, and says that it did not ask for this sign-in: it does not know the state. That is the right answer. A page of Latchkey, or one that cannot be found, is not.',
  )
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/**
 * The authorization request that tries one callback URL (RFC 6749 §4.1.1). The challenge is a random value of which nobody
 * knows a verifier, so that whoever gets the code cannot redeem it (RFC 7636 §4.6).
 * In: whose, the URL as it is registered, and a source of random bytes.
 */
export function redirectTest(clientId: string, url: string, random: (size: number) => Uint8Array): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: url,
    scope: 'openid',
    state: `redirect-test-${base64Url(random(9))}`,
    code_challenge: base64Url(random(32)),
    code_challenge_method: 'S256',
  })
  return `/oauth2/authorize?${parameters}`
}
