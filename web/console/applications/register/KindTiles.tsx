import { APPLICATION_KINDS, type ApplicationKind } from '@latchkey/contract/applications/client-metadata.ts'
import { Radio } from '@mantine/core'
import { say } from '../../../kit/words/say.ts'
import { KIND_WORDS } from '../presentation/kind-words.ts'

/** What is not offered yet is said where it would be looked for. */
const NOTES: Partial<Record<ApplicationKind, string>> = {
  device: say(
    'Signing in on another screen by a short code (the device grant) is not offered yet. A command line works today: it opens a browser on the same machine and listens at http://127.0.0.1/callback, whatever the port.',
  ),
  agent: say(
    'It gets a token for one person at a time, who agrees on the consent page and can take it back. Give it as few scopes as it needs: it may call whatever they open.',
  ),
}

type KindTilesProps = {
  readonly kind: ApplicationKind
  readonly onChange: (kind: ApplicationKind) => void
  /** What a submitted form was told. */
  readonly fault: string | undefined
}

/** What the application is, in plain words: it sets how it gets tokens, how it proves itself and what is asked. */
export function KindTiles({ kind, onChange, fault }: KindTilesProps) {
  const note = NOTES[kind]
  return (
    <fieldset className="lk-fieldset" id="metadata.kind">
      <legend>{say('What is it?')}</legend>
      {fault === undefined ? null : <p className="lk-fault">{fault}</p>}
      <div className="lk-choices lk-kinds">
        {APPLICATION_KINDS.map(each => {
          const { label, help, way } = KIND_WORDS[each]
          return (
            <div key={each} className="lk-choice">
              <Radio
                name="kind"
                value={each}
                checked={kind === each}
                onChange={() => onChange(each)}
                label={label}
                description={
                  <>
                    {help} <span className="lk-kind-way">{way}</span>
                  </>
                }
              />
            </div>
          )
        })}
      </div>
      {note === undefined ? null : (
        <p className="lk-help" role="status">
          {note}
        </p>
      )}
    </fieldset>
  )
}
