import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem } from '../client.ts'
import { isSignedOut, signInAgain } from '../queries.ts'
import { isPageHeld } from '../unsaved.ts'
import { say } from '../words/say.ts'
import { saying } from '../words/saying.tsx'

/** Whether the fault is the server's, so that the same may work in a while. */
function isFault({ status }: ApiProblem): boolean {
  return status !== null && status >= 500
}

function titleOf(error: Error): string {
  if (!(error instanceof ApiProblem)) return say('This page has a fault')
  switch (error.kind) {
    case 'unreachable':
      return say('No connection to the server')
    case 'garbled':
      return say('The answer could not be read')
    case 'refused':
      if (isSignedOut(error)) return say('Your session has ended')
      return (
        error.problem?.title ??
        (isFault(error) ? say('The server has a fault') : say('The server refused this'))
      )
  }
}

function wordsOf(error: Error, keeps: boolean): string {
  if (!isSignedOut(error)) return error.message
  return keeps
    ? say('Nothing you typed is lost. Sign in again in a new tab, then come back to this one and try again.')
    : say('Sign in again to go on.')
}

/** The sign-in page, and after it a page that says to come back; in a tab of its own, so that this one stays as it is. */
const SIGN_IN_BESIDE = '/admin/signed-in'

/** The way to sign in again: here, or beside where something typed would be lost. */
function SignInAgain({ keeps }: { readonly keeps: boolean }) {
  if (!keeps) return <Button onClick={signInAgain}>{say('Sign in again')}</Button>
  return (
    <Button component="a" href={SIGN_IN_BESIDE} target="_blank">
      {say('Sign in again in a new tab')}
    </Button>
  )
}

type NextStepProps = {
  readonly error: Error
  readonly keeps: boolean
  readonly onRetry: (() => void) | undefined
}

function NextStep({ error, keeps, onRetry }: NextStepProps) {
  if (!isSignedOut(error) && onRetry === undefined) return null
  return (
    <Group mt="sm" gap="xs">
      {isSignedOut(error) ? (
        <SignInAgain keeps={keeps} />
      ) : (
        <Button variant="default" onClick={onRetry}>
          {say('Try again')}
        </Button>
      )}
    </Group>
  )
}

/**
 * Says what went wrong and offers the next step: try again, or sign in again (beside, where this page holds something
 * typed). In: the error, and what trying again does, where it makes sense.
 */
export function Trouble({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const keeps = isPageHeld()
  const requestId = error instanceof ApiProblem ? error.problem?.requestId : undefined
  return (
    <Alert
      role="alert"
      className="lk-trouble"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={titleOf(error)}
    >
      <Text size="sm">{wordsOf(error, keeps)}</Text>
      {requestId === undefined ? null : (
        <Text size="sm" mt={4}>
          {saying('When asking for help, quote {id}.', { id: <code className="lk-break">{requestId}</code> })}
        </Text>
      )}
      <NextStep error={error} keeps={keeps} onRetry={onRetry} />
    </Alert>
  )
}

/** Says that what is shown could not be refreshed. */
export function StaleNote({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div className="lk-stale" role="status">
      <span>{say('This may be out of date: the last refresh failed.')}</span>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {say('Refresh')}
      </Button>
    </div>
  )
}
