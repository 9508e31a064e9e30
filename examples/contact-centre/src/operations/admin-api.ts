import type { Agent, BusinessUnit } from '../model/business-unit.ts'
import { found, operation, refuse } from '../operation.ts'
import { choice, count, list, numberInPath, record, text } from '../shape.ts'
import { COUNTED, counted, listed, TIME, timeOf } from './answers.ts'

const agentShape = record({
  agentId: count(),
  userName: text({ max: 64 }),
  firstName: text({ max: 64 }),
  lastName: text({ max: 64 }),
  teamId: count(),
  profileId: count(),
})
const team = record({ teamId: count(), teamName: text({ max: 64 }) })
const skill = record({
  skillId: count(),
  skillName: text({ max: 64 }),
  mediaType: choice('PhoneCall', 'Chat', 'WorkItem'),
})
const profile = record({ profileId: count(), profileName: text({ max: 64 }) })
const byAgent = record({ agentId: numberInPath('Number of an agent') })

const example = { params: {}, query: {}, body: undefined }
const exampleAgent = { params: { agentId: '1001' }, query: {}, body: undefined }

const agents = [
  operation({
    api: 'AdminApi',
    id: 'listAgents',
    method: 'GET',
    path: '/agents',
    summary: 'The agents of the business unit',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, agents: list(agentShape) }) }),
    example,
    handle({ unit }) {
      const all = unit.agents.map(shown)
      return listed(all, { resultSet: { ...counted(unit, all), agents: all } })
    },
  }),
  operation({
    api: 'AdminApi',
    id: 'getAgent',
    method: 'GET',
    path: '/agents/{agentId}',
    summary: 'One agent',
    statuses: [200],
    params: byAgent,
    answer: agentShape,
    example: exampleAgent,
    handle({ unit, params }) {
      const agent = agentOf(unit, params.agentId)
      return agent === undefined ? noAgent(params.agentId) : found(shown(agent))
    },
  }),
  operation({
    api: 'AdminApi',
    id: 'listAgentSkills',
    method: 'GET',
    path: '/agents/{agentId}/skills',
    summary: 'The skills that one agent has',
    statuses: [200, 204],
    params: byAgent,
    answer: record({ resultSet: record({ ...COUNTED, agentId: count(), skills: list(skill) }) }),
    example: exampleAgent,
    handle({ unit, params }) {
      const agent = agentOf(unit, params.agentId)
      if (agent === undefined) return noAgent(params.agentId)
      const skills = unit.skills.filter(each => agent.skillIds.includes(each.skillId))
      return listed(skills, { resultSet: { ...counted(unit, skills), agentId: agent.agentId, skills } })
    },
  }),
]

const setup = [
  operation({
    api: 'AdminApi',
    id: 'listTeams',
    method: 'GET',
    path: '/teams',
    summary: 'The teams of the business unit',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, teams: list(team) }) }),
    example,
    handle: ({ unit }) =>
      listed(unit.teams, { resultSet: { ...counted(unit, unit.teams), teams: unit.teams } }),
  }),
  operation({
    api: 'AdminApi',
    id: 'listSkills',
    method: 'GET',
    path: '/skills',
    summary: 'The skills of the business unit: what its agents can be asked for',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, skills: list(skill) }) }),
    example,
    handle: ({ unit }) =>
      listed(unit.skills, { resultSet: { ...counted(unit, unit.skills), skills: unit.skills } }),
  }),
  operation({
    api: 'AdminApi',
    id: 'listSecurityProfiles',
    method: 'GET',
    path: '/security-profiles',
    summary: 'The security profiles that agents of the business unit may have',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, securityProfiles: list(profile) }) }),
    example,
    handle({ unit }) {
      const { securityProfiles } = unit
      return listed(securityProfiles, {
        resultSet: { ...counted(unit, securityProfiles), securityProfiles },
      })
    },
  }),
  operation({
    api: 'AdminApi',
    id: 'getBusinessUnit',
    method: 'GET',
    path: '/business-unit',
    summary: 'The business unit of the caller',
    statuses: [200],
    answer: record({
      businessUnitId: count(),
      businessUnitName: text({ max: 64 }),
      timeZone: text({ max: 64 }),
    }),
    example,
    handle({ unit }) {
      const { number, name, timeZone } = unit
      if (name === '') return refuse('not_found', `This example holds nothing about business unit ${number}.`)
      return found({ businessUnitId: Number(number), businessUnitName: name, timeZone })
    },
  }),
  operation({
    api: 'AdminApi',
    id: 'getServerTime',
    method: 'GET',
    path: '/server-time',
    summary: 'The clock of the server',
    statuses: [200],
    answer: record({ serverTime: TIME }),
    example,
    handle: ({ now }) => found({ serverTime: timeOf(now) }),
  }),
]

/** How the business unit is set up. */
export const adminApi = [...agents, ...setup]

function shown({ agentId, userName, firstName, lastName, teamId, profileId }: Agent) {
  return { agentId, userName, firstName, lastName, teamId, profileId }
}

function agentOf(unit: BusinessUnit, id: string): Agent | undefined {
  return unit.agents.find(agent => agent.agentId === Number(id))
}

function noAgent(id: string) {
  return refuse('not_found', `There is no agent ${id} in this business unit.`)
}
