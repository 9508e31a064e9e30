import { Button, Checkbox } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { CopyButton } from '../../../kit/show/CopyButton.tsx'
import { envFile, type FirstCallInput } from './first-call.ts'

/** Hands a text to the browser as a file to keep. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

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
        This is the only time the secret is shown. Only a hash of it is kept, so nobody can show it again:
        save it now, where only the application reads it.
      </p>
      <div className="lk-secret-value">
        <span id="secret-label">Client secret</span>
        <output aria-labelledby="secret-label" className="lk-mono lk-break">
          {input.secret}
        </output>
      </div>
      <div className="lk-actions">
        <CopyButton text={input.secret} what="secret" />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download('latchkey.env', envFile(input))}
        >
          Download .env
        </Button>
      </div>
      <Checkbox
        label="I have saved it"
        checked={saved}
        onChange={event => onSaved(event.currentTarget.checked)}
      />
    </div>
  )
}
