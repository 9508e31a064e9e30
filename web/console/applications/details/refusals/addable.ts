import type { Application } from '@latchkey/contract/applications/applications.ts'
import { checkCallbackUrl, MAX_CALLBACK_URLS } from '@latchkey/contract/applications/callback-url.ts'
import { say } from '../../../../kit/words/say.ts'

type About = { readonly type: Application['type']; readonly callbackUrls: readonly string[] }

/** Whether a URL can be added to those of an application, or why not in a sentence. */
type Addable = { readonly ok: true } | { readonly ok: false; readonly why: string }

function refuse(why: string): Addable {
  return { ok: false, why }
}

/** In: the application as it stands, and a URL that came. The same rules that the form and the server apply. */
export function addable(application: About, url: string): Addable {
  if (application.type === 'external')
    return refuse(say('Its vendor decides where an external application leads.'))
  if (application.callbackUrls.includes(url)) return refuse(say('It is registered by now.'))
  const verdict = checkCallbackUrl(url)
  if (!verdict.ok)
    return refuse(say('It cannot be registered as it came. {message}', { message: verdict.message }))
  return application.callbackUrls.length < MAX_CALLBACK_URLS
    ? { ok: true }
    : refuse(
        say('There are {MAX_CALLBACK_URLS} callback URLs already, which is the most. Remove one first.', {
          MAX_CALLBACK_URLS,
        }),
      )
}

function siteOf(url: string): string {
  const { protocol, hostname } = new URL(url)
  return hostname === '' ? protocol : hostname
}

/**
 * The site of a URL when none of it is registered yet, or null. Anybody can send a request with a URL of their own, so
 * that such a one is asked about once more.
 */
export function newSite(application: About, url: string): string | null {
  const site = siteOf(url)
  return application.callbackUrls.some(known => siteOf(known) === site) ? null : site
}
