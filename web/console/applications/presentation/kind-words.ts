import { APPLICATION_KINDS, type ApplicationKind } from '@latchkey/contract/applications/client-metadata.ts'

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
    label: 'Server',
    help: 'A service, a script or a nightly report: nobody sits in front of it.',
    way: 'Acts for itself. Has a secret.',
  },
  web: {
    label: 'Web application with a server',
    help: 'People sign in, and its pages are made on a server of yours.',
    way: 'Signs people in with a code. Has a secret.',
  },
  'single-page': {
    label: 'Single page application',
    help: 'Runs in the browser alone, with no server of its own.',
    way: 'Signs people in with PKCE. No secret.',
  },
  native: {
    label: 'Mobile or desktop application',
    help: 'Is installed on a phone or a computer.',
    way: 'Signs people in with PKCE. No secret.',
  },
  device: {
    label: 'Device or command line',
    help: 'A terminal, a wallboard, a machine with few keys.',
    way: 'Signs people in through a browser on it. No secret.',
  },
  agent: {
    label: 'Automated agent',
    help: 'A program that decides by itself what to call, in the name of a person.',
    way: 'Signs people in with a code, tokens of five minutes. Has a secret.',
  },
} as const satisfies Record<ApplicationKind, KindWords>

/** A kind in words. In: the kind as it is kept; anything else stays as it is. */
export function kindLabel(text: string): string {
  const kind = APPLICATION_KINDS.find(each => each === text)
  return kind === undefined ? text : KIND_WORDS[kind].label
}
