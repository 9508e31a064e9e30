import { type BrowserTask, logoutTasks, modulesWithPictures, signInTasks } from './browser-tasks.ts'
import type { Setting } from './setting.ts'

/** A registered client, by the names of the wire. */
export type PlanClient = { readonly client_id: string; readonly client_secret: string }

/**
 * What the plans are run with: two clients that use HTTP Basic, a third that posts its secret, one that is told of no
 * logout, and a token to register more.
 */
export type PlanClients = {
  readonly first: PlanClient
  readonly second: PlanClient
  readonly posting: PlanClient
  readonly untold: PlanClient
  readonly registrationToken: string
}

/** One plan: its name with its variants, as the suite's runner takes it, and its configuration. */
export type Plan = {
  readonly file: string
  readonly plan: string
  readonly configuration: Readonly<Record<string, unknown>>
}

const STATIC = '[server_metadata=discovery][client_registration=static_client]'

/**
 * Its modules listen at one address of their own and fail at a request to any other, so that a logout token ends them:
 * the client of this plan has no back-channel address.
 */
const RP_INITIATED = 'rp-initiated-logout'

/** The certification plans for authorization servers: a file name for each, and the plan with its variants. */
const PLANS: readonly (readonly [file: string, plan: string])[] = [
  ['config', 'oidcc-config-certification-test-plan'],
  ['basic', `oidcc-basic-certification-test-plan${STATIC}`],
  ['implicit', `oidcc-implicit-certification-test-plan${STATIC}`],
  ['hybrid', `oidcc-hybrid-certification-test-plan${STATIC}`],
  ['formpost-basic', `oidcc-formpost-basic-certification-test-plan${STATIC}`],
  ['formpost-implicit', `oidcc-formpost-implicit-certification-test-plan${STATIC}`],
  ['formpost-hybrid', `oidcc-formpost-hybrid-certification-test-plan${STATIC}`],
  [
    RP_INITIATED,
    'oidcc-rp-initiated-logout-certification-test-plan[response_type=code][client_registration=static_client]',
  ],
  [
    'backchannel-logout',
    'oidcc-backchannel-rp-initiated-logout-certification-test-plan[response_type=code][client_registration=static_client]',
  ],
]

const DYNAMIC = ['dynamic', 'oidcc-dynamic-certification-test-plan[response_type=code]'] as const

/**
 * The configuration of every plan.
 * In: the setting, and what was registered. The Dynamic plan registers its own clients, with the token.
 */
export function conformancePlans(setting: Setting, clients: PlanClients): readonly Plan[] {
  const browser: readonly BrowserTask[] = [signInTasks(setting), logoutTasks(setting)]
  const registered = {
    client: clients.first,
    client2: clients.second,
    client_secret_post: clients.posting,
  }
  const registering = { initial_access_token: clients.registrationToken }
  return [...PLANS, DYNAMIC].map(([file, plan]) => ({
    file: `${file}.json`,
    plan,
    configuration: {
      alias: setting.alias,
      description: `Latchkey: ${file}`,
      server: {
        discoveryUrl: `${setting.server}/.well-known/openid-configuration`,
        login_hint: setting.userName,
      },
      ...(file === DYNAMIC[0] ? { client: registering, client2: registering } : registered),
      ...(file === RP_INITIATED ? { client: clients.untold } : {}),
      browser,
      override: modulesWithPictures(setting),
    },
  }))
}
