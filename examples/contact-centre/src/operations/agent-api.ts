import { randomUUID } from 'node:crypto'
import type { BusinessUnit, Session } from '../model/business-unit.ts'
import { activeContactOf, assign, endSession, finish, sessionOf, setState } from '../model/queue.ts'
import { created, found, NOTHING, operation, refuse } from '../operation.ts'
import { choice, count, list, record, text } from '../shape.ts'
import { TIME, timeOf } from './answers.ts'

const sessionId = text({ max: 64, pattern: '^[A-Za-z0-9-]+$', description: 'Id of an agent session' })
const bySession = record({ sessionId })
const sessionShape = record({ sessionId, agentId: count(), station: text({ max: 64 }), openedAt: TIME })
const event = record(
  { type: choice('AgentState', 'Contact'), at: TIME },
  {
    state: choice('Available', 'Unavailable', 'InContact', 'LoggedOut'),
    contactId: count(),
    mediaType: choice('PhoneCall', 'Callback', 'Chat', 'WorkItem'),
    customer: text({ max: 64 }),
    skillId: count(),
  },
)

const exampleSeat = { params: { sessionId: 'harbour-seat-1' }, query: {}, body: undefined }

const opening = [
  operation({
    api: 'AgentApi',
    id: 'openAgentSession',
    method: 'POST',
    path: '/agent-sessions',
    summary: 'Start to work as an agent. One session per agent; it ends after 30 minutes without a call',
    statuses: [201],
    user: true,
    body: record({ agentId: count(), station: text({ max: 64, description: 'Where the agent sits' }) }),
    answer: sessionShape,
    example: { params: {}, query: {}, body: { agentId: 1004, station: 'Desk 4' } },
    handle({ unit, caller, now, body }) {
      const agent = unit.agents.find(each => each.agentId === body.agentId)
      if (agent === undefined) {
        return refuse('not_found', `There is no agent ${body.agentId} in this business unit.`)
      }
      if (sessionOf(unit, agent) !== undefined) {
        return refuse('conflict', `Agent ${body.agentId} has an open session. Join it, or end it first.`)
      }
      const session: Session = {
        sessionId: randomUUID(),
        agentId: agent.agentId,
        station: body.station,
        openedAt: now,
        subject: caller.subject,
        lastSeenAt: now,
        events: [],
      }
      unit.sessions.set(session.sessionId, session)
      const contact = activeContactOf(unit, agent)
      // From here on a person handles the contact in hand: it ends when that person says so.
      if (contact !== undefined) contact.endsAt = null
      else setState(unit, agent, { state: 'Unavailable', at: now })
      session.events = [{ type: 'AgentState', at: now, state: agent.state }]
      return created(shown(session))
    },
  }),
  operation({
    api: 'AgentApi',
    id: 'joinAgentSession',
    method: 'POST',
    path: '/agent-sessions/join',
    summary: 'Take up a session that is open: your own, or one that no user has joined yet',
    statuses: [200],
    user: true,
    body: bySession,
    answer: sessionShape,
    example: { params: {}, query: {}, body: { sessionId: 'harbour-seat-1' } },
    handle({ unit, caller, now, body }) {
      const session = joined(unit, body.sessionId, { subject: caller.subject, now })
      return session === undefined ? noSession(body.sessionId) : found(shown(session))
    },
  }),
]

const working = [
  operation({
    api: 'AgentApi',
    id: 'getNextEvent',
    method: 'GET',
    path: '/agent-sessions/{sessionId}/get-next-event',
    summary: 'What happened to the agent since the last call; 204 when nothing did',
    statuses: [200, 204],
    user: true,
    params: bySession,
    answer: record({ sessionId, events: list(event, 50) }),
    example: exampleSeat,
    handle({ unit, caller, now, params }) {
      const session = joined(unit, params.sessionId, { subject: caller.subject, now })
      if (session === undefined) return noSession(params.sessionId)
      const events = session.events.map(each => told(unit, each))
      session.events = []
      return events.length === 0 ? NOTHING : found({ sessionId: session.sessionId, events })
    },
  }),
  operation({
    api: 'AgentApi',
    id: 'setAgentState',
    method: 'POST',
    path: '/agent-sessions/{sessionId}/state',
    summary: 'Become available or unavailable. A contact in hand is complete with that',
    statuses: [200],
    user: true,
    params: bySession,
    body: record({ state: choice('Available', 'Unavailable') }),
    answer: record({ sessionId, state: choice('Available', 'Unavailable', 'InContact', 'LoggedOut') }),
    example: { ...exampleSeat, body: { state: 'Available' } },
    handle({ unit, caller, now, params, body }) {
      const session = joined(unit, params.sessionId, { subject: caller.subject, now })
      const agent = unit.agents.find(each => each.agentId === session?.agentId)
      if (session === undefined || agent === undefined) return noSession(params.sessionId)
      const contact = activeContactOf(unit, agent)
      if (contact !== undefined) finish(unit, contact, now)
      setState(unit, agent, { state: body.state, at: now })
      assign(unit, now)
      return found({ sessionId: session.sessionId, state: agent.state })
    },
  }),
  operation({
    api: 'AgentApi',
    id: 'endAgentSession',
    method: 'DELETE',
    path: '/agent-sessions/{sessionId}',
    summary: 'Stop working as an agent',
    statuses: [204],
    user: true,
    params: bySession,
    example: exampleSeat,
    handle({ unit, caller, now, params }) {
      const session = joined(unit, params.sessionId, { subject: caller.subject, now })
      if (session === undefined) return noSession(params.sessionId)
      endSession(unit, session, now)
      assign(unit, now)
      return NOTHING
    },
  }),
]

/** The work of an agent. A session belongs to the user who opened it or was the first to join it. */
export const agentApi = [...opening, ...working]

type Who = { readonly subject: string; readonly now: number }

/** Another user's session is as unknown as one that never was. */
function joined(unit: BusinessUnit, id: string, { subject, now }: Who): Session | undefined {
  const session = unit.sessions.get(id)
  if (session === undefined || (session.subject !== null && session.subject !== subject)) return undefined
  session.subject = subject
  session.lastSeenAt = now
  return session
}

function told(unit: BusinessUnit, each: Session['events'][number]) {
  const at = timeOf(each.at)
  if (each.type === 'AgentState') return { type: each.type, at, state: each.state }
  const contact = unit.contacts.get(each.contactId)
  if (contact === undefined) return { type: each.type, at, contactId: each.contactId }
  const { contactId, kind, customer, skillId } = contact
  return { type: each.type, at, contactId, mediaType: kind, customer, skillId }
}

function shown({ sessionId: id, agentId, station, openedAt }: Session) {
  return { sessionId: id, agentId, station, openedAt: timeOf(openedAt) }
}

function noSession(id: string) {
  return refuse('not_found', `There is no agent session ${id} of yours. Open one, or join one.`)
}
