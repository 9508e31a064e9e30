import type { Agent, BusinessUnit, Contact, Session, Team } from './business-unit.ts'
import { createAgentPasswords } from './passwords.ts'
import { HANDLE_TIME } from './queue.ts'
import { runReport } from './reports.ts'

/** The two business units of Latchkey's sample, as they stand when the example starts at `now`. */
export function seedBusinessUnits(now: number): ReadonlyMap<string, BusinessUnit> {
  const units = [harbourSupport(now), meadowClinics(now)]
  return new Map(units.map(unit => [unit.number, unit]))
}

/** A business unit that this example knows nothing about. It has no name, and its lists are empty. */
export function emptyBusinessUnit(number: string): BusinessUnit {
  return unitOf({ number, name: '', timeZone: 'UTC', teams: [], skills: [], agents: [], contacts: [] })
}

function harbourSupport(now: number): BusinessUnit {
  const calls = [201, 202]
  const unit = unitOf({
    number: '4512345',
    name: 'Harbour Support',
    timeZone: 'Europe/London',
    teams: [
      { teamId: 101, teamName: 'Front desk' },
      { teamId: 102, teamName: 'Back office' },
    ],
    skills: [
      { skillId: 201, skillName: 'Orders', mediaType: 'PhoneCall' },
      { skillId: 202, skillName: 'Repairs', mediaType: 'PhoneCall' },
      { skillId: 203, skillName: 'Web chat', mediaType: 'Chat' },
      { skillId: 204, skillName: 'Claims', mediaType: 'WorkItem' },
    ],
    agents: [
      agent({ agentId: 1001, teamId: 101, skillIds: calls, state: 'InContact' }, now),
      agent({ agentId: 1002, teamId: 102, skillIds: [203, 204], state: 'InContact' }, now),
      agent({ agentId: 1003, teamId: 101, skillIds: calls, state: 'Unavailable' }, now),
      agent({ agentId: 1004, teamId: 101, skillIds: [...calls, 203], state: 'LoggedOut' }, now),
      agent({ agentId: 1005, teamId: 102, skillIds: [202, 204], state: 'Unavailable', seat: true }, now),
    ],
    contacts: [
      past({ contactId: 50001, kind: 'PhoneCall', skillId: 201, agentId: 1001 }, now - 90 * 60_000),
      past({ contactId: 50002, kind: 'Chat', skillId: 203, agentId: 1002 }, now - 60 * 60_000),
      past({ contactId: 50003, kind: 'PhoneCall', skillId: 202, agentId: 1003 }, now - 30 * 60_000),
      active({ contactId: 50004, kind: 'PhoneCall', skillId: 201, agentId: 1001 }, now - 60_000),
      active({ contactId: 50005, kind: 'Chat', skillId: 203, agentId: 1002 }, now - 30_000),
      queued({ contactId: 50006, kind: 'Callback', skillId: 201 }, now - 50_000),
      queued({ contactId: 50007, kind: 'Callback', skillId: 201 }, now - 20_000),
    ],
  })
  const session = seat('harbour-seat-1', 1005, now)
  unit.sessions.set(session.sessionId, session)
  unit.tables.set('opening-hours', {
    columns: ['day', 'from', 'to'],
    rows: [
      ['weekdays', '08:00', '18:00'],
      ['Saturday', '09:00', '13:00'],
    ],
    updatedAt: now,
  })
  runReport(unit, 'contacts-completed', now)
  return unit
}

