import type { Agent, BusinessUnit, Contact, Session } from './business-unit.ts'

/** How many contacts may wait in one business unit. */
export const LONGEST_QUEUE = 100
/** How many contacts that are over are kept; the oldest leave first. */
export const LONGEST_HISTORY = 200
/** How long a simulated agent handles a contact. */
export const HANDLE_TIME = 180_000
/** A session that nobody used for so long ends. */
const SESSION_IDLE = 30 * 60_000
/** Events that a session holds until they are fetched. */
const LONGEST_EVENTS = 50

export type NewContact = Pick<Contact, 'kind' | 'skillId' | 'customer' | 'subject'>

/**
 * Puts a contact at the end of the queue of its skill. An agent who is free takes it at once.
 *
 * @returns the contact, or undefined when the business unit already has its fill of waiting contacts
 */
export function enqueue(unit: BusinessUnit, wanted: NewContact, now: number): Contact | undefined {
  if (waiting(unit).length >= LONGEST_QUEUE) return undefined
  const contact: Contact = {
    ...wanted,
    contactId: unit.nextContactId,
    queuedAt: now,
    state: 'Queued',
    agentId: null,
    startedAt: null,
    endedAt: null,
    endsAt: null,
  }
  unit.nextContactId += 1
  unit.contacts.set(contact.contactId, contact)
  assign(unit, now)
  return contact
}

/** The place of a contact in the queue of its skill: 1 is next; 0 when it no longer waits. */
export function placeOf(unit: BusinessUnit, contact: Contact): number {
  const line = waiting(unit).filter(other => other.skillId === contact.skillId)
  return line.indexOf(contact) + 1
}

/** Everything that waits, the longest wait first. */
export function waiting(unit: BusinessUnit): readonly Contact[] {
  return contactsIn(unit, 'Queued').toSorted((a, b) => a.queuedAt - b.queuedAt || a.contactId - b.contactId)
}

/** The contacts of a unit that are in this state, in the order in which they came. */
export function contactsIn(unit: BusinessUnit, state: Contact['state']): readonly Contact[] {
  return [...unit.contacts.values()].filter(contact => contact.state === state)
}

/**
 * Lets time pass up to `now`: simulated agents finish their contacts and take the next, forgotten sessions
 * end. Called before every operation, so the example needs no timer.
 */
export function advance(unit: BusinessUnit, now: number): void {
  for (const session of unit.sessions.values()) {
    if (session.subject !== null && now - session.lastSeenAt >= SESSION_IDLE) endSession(unit, session, now)
  }
  for (let done = nextDone(unit, now); done !== undefined; done = nextDone(unit, now)) {
    finish(unit, done.contact, done.at)
    assign(unit, done.at)
  }
  assign(unit, now)
}

function nextDone(unit: BusinessUnit, now: number) {
  let next: { readonly contact: Contact; readonly at: number } | undefined
  for (const contact of contactsIn(unit, 'Active')) {
    const at = contact.endsAt
    if (at !== null && at <= now && (next === undefined || at < next.at)) next = { contact, at }
  }
  return next
}

/** Ends a contact that was active; its agent is free again. */
export function finish(unit: BusinessUnit, contact: Contact, at: number): void {
  close(unit, contact, { state: 'Completed', at })
  const agent = unit.agents.find(each => each.agentId === contact.agentId)
  if (agent !== undefined) setState(unit, agent, { state: 'Available', at })
}

/** Takes a waiting contact out of the queue: everyone behind it moves up. */
export function cancel(unit: BusinessUnit, contact: Contact, at: number): void {
  close(unit, contact, { state: 'Cancelled', at })
}

/** Sets the state of an agent and tells its session. Giving it a contact is the next `assign`'s matter. */
export function setState(
  unit: BusinessUnit,
  agent: Agent,
  { state, at }: { readonly state: Agent['state']; readonly at: number },
): void {
  if (agent.state === state) return
  agent.state = state
  agent.stateSince = at
  tell(sessionOf(unit, agent), { type: 'AgentState', at, state })
}

/** The contact that an agent handles now. */
export function activeContactOf(unit: BusinessUnit, agent: Agent): Contact | undefined {
  return contactsIn(unit, 'Active').find(contact => contact.agentId === agent.agentId)
}

/** The session held for an agent. */
export function sessionOf(unit: BusinessUnit, agent: Agent): Session | undefined {
  return [...unit.sessions.values()].find(session => session.agentId === agent.agentId)
}

/** Ends a session: the contact in hand is complete, and the agent goes home or back to the simulation. */
export function endSession(unit: BusinessUnit, session: Session, at: number): void {
  unit.sessions.delete(session.sessionId)
  const agent = unit.agents.find(each => each.agentId === session.agentId)
  if (agent === undefined) return
  const contact = activeContactOf(unit, agent)
  if (contact !== undefined) finish(unit, contact, at)
  setState(unit, agent, { state: agent.simulated ? 'Available' : 'LoggedOut', at })
}

/** Gives waiting contacts to free agents: the longest wait first, to the agent who is free longest. */
export function assign(unit: BusinessUnit, at: number): void {
  for (const contact of waiting(unit)) {
    const free = unit.agents.filter(
      agent => agent.state === 'Available' && agent.skillIds.includes(contact.skillId),
    )
    const agent = free.toSorted((a, b) => a.stateSince - b.stateSince)[0]
    if (agent === undefined) continue
    const session = sessionOf(unit, agent)
    contact.state = 'Active'
    contact.agentId = agent.agentId
    contact.startedAt = at
    contact.endsAt = session === undefined ? at + HANDLE_TIME : null
    setState(unit, agent, { state: 'InContact', at })
    tell(session, { type: 'Contact', at, contactId: contact.contactId })
  }
}

function tell(session: Session | undefined, event: Session['events'][number]): void {
  if (session !== undefined) session.events = [...session.events, event].slice(-LONGEST_EVENTS)
}

type End = { readonly state: 'Completed' | 'Cancelled'; readonly at: number }

function close(unit: BusinessUnit, contact: Contact, { state, at }: End): void {
  contact.state = state
  contact.endedAt = at
  contact.endsAt = null
  const over = [...unit.contacts.values()].filter(each => each.endedAt !== null)
  const surplus = over.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).slice(0, -LONGEST_HISTORY)
  for (const old of surplus) unit.contacts.delete(old.contactId)
}
