import type { ReportJob } from '../model/business-unit.ts'
import {
  agentsPerformance,
  completedBetween,
  handleSeconds,
  runReport,
  skillsSummary,
} from '../model/reports.ts'
import { created, found, operation, refuse } from '../operation.ts'
import { choice, count, list, nullable, numberInPath, record, text } from '../shape.ts'
import { COUNTED, counted, listed, TIME, timeOf } from './answers.ts'

const completed = record({
  contactId: count(),
  mediaType: choice('PhoneCall', 'Callback', 'Chat', 'WorkItem'),
  skillId: count(),
  agentId: nullable(count()),
  startedAt: nullable(TIME),
  endedAt: nullable(TIME),
  handleSeconds: count(),
})
const performance = record({
  agentId: count(),
  teamId: count(),
  contactsHandled: count(),
  averageHandleSeconds: count(),
})
const summary = record({
  skillId: count(),
  skillName: text({ max: 64 }),
  contactsCompleted: count(),
  contactsActive: count(),
  contactsQueued: count(),
  longestWaitSeconds: count(),
  averageHandleSeconds: count(),
})
const report = choice('contacts-completed', 'agents-performance', 'skills-summary')
const job = record({ jobId: count(), report, finishedAt: TIME, rowCount: count() })
const cells = list(list(text({ min: 0, max: 64 })))

const example = { params: {}, query: {}, body: undefined }

const reports = [
  operation({
    api: 'ReportingApi',
    id: 'listCompletedContacts',
    method: 'GET',
    path: '/contacts/completed',
    summary: 'Contacts that ended in a span of time, the latest first; without a span the last 24 hours',
    statuses: [200, 204],
    query: record({}, { startDate: TIME, endDate: TIME }),
    answer: record({ resultSet: record({ ...COUNTED, completedContacts: list(completed) }) }),
    example,
    handle({ unit, now, query }) {
      const to = query.endDate === undefined ? now : Date.parse(query.endDate)
      const from = query.startDate === undefined ? to - 24 * 60 * 60_000 : Date.parse(query.startDate)
      if (from > to) return refuse('invalid_request', 'startDate is later than endDate.')
      const completedContacts = completedBetween(unit, from, to).map(contact => ({
        contactId: contact.contactId,
        mediaType: contact.kind,
        skillId: contact.skillId,
        agentId: contact.agentId,
        startedAt: contact.startedAt === null ? null : timeOf(contact.startedAt),
        endedAt: contact.endedAt === null ? null : timeOf(contact.endedAt),
        handleSeconds: handleSeconds(contact),
      }))
      const resultSet = { ...counted(unit, completedContacts), completedContacts }
      return listed(completedContacts, { resultSet })
    },
  }),
  operation({
    api: 'ReportingApi',
    id: 'listAgentPerformance',
    method: 'GET',
    path: '/agents/performance',
    summary: 'How many contacts each agent handled, and how long that took',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, agentPerformance: list(performance) }) }),
    example,
    handle({ unit }) {
      const agentPerformance = agentsPerformance(unit)
      return listed(agentPerformance, { resultSet: { ...counted(unit, agentPerformance), agentPerformance } })
    },
  }),
  operation({
    api: 'ReportingApi',
    id: 'listSkillSummaries',
    method: 'GET',
    path: '/skills/summary',
    summary: 'How each skill has done',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, skillSummaries: list(summary) }) }),
    example,
    handle({ unit, now }) {
      const skillSummaries = skillsSummary(unit, now)
      return listed(skillSummaries, { resultSet: { ...counted(unit, skillSummaries), skillSummaries } })
    },
  }),
]

const jobs = [
  operation({
    api: 'ReportingApi',
    id: 'startReportJob',
    method: 'POST',
    path: '/report-jobs',
    summary: 'Run a report and keep its table. The last 20 are kept',
    statuses: [201],
    body: record({ report }),
    answer: job,
    example: { ...example, body: { report: 'skills-summary' } },
    handle: ({ unit, now, body }) => created(shown(runReport(unit, body.report, now))),
  }),
  operation({
    api: 'ReportingApi',
    id: 'listReportJobs',
    method: 'GET',
    path: '/report-jobs',
    summary: 'The reports that were run',
    statuses: [200, 204],
    answer: record({ resultSet: record({ ...COUNTED, reportJobs: list(job) }) }),
    example,
    handle({ unit }) {
      const reportJobs = unit.reportJobs.map(shown)
      return listed(reportJobs, { resultSet: { ...counted(unit, reportJobs), reportJobs } })
    },
  }),
  operation({
    api: 'ReportingApi',
    id: 'getReportJob',
    method: 'GET',
    path: '/report-jobs/{jobId}',
    summary: 'The table of a report that was run',
    statuses: [200],
    params: record({ jobId: numberInPath('Number of a report job') }),
    answer: record({
      jobId: count(),
      report,
      finishedAt: TIME,
      columns: list(text({ max: 64 })),
      rows: cells,
    }),
    example: { ...example, params: { jobId: '1' } },
    handle({ unit, params }) {
      const held = unit.reportJobs.find(each => each.jobId === Number(params.jobId))
      if (held === undefined) {
        return refuse('not_found', `There is no report job ${params.jobId} in this business unit.`)
      }
      const { jobId, report: name, updatedAt, columns, rows } = held
      return found({ jobId, report: name, finishedAt: timeOf(updatedAt), columns, rows })
    },
  }),
]

/** What happened in the business unit. */
export const reportingApi = [...reports, ...jobs]

function shown({ jobId, report: name, updatedAt, rows }: ReportJob) {
  return { jobId, report: name, finishedAt: timeOf(updatedAt), rowCount: rows.length }
}
