import { mendedCallbackUrl } from '@latchkey/contract/applications/callback-mend.ts'
import { checkCallbackUrl, MAX_CALLBACK_URLS } from '@latchkey/contract/applications/callback-url.ts'
import { Term } from '../../../kit/show/Term.tsx'
import { say } from '../../../kit/words/say.ts'
import { judge, type Rows } from './callback-rows.ts'
import { UrlRows } from './UrlRows.tsx'

const KIND_WORDS = {
  https: say('Fine: a site over https.'),
  loopback: say('Fine: a program on the same machine.'),
  'private-use': say('Fine: an installed application.'),
} as const

function praise(url: string): string | null {
  const verdict = checkCallbackUrl(url)
  return verdict.ok ? KIND_WORDS[verdict.kind] : null
}

function Rules({ title }: { readonly title: string }) {
  return (
    <details className="lk-rules">
      <summary>{title}</summary>
      <ul>
        <li>
          {say(
            'Up to {most}, each only once. Several can be pasted at a time, split by lines, commas or spaces.',
            { most: MAX_CALLBACK_URLS },
          )}
        </li>
        <li>
          {say(
            'Compared character by character: upper and lower case, a slash at the end, all of it counts.',
          )}
        </li>
        <li>{say('Complete, with https. Plain http only for localhost, 127.0.0.1 and [::1].')}</li>
        <li>
          {say(
            'An installed application may use a scheme of its own with a dot, such as com.example.app:/callback.',
          )}
        </li>
        <li>{say('No fragment (#), no wildcard (*), no user name or password.')}</li>
      </ul>
    </details>
  )
}

type ReturnRowsProps = {
  readonly rows: Rows
  readonly onChange: (rows: Rows) => void
  /** Faults that a submitted form was told, by control id (`callbackUrls`, `callbackUrls.2`). */
  readonly told: ReadonlyMap<string, string>
}

/** Up to five callback URLs, one a row, judged while typing by the rules that the server applies. */
export function CallbackUrlRows(props: ReturnRowsProps) {
  return (
    <UrlRows
      {...props}
      field="callbackUrls"
      legend={<Term of="callback-url">{say('Authorized Callback URLs')}</Term>}
      help={say('Optional. Needed only where users sign in to the application.')}
      add={say('Add callback URL')}
      removal={place => say('Remove callback URL {place}', { place })}
      placeholder="https://app.example.com/callback"
      most={MAX_CALLBACK_URLS}
      judge={judge}
      praise={praise}
      mend={mendedCallbackUrl}
    >
      <Rules title={say('Rules for callback URLs')} />
    </UrlRows>
  )
}

/** Where people may be sent after signing out: the same rows under the same rules. */
export function PostLogoutUrlRows(props: ReturnRowsProps) {
  return (
    <UrlRows
      {...props}
      field="metadata.postLogoutRedirectUris"
      legend={say('Post-logout URLs')}
      help={say(
        'Where the application may have people sent once they have signed out. Without one they stay on a page of Latchkey.',
      )}
      add={say('Add post-logout URL')}
      removal={place => say('Remove post-logout URL {place}', { place })}
      placeholder="https://app.example.com/signed-out"
      most={MAX_CALLBACK_URLS}
      judge={judge}
      praise={praise}
      mend={mendedCallbackUrl}
    >
      <Rules title={say('Rules for post-logout URLs')} />
    </UrlRows>
  )
}
