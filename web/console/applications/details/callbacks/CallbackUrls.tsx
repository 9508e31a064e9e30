import type { Application } from '@latchkey/contract/applications/applications.ts'
import { checkUrls, type UrlCheck } from '@latchkey/contract/applications/url-checks.ts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../../../kit/client.ts'
import { FormTrouble } from '../../../../kit/page/FormTrouble.tsx'
import { CopyIcon } from '../../../../kit/show/CopyButton.tsx'
import { When } from '../../../../kit/show/When.tsx'
import { useMay } from '../../../frame/me.ts'
import { whyNoTest } from './redirect-test.ts'
import { TestRedirect } from './TestRedirect.tsx'
import { UrlHealth } from './UrlHealth.tsx'
import './callbacks.css'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'

type Purpose = UrlCheck['purpose']
type RowsProps = {
  readonly application: Application
  readonly purpose: Purpose
  readonly urls: readonly string[]
  readonly checks: readonly UrlCheck[]
}

function Rows({ application, purpose, urls, checks }: RowsProps) {
  return (
    <ul className="lk-plain-list">
      {urls.map(url => {
        const check = checks.find(each => each.url === url && each.purpose === purpose)
        return (
          <li key={url} className="lk-callback">
            <div className="lk-callback-head">
              <code className="lk-break">{url}</code>
              <CopyIcon text={url} what={say('URL')} />
              {purpose === 'callback' ? (
                <TestRedirect clientId={application.id} url={url} whyNot={whyNoTest(application)} />
              ) : null}
            </div>
            {check === undefined ? null : <UrlHealth check={check} />}
          </li>
        )
      })}
    </ul>
  )
}

/** Asks the server how the URLs do. What was found goes with the page. */
function useUrlChecks(id: string) {
  return useMutation({ mutationFn: async () => (await call(checkUrls, { params: { id } })).body })
}

/** The callback and post-logout URLs of an application: each can be tried, and how they do is told on request. */
export function CallbackUrls({ application }: { readonly application: Application }) {
  const mayEdit = useMay('api-applications:edit')
  const checking = useUrlChecks(application.id)
  const { callbackUrls, metadata, type, vendorName } = application
  const others = metadata.postLogoutRedirectUris
  const checks = checking.data?.items ?? []
  const whyNot = whyNoTest(application)
  if (callbackUrls.length + others.length === 0)
    return type !== 'external' ? say('None') : <Vendor name={vendorName} />
  return (
    <div className="lk-callbacks">
      <Rows application={application} purpose="callback" urls={callbackUrls} checks={checks} />
      {checks.length === 0 || others.length === 0 ? null : (
        <>
          <p className="lk-help">{say('After signing out')}</p>
          <Rows application={application} purpose="post-logout" urls={others} checks={checks} />
        </>
      )}
      {type !== 'external' ? null : <Vendor name={vendorName} />}
      {whyNot === null || callbackUrls.length === 0 ? null : (
        <p className="lk-help">
          {say('A redirect cannot be tested now.')} {whyNot}
        </p>
      )}
      {mayEdit ? (
        <div className="lk-callback-check">
          <Button
            variant="default"
            size="compact-sm"
            loading={checking.isPending}
            onClick={() => checking.mutate()}
          >
            {checking.data === undefined ? say('Check how they do') : say('Check again')}
          </Button>
          <span className="lk-help" role="status">
            {checking.data === undefined
              ? ''
              : saying('Checked {when}', { when: <When at={checking.data.checkedAt} /> })}
          </span>
        </div>
      ) : null}
      <FormTrouble error={checking.error} />
    </div>
  )
}

function Vendor({ name }: { readonly name: string }) {
  return <p className="lk-help">{say('Maintained by the vendor, {name}.', { name })}</p>
}
