import type { Application } from '@latchkey/contract/applications/applications.ts'
import { When } from '../../../../kit/show/When.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'

/** Says that the platform withdrew an external application, which nothing here can change. */
export function WithdrawnNote({ application: { withdrawn } }: { readonly application: Application }) {
  if (withdrawn === null) return null
  return (
    <section className="lk-note" data-tone="red" aria-labelledby="withdrawn">
      <h2 id="withdrawn">{say('Withdrawn by the platform')}</h2>
      <p>
        {saying('{when}. It gets no token in any business unit, however it stands in yours.', {
          when: <When at={withdrawn.at} />,
        })}{' '}
        {withdrawn.reason === null
          ? say('Nobody said why.')
          : say('Because: {reason}', { reason: withdrawn.reason })}
      </p>
    </section>
  )
}
