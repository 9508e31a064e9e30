import { Switch } from '@mantine/core'
import { Term } from '../../../../kit/show/Term.tsx'
import { say } from '../../../../kit/words/say.ts'
import { saying } from '../../../../kit/words/saying.tsx'
import { PostLogoutUrlRows } from '../../parts/CallbackUrlRows.tsx'
import { changeMetadata, type FieldsProps } from './fields-props.ts'
import { atLeastOne } from './SignInFields.tsx'
import { UrlField } from './UrlField.tsx'

const NEEDS_SESSION = 'metadata.backchannelLogoutSessionRequired'

/** Where people go after signing out, and how the application learns of it. */
export function SignOutFields(props: FieldsProps) {
  const { metadata } = props.values
  const told = metadata.backchannelLogoutUri.trim() !== ''
  return (
    <>
      <PostLogoutUrlRows
        rows={atLeastOne(metadata.postLogoutRedirectUris)}
        onChange={postLogoutRedirectUris => changeMetadata(props, { postLogoutRedirectUris })}
        told={props.told}
      />
      <UrlField
        {...props}
        name="backchannelLogoutUri"
        placeholder="https://app.example.com/backchannel-logout"
        description={saying(
          'Optional. Told by a {term} when a session ends in which somebody signed in to the application, so that it can end its own.',
          { term: <Term of="backchannel-logout">{say('back-channel logout')}</Term> },
        )}
      />
      {told || metadata.backchannelLogoutSessionRequired ? (
        <Switch
          id={NEEDS_SESSION}
          label={say('Logout tokens must hold the session id (sid)')}
          description={say('For an application that ends one session of a user and leaves the others.')}
          checked={metadata.backchannelLogoutSessionRequired}
          error={props.told.get(NEEDS_SESSION)}
          onChange={event =>
            changeMetadata(props, { backchannelLogoutSessionRequired: event.currentTarget.checked })
          }
        />
      ) : null}
    </>
  )
}
