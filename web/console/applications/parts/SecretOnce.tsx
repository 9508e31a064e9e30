import { Button, Checkbox } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { saveFile } from '../../../kit/save-file.ts'
import { CopyButton } from '../../../kit/show/CopyButton.tsx'
import { say } from '../../../kit/words/say.ts'
import { envFile, type FirstCallInput } from './first-call.ts'

type SecretOnceProps = {
  readonly input: FirstCallInput & { readonly secret: string }
  readonly saved: boolean
  readonly onSaved: (saved: boolean) => void
}

/** The one time that a secret is shown: to copy, to download, and to say that it has been kept. */
export function SecretOnce({ input, saved, onSaved }: SecretOnceProps) {
  return (
    <div className="lk-secret">
      <p>
        {say(
          'This is the only time the secret is shown. Only a hash of it is kept, so nobody can show it again: save it now, where only the application reads it.',
        )}
      </p>
      <div className="lk-secret-value">
        <span id="secret-label">{say('Client secret')}</span>
        <output aria-labelledby="secret-label" className="lk-mono lk-break">
          {input.secret}
        </output>
      </div>
      <div className="lk-actions">
        <CopyButton text={input.secret} what={say('secret')} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveFile('latchkey.env', new Blob([envFile(input)], { type: 'text/plain' }))}
        >
          {say('Download .env')}
        </Button>
      </div>
      <Checkbox
        label={say('I have saved it')}
        checked={saved}
        onChange={event => onSaved(event.currentTarget.checked)}
      />
    </div>
  )
}
