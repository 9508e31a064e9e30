import type { AgentPasswords } from './passwords.ts'

/** All that the example knows about one business unit. It lives in memory and ends with the process. */
export type BusinessUnit = {
  readonly number: string
  readonly name: string
  readonly timeZone: string
  readonly teams: readonly Team[]
  readonly skills: readonly Skill[]
  readonly securityProfiles: readonly SecurityProfile[]
  readonly agents: readonly Agent[]
  readonly contacts: Map<number, Contact>
  readonly sessions: Map<string, Session>
  readonly tables: Map<string, Table>
  readonly reportJobs: ReportJob[]
  readonly passwords: AgentPasswords
  nextContactId: number
  nextReportJobId: number
}

export type Team = { readonly teamId: number; readonly teamName: string }

export type Skill = {
  readonly skillId: number
  readonly skillName: string
  readonly mediaType: 'PhoneCall' | 'Chat' | 'WorkItem'
}

type SecurityProfile = { readonly profileId: number; readonly profileName: string }

type AgentState = 'Available' | 'Unavailable' | 'InContact' | 'LoggedOut'

export type Agent = {
  readonly agentId: number
  readonly firstName: string
  readonly lastName: string
  readonly userName: string
  readonly teamId: number
  readonly profileId: number
  readonly skillIds: readonly number[]
  /** True when the example works for this agent while nobody holds a session for it. */
  readonly simulated: boolean
  state: AgentState
  stateSince: number
}

/** Times are milliseconds since 1970. */
export type Contact = {
  readonly contactId: number
  readonly kind: 'PhoneCall' | 'Callback' | 'Chat' | 'WorkItem'
  readonly skillId: number
  /** A phone number, an address or a name: how the customer is reached. */
  readonly customer: string
  readonly subject: string
  readonly queuedAt: number
  state: 'Queued' | 'Active' | 'Completed' | 'Cancelled'
  agentId: number | null
  startedAt: number | null
  endedAt: number | null
  /** When a simulated agent will be done; null while a person handles the contact. */
  endsAt: number | null
}

export type Session = {
  readonly sessionId: string
  readonly agentId: number
  readonly station: string
  readonly openedAt: number
  /** The user whose session it is; null until the first user joins. */
  subject: string | null
  lastSeenAt: number
  events: AgentEvent[]
}

type AgentEvent =
  | { readonly type: 'AgentState'; readonly at: number; readonly state: AgentState }
  | { readonly type: 'Contact'; readonly at: number; readonly contactId: number }

export type Table = {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly updatedAt: number
}

export type ReportJob = Table & { readonly jobId: number; readonly report: ReportName }

export type ReportName = 'contacts-completed' | 'agents-performance' | 'skills-summary'
