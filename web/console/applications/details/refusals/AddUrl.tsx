import type { Application } from '@latchkey/contract/applications/applications.ts'
import { getRefusal, listRefusals } from '@latchkey/contract/audit/refusals.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Confirm } from '../../../../kit/page/Confirm.tsx'
import { Trouble } from '../../../../kit/page/Trouble.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { useMay } from '../../../frame/me.ts'
import { useRefresh } from '../../parts/use-refresh.ts'
import { addable, newSite } from './addable.ts'
import { changeCallbackUrls } from './change-urls.ts'

type About = { readonly application: Application; readonly url: string }
type Done = 'added' | 'removed'

/** Adds the URL, or takes it away again; everything that shows either is read anew. */
function useChange({ application, url }: About, onDone: (done: Done) => void) {
  const cache = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: async (done: Done) => {
      await changeCallbackUrls(application.id, urls => {
        const others = urls.filter(each => each !== url)
        return done === 'added' ? [...others, url] : others
      })
      onDone(done)
      const about: readonly unknown[] = [listRefusals.id, getRefusal.id]
      await Promise.all([
        refresh(),
        cache.invalidateQueries({ predicate: ({ queryKey }) => about.includes(queryKey[0]) }),
      ])
    },
  })
}

function Added({ url, busy, onUndo }: Pick<About, 'url'> & { busy: boolean; onUndo: () => void }) {
  return (
    <>
      {saying(
        'Added: {url} is an authorized callback URL now. The next sign-in that asks for it is answered.',
        { url: <code className="lk-break">{url}</code> },
      )}{' '}
      <Button size="compact-sm" variant="default" loading={busy} onClick={onUndo}>
        {say('Undo: remove it again')}
      </Button>
    </>
  )
}

function Offer({ about, busy, onAdd }: { about: About; busy: boolean; onAdd: () => void }) {
  const verdict = addable(about.application, about.url)
  if (!verdict.ok) return <p className="lk-help">{verdict.why}</p>
  return (
    <>
      <Button size="compact-sm" variant="default" loading={busy} onClick={onAdd}>
        {say('Add this URL')}
      </Button>{' '}
      <span className="lk-help">
        {say('Add it only if it is yours: codes of people who sign in are sent there.')}
      </span>
    </>
  )
}

/** Offers to register a URL that came, says what was done, and takes it back. */
export function AddUrl({ application, url }: About) {
  const mayEdit = useMay('api-applications:edit')
  const [done, setDone] = useState<Done | null>(null)
  const [asking, setAsking] = useState(false)
  const said = useRef<HTMLDivElement>(null)
  const change = useChange({ application, url }, setDone)
  // The button that was pressed is gone; whoever pressed it is led to what became of it.
  useEffect(() => {
    if (done !== null) said.current?.focus()
  }, [done])
  if (!mayEdit) return null
  const site = addable(application, url).ok ? newSite(application, url) : null
  const add = () => {
    setAsking(false)
    change.mutate('added')
  }
  return (
    <div className="lk-add-url">
      <div ref={said} role="status" tabIndex={-1}>
        {done === 'added' ? (
          <Added url={url} busy={change.isPending} onUndo={() => change.mutate('removed')} />
        ) : null}
        {done === 'removed' ? say('Removed again: the callback URLs are as they were before.') : null}
      </div>
      {done === 'added' ? null : (
        <Offer
          about={{ application, url }}
          busy={change.isPending}
          onAdd={() => (site === null ? add() : setAsking(true))}
        />
      )}
      {change.error === null ? null : <Trouble error={change.error} />}
      <Confirm
        opened={asking}
        title={say('Is {site} yours?', { site: site ?? url })}
        action={say('Add this URL')}
        busy={change.isPending}
        error={null}
        onConfirm={add}
        onClose={() => setAsking(false)}
      >
        {saying(
          'No callback URL of this application leads to {site} yet. Anybody can send a request with a URL of their own. Once it is added, people who sign in are sent to {url} with a code.',
          {
            site: <strong className="lk-break">{site}</strong>,
            url: <code className="lk-break">{url}</code>,
          },
        )}
      </Confirm>
    </div>
  )
}
