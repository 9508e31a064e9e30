import type { ProfileEffects } from '@latchkey/contract/people/profiles/effects.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../../kit/words/say.ts'
import { permissionWords } from '../form/permission-words.ts'
import { lostLines } from './effects-words.ts'
import { type AskedUses, UsesDialog } from './UsesDialog.tsx'
import '../../applications/effects/effects.css'

type EffectsViewProps = {
  readonly effects: ProfileEffects
  /** The profile that they have now, and the one user where it is not everybody. */
  readonly of: { readonly profileId: string; readonly userId?: string }
}

function LostScopes({ effects, of }: EffectsViewProps) {
  const [asked, setAsked] = useState<AskedUses | null>(null)
  return (
    <>
      {effects.lostScopes.map(lost => (
        <section key={lost.scope}>
          <h3>{say('API scope {scope}', { scope: lost.scope })}</h3>
          <ul>
            {lostLines(lost).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div className="lk-actions">
            {lost.signIns.count === 0 ? null : (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => setAsked({ ...of, scope: lost.scope, of: 'sign-ins' })}
              >
                {say('Show the sign-ins')}
                <span className="lk-hidden"> {lost.scope}</span>
              </Button>
            )}
            {lost.consents.count === 0 ? null : (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => setAsked({ ...of, scope: lost.scope, of: 'consents' })}
              >
                {say('Show the consents')}
                <span className="lk-hidden"> {lost.scope}</span>
              </Button>
            )}
          </div>
        </section>
      ))}
      {asked === null ? null : <UsesDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

/** What a change would take from whom and add, one by one. */
export function EffectsView(props: EffectsViewProps) {
  const { lostPermissions, gainedPermissions, gainedScopes, locksOut, lostScopes } = props.effects
  return (
    <div className="lk-effects">
      {locksOut ? (
        <p className="lk-note" data-tone="red">
          {say('It cannot be saved: nobody active would be left who may manage users and security profiles.')}
        </p>
      ) : null}
      {lostPermissions.length === 0 ? null : (
        <section>
          <h3>{say('Taken away in the console and the management API')}</h3>
          <ul>
            {lostPermissions.map(each => (
              <li key={each}>{permissionWords(each)}</li>
            ))}
          </ul>
        </section>
      )}
      {lostScopes.length === 0 ? null : <LostScopes {...props} />}
      {gainedPermissions.length + gainedScopes.length === 0 ? null : (
        <section>
          <h3>{say('Added')}</h3>
          <ul>
            {gainedPermissions.map(each => (
              <li key={each}>{permissionWords(each)}</li>
            ))}
            {gainedScopes.map(scope => (
              <li key={scope}>{say('API scope {scope}', { scope })}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
