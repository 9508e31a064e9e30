import { contactsIn, waiting } from '../model/queue.ts'
import { operation } from '../operation.ts'
import { choice, count, list, nullable, record, text } from '../shape.ts'
import { COUNTED, counted, listed, TIME, timeOf } from './answers.ts'

const agentState = record({
  agentId: count(),
  teamId: count(),
  agentStateName: choice('Available', 'Unavailable', 'InContact', 'LoggedOut'),
  since: TIME,
})

const activeContact = record({
  contactId: count(),
  mediaType: choice('PhoneCall', 'Callback', 'Chat', 'WorkItem'),
  skillId: count(),
  agentId: nullable(count()),
  stateName: choice('Queued', 'Active'),
  queuedAt: TIME,
})

const skillActivity = record({
  skillId: count(),
  skillName: text({ max: 64 }),
  agentsAvailable: count(),
  agentsWorking: count(),
  contactsActive: count(),
  contactsQueued: count(),
})

const example = { params: {}, query: {}, body: undefined }

/** What happens in the business unit at this moment. */
export const realTimeApi = [
  operation({
    api: 'RealTimeApi',
    id: 'listAgentStates',
    method: 'GET',
    path: '/agents/states',
    summary: 'The state of every agent',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, agentStates: list(agentState) }) }),
    example,
    handle({ unit }) {
      const agentStates = unit.agents.map(({ agentId, teamId, state, stateSince }) => ({
        agentId,
        teamId,
        agentStateName: state,
        since: timeOf(stateSince),
      }))
      return listed(agentStates, { resultSet: { ...counted(unit, agentStates), agentStates } })
    },
  }),
  operation({
    api: 'RealTimeApi',
    id: 'listActiveContacts',
    method: 'GET',
    path: '/contacts/active',
    summary: 'Contacts that wait or are being handled, the longest wait first',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, activeContacts: list(activeContact) }) }),
    example,
    handle({ unit }) {
      const open = [...contactsIn(unit, 'Active'), ...waiting(unit)]
      const activeContacts = open.map(({ contactId, kind, skillId, agentId, state, queuedAt }) => ({
        contactId,
        mediaType: kind,
        skillId,
        agentId,
        stateName: state === 'Active' ? state : ('Queued' as const),
        queuedAt: timeOf(queuedAt),
      }))
      return listed(activeContacts, { resultSet: { ...counted(unit, activeContacts), activeContacts } })
    },
  }),
  operation({
    api: 'RealTimeApi',
    id: 'listSkillActivity',
    method: 'GET',
    path: '/skills/activity',
    summary: 'How busy each skill is',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, skillActivity: list(skillActivity) }) }),
    example,
    handle({ unit }) {
      const skills = unit.skills.map(({ skillId, skillName }) => {
        const agents = unit.agents.filter(agent => agent.skillIds.includes(skillId))
        return {
          skillId,
          skillName,
          agentsAvailable: agents.filter(agent => agent.state === 'Available').length,
          agentsWorking: agents.filter(agent => agent.state === 'InContact').length,
          contactsActive: contactsIn(unit, 'Active').filter(contact => contact.skillId === skillId).length,
          contactsQueued: waiting(unit).filter(contact => contact.skillId === skillId).length,
        }
      })
      return listed(skills, { resultSet: { ...counted(unit, skills), skillActivity: skills } })
    },
  }),
] as const
