import { APPLICATION_KINDS, type ApplicationKind } from '@latchkey/contract/applications/client-metadata.ts'
import { say } from '../../../kit/words/say.ts'

type KindWords = {
  readonly label: string
  /** What software is meant. */
  readonly help: string
  /** How it gets tokens, and whether it has a secret. */
  readonly way: string
}

/** The kinds of applications in plain words. */
export const KIND_WORDS = {
  server: {
    label: say('Server'),
    help: say('A service, a script or a nightly report: nobody sits in front of it.'),
    way: say('Acts for itself. Has a secret.'),
  },
  web: {
    label: say('Web application with a server'),
    help: say('People sign in, and its pages are made on a server of yours.'),
    way: say('Signs people in with a code. Has a secret.'),
  },
  'single-page': {
    label: say('Single page application'),
    help: say('Runs in the browser alone, with no server of its own.'),
    way: say('Signs people in with PKCE. No secret.'),
  },
  native: {
    label: say('Mobile or desktop application'),
    help: say('Is installed on a phone or a computer.'),
    way: say('Signs people in with PKCE. No secret.'),
  },
  device: {
    label: say('Device or command line'),
    help: say('A terminal, a wallboard, a machine with few keys.'),
    way: say('Signs people in through a browser on it. No secret.'),
  },
  agent: {
    label: say('Automated agent'),
    help: say('A program that decides by itself what to call, in the name of a person.'),
    way: say('Signs people in with a code, tokens of five minutes. Has a secret.'),
  },
} as const satisfies Record<ApplicationKind, KindWords>

/** A kind in words. In: the kind as it is kept; anything else stays as it is. */
export function kindLabel(text: string): string {
  const kind = APPLICATION_KINDS.find(each => each === text)
  return kind === undefined ? text : KIND_WORDS[kind].label
}
