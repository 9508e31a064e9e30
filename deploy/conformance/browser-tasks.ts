import type { Setting } from './setting.ts'

type Command = readonly (string | number)[]

/** What the suite's browser does at one address, in the suite's own words. */
export type BrowserTask = {
  readonly match: string
  /** How often it is taken; later it is passed over for the next that fits. */
  readonly 'match-limit'?: number
  readonly tasks: readonly {
    readonly task: string
    readonly match: string
    readonly optional?: boolean
    readonly commands?: readonly Command[]
  }[]
}

const SECONDS = 10
/** A picture of the page is what a person of the Foundation looks at afterwards. */
const PICTURE = 'update-image-placeholder'

/** Signs in, allows, and waits for the suite to have its answer. The ids are those of our pages. */
export function signInTasks(setting: Setting): BrowserTask {
  return signInAfter(setting, [])
}

/** The same, with a picture of the sign-in form first, which therefore must be shown. */
function picturedSignIn(setting: Setting): BrowserTask {
  return signInAfter(setting, [['wait', 'xpath', '//*', SECONDS, 'Sign in', PICTURE]])
}

/** Signs in and takes a picture of the consent page, which must show the logo of the client. */
function picturedLogo(setting: Setting): BrowserTask {
  const match = pageOf(setting)
  const withLogo = '//main[.//img[@id="logo"]]'
  const commands = [['wait', 'xpath', withLogo, SECONDS, 'Allow this only', PICTURE]]
  return { match, tasks: [signInTask(setting, []), { task: 'Look at the logo', match, commands }] }
}

function pageOf({ server }: Setting): string {
  return `${server}/oauth2/authorize*`
}

function signInTask(setting: Setting, first: readonly Command[]): BrowserTask['tasks'][number] {
  const { userName, password } = setting
  return {
    task: 'Sign in',
    match: pageOf(setting),
    optional: true,
    commands: [
      ...first,
      ['text', 'id', 'user-name', userName, 'optional'],
      ['text', 'id', 'password', password, 'optional'],
      ['click', 'id', 'sign-in', 'optional'],
    ],
  }
}

function signInAfter(setting: Setting, first: readonly Command[]): BrowserTask {
  const { alias } = setting
  const page = pageOf(setting)
  return {
    match: page,
    tasks: [
      signInTask(setting, first),
      { task: 'Allow', match: page, optional: true, commands: [['click', 'id', 'allow', 'optional']] },
      {
        task: 'Wait for the answer',
        match: `*/test/a/${alias}/callback*`,
        commands: [['wait', 'id', 'submission_complete', SECONDS]],
      },
    ],
  }
}

/** Confirms signing out where that is asked, and waits to be sent back. */
export function logoutTasks({ server, alias }: Setting): BrowserTask {
  return {
    match: `${server}/oauth2/logout*`,
    tasks: [
      {
        task: 'Sign out',
        match: `${server}/oauth2/logout*`,
        optional: true,
        commands: [['click', 'id', 'sign-out', 'optional']],
      },
      { task: 'Be sent back', match: `*/test/a/${alias}/post_logout_redirect*`, optional: true },
    ],
  }
}

/** What is to be seen, and so photographed, in modules that end on a page of ours: a part of its text. */
const SEEN = [
  ['oidcc-ensure-registered-redirect-uri', 'authorize', 'This sign-in request cannot be answered'],
  [
    'oidcc-ensure-redirect-uri-in-authorization-request',
    'authorize',
    'This sign-in request cannot be answered',
  ],
  ['oidcc-registration-policy-uri', 'authorize', 'Sign in'],
  ['oidcc-registration-tos-uri', 'authorize', 'Sign in'],
  ['oidcc-redirect-uri-query-added', 'authorize', 'This sign-in request cannot be answered'],
  ['oidcc-redirect-uri-query-mismatch', 'authorize', 'This sign-in request cannot be answered'],
  ['oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', 'logout', 'Error 4'],
  ['oidcc-rp-initiated-logout-modified-id-token-hint', 'logout', 'Error 4'],
  ['oidcc-rp-initiated-logout-bad-id-token-hint', 'logout', 'Error 4'],
  ['oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', 'logout', 'Error 4'],
  ['oidcc-rp-initiated-logout-no-id-token-hint', 'logout', 'Sign out'],
  ['oidcc-rp-initiated-logout-no-params', 'logout', 'Sign out'],
  ['oidcc-rp-initiated-logout-no-post-logout-redirect-uri', 'logout', 'signed out'],
  ['oidcc-rp-initiated-logout-only-state', 'logout', 'Sign out'],
] as const

/** Modules that send somebody to sign in a second time, and want a picture of that second form. */
const SEEN_AGAIN = ['oidcc-prompt-login', 'oidcc-max-age-1'] as const

/**
 * The modules that want a picture of a page of ours, each with the browser's work in place of the usual. It takes the
 * first entry whose match fits and whose limit is not used up, so that the picture is of the second sign-in.
 */
export function modulesWithPictures(setting: Setting): Readonly<Record<string, unknown>> {
  const again = [{ ...signInTasks(setting), 'match-limit': 1 }, picturedSignIn(setting)]
  return Object.fromEntries([
    ...SEEN_AGAIN.map(module => [module, { browser: again }] as const),
    ['oidcc-registration-logo-uri', { browser: [picturedLogo(setting)] }] as const,
    ...SEEN.map(([module, endpoint, text]) => {
      const match = `${setting.server}/oauth2/${endpoint}*`
      const commands = [['wait', 'xpath', '//*', SECONDS, text, PICTURE]]
      const picture = { match, tasks: [{ task: 'Look at the page', match, commands }] }
      return [
        module,
        { browser: endpoint === 'logout' ? [signInTasks(setting), picture] : [picture] },
      ] as const
    }),
  ])
}
