import type { Api, Scope } from '../model.ts'
import { BUILT_IN_APIS } from '../people/profiles.ts'

type Facts = {
  /** Continues "it can …" on the consent page. */
  readonly description: string
  /** A GET below the base URL that the contact-centre example answers for an application acting for itself. */
  readonly tryPath: string | null
  readonly withoutUser: boolean
  readonly sensitive: boolean
}

const FACTS: Readonly<Record<(typeof BUILT_IN_APIS)[number], Facts>> = {
  RealTimeApi: {
    description: 'See the live state of agents, contacts and skills',
    tryPath: 'agents/states',
    withoutUser: true,
    sensitive: false,
  },
  AdminApi: {
    description: 'See how the business unit is set up, and manage its API applications',
    tryPath: 'agents',
    withoutUser: true,
    sensitive: true,
  },
  AgentApi: {
    description: 'Work as an agent: open a session, take contacts and change state',
    tryPath: null,
    withoutUser: false,
    sensitive: true,
  },
  CustomApi: {
    description: 'Read and change the tables that the business unit publishes',
    tryPath: 'custom/tables',
    withoutUser: true,
    sensitive: true,
  },
  AuthenticationApi: {
    description: 'See the password rules and change the password of an agent',
    tryPath: null,
    withoutUser: false,
    sensitive: true,
  },
  PatronApi: {
    description: 'Act for customers: ask for a callback, start a chat or hand in work',
    tryPath: null,
    withoutUser: true,
    sensitive: true,
  },
  ReportingApi: {
    description: 'See completed contacts, the performance of agents and reports',
    tryPath: 'contacts/completed',
    withoutUser: true,
    sensitive: false,
  },
}

/**
 * The seven APIs every platform starts with and the scope in front of each, which bears its name.
 * In: where they are served, as an address without a slash at the end. Out: both lists in the order they are shown.
 */
export function builtInApis(servedAt: string): {
  readonly apis: readonly Api[]
  readonly scopes: readonly Scope[]
} {
  const apis = BUILT_IN_APIS.map(name => ({
    name,
    description: FACTS[name].description,
    audience: `urn:latchkey:api:${name}`,
    baseUrl: `${servedAt}/services/v1.0/`,
    tryPath: FACTS[name].tryPath,
  }))
  const scopes = BUILT_IN_APIS.map(name => ({
    name,
    apiName: name,
    description: FACTS[name].description,
    withoutUser: FACTS[name].withoutUser,
    sensitive: FACTS[name].sensitive,
  }))
  return { apis, scopes }
}
