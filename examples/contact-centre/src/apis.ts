/** The seven APIs of the platform, each behind the scope of its name, with what its scope lets in to. */
export const APIS = {
  RealTimeApi: 'See what happens now: agent states, active contacts, skill activity',
  AdminApi: 'See how the business unit is set up: agents, teams, skills, security profiles',
  AgentApi: 'Work as an agent: open a session, receive contacts, change state',
  CustomApi: 'Read and change the tables that the business unit publishes itself',
  AuthenticationApi: 'See the password policy and change the password of an agent',
  PatronApi: 'Act for a customer: ask for a callback, start a chat, hand in work',
  ReportingApi: 'See what happened: completed contacts, performance, summaries, report jobs',
} as const

export type ApiName = keyof typeof APIS

/** The seven names in the order in which the platform lists them. */
export const API_NAMES: readonly ApiName[] = [
  'RealTimeApi',
  'AdminApi',
  'AgentApi',
  'CustomApi',
  'AuthenticationApi',
  'PatronApi',
  'ReportingApi',
]

/** What a token for this API must name among its audiences. */
export function audienceOf(api: ApiName): string {
  return `urn:latchkey:api:${api}`
}
