import { Switch } from '@mantine/core'
import { say } from '../../../../kit/words/say.ts'
import type { FieldsProps } from './fields-props.ts'

/** How the application renews tokens of users. */
export function RenewalFields({ application, values, told, onChange }: FieldsProps) {
  const secretless = application.clientType === 'public'
  return (
    <Switch
      id="rotateRefreshTokens"
      label={say('Replace a refresh token each time it is used')}
      description={
        secretless
          ? say('Always on for an application without a secret.')
          : say('A stolen refresh token is then noticed as soon as both holders have used it.')
      }
      checked={secretless || values.rotateRefreshTokens}
      disabled={secretless}
      error={told.get('rotateRefreshTokens')}
      onChange={event => onChange({ rotateRefreshTokens: event.currentTarget.checked })}
    />
  )
}