function meadowClinics(now: number): BusinessUnit {
  const unit = unitOf({
    number: '4598765',
    name: 'Meadow Clinics',
    timeZone: 'Europe/Dublin',
    teams: [{ teamId: 301, teamName: 'Reception' }],
    skills: [
      { skillId: 401, skillName: 'Appointments', mediaType: 'PhoneCall' },
      { skillId: 402, skillName: 'Questions', mediaType: 'Chat' },
      { skillId: 403, skillName: 'Referrals', mediaType: 'WorkItem' },
    ],
    agents: [
      agent({ agentId: 2001, teamId: 301, skillIds: [401], state: 'InContact' }, now),
      agent({ agentId: 2002, teamId: 301, skillIds: [402, 403], state: 'Available' }, now),
      agent({ agentId: 2003, teamId: 301, skillIds: [401], state: 'Unavailable', seat: true }, now),
    ],
    contacts: [
      past({ contactId: 70001, kind: 'PhoneCall', skillId: 401, agentId: 2001 }, now - 45 * 60_000),
      active({ contactId: 70002, kind: 'PhoneCall', skillId: 401, agentId: 2001 }, now - 40_000),
      queued({ contactId: 70003, kind: 'Callback', skillId: 401 }, now - 10_000),
    ],
  })
  const session = seat('meadow-seat-1', 2003, now)
  unit.sessions.set(session.sessionId, session)
  unit.tables.set('holidays', { columns: ['date'], rows: [['2027-01-01']], updatedAt: now })
  return unit
}

type Setup = Pick<BusinessUnit, 'number' | 'name' | 'timeZone' | 'teams' | 'skills' | 'agents'> & {
  readonly contacts: readonly Contact[]
}

function unitOf({ contacts, ...setup }: Setup): BusinessUnit {
  return {
    ...setup,
    securityProfiles: [
      { profileId: 1, profileName: 'Manager' },
      { profileId: 2, profileName: 'Supervisor' },
      { profileId: 3, profileName: 'Agent' },
    ].slice(0, setup.agents.length),
    contacts: new Map(contacts.map(contact => [contact.contactId, contact])),
    sessions: new Map(),
    tables: new Map(),
    reportJobs: [],
    // Made-up passwords of made-up agents: nothing but this example accepts them.
    passwords: createAgentPasswords(
      new Map(setup.agents.map(({ agentId }) => [agentId, `first-password-${agentId}`])),
    ),
    nextContactId: Math.max(0, ...contacts.map(contact => contact.contactId)) + 1,
    nextReportJobId: 1,
  }
}

type AgentSetup = Pick<Agent, 'agentId' | 'skillIds' | 'state'> & {
  readonly teamId: Team['teamId']
  /** A seat is taken by a person; the example never works for it. */
  readonly seat?: boolean
}

function agent({ seat: isSeat = false, ...setup }: AgentSetup, now: number): Agent {
  const { agentId, state } = setup
  return {
    ...setup,
    firstName: 'Agent',
    lastName: String(agentId),
    userName: `agent-${agentId}`,
    profileId: 3,
    simulated: !isSeat && state !== 'LoggedOut',
    stateSince: now,
  }
}

type ContactSetup = Pick<Contact, 'contactId' | 'kind' | 'skillId'>

/** Numbers of the range that is kept free for fiction. */
function queued({ contactId, kind, skillId }: ContactSetup, queuedAt: number): Contact {
  const customer = kind === 'Chat' ? `Visitor ${contactId}` : `+44163296${String(contactId).slice(-4)}`
  const rest = { agentId: null, startedAt: null, endedAt: null, endsAt: null }
  return { contactId, kind, skillId, customer, subject: '', queuedAt, state: 'Queued', ...rest }
}

function active(setup: ContactSetup & { readonly agentId: number }, startedAt: number): Contact {
  const contact = queued(setup, startedAt - 15_000)
  return { ...contact, state: 'Active', agentId: setup.agentId, startedAt, endsAt: startedAt + HANDLE_TIME }
}

function past(setup: ContactSetup & { readonly agentId: number }, startedAt: number): Contact {
  const contact = active(setup, startedAt)
  return { ...contact, state: 'Completed', endedAt: startedAt + HANDLE_TIME, endsAt: null }
}

function seat(sessionId: string, agentId: number, now: number): Session {
  return {
    sessionId,
    agentId,
    station: 'Desk 5',
    openedAt: now,
    subject: null,
    lastSeenAt: now,
    events: [{ type: 'AgentState', at: now, state: 'Unavailable' }],
  }
}
