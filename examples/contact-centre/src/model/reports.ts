import type { BusinessUnit, Contact, ReportJob, ReportName } from './business-unit.ts'
import { contactsIn, waiting } from './queue.ts'

/** How many report jobs are kept; the oldest leave first. */
const LONGEST_JOB_LIST = 20

/** What the agents of a unit have done with the contacts that it still remembers. Times in seconds. */
export function agentsPerformance(unit: BusinessUnit) {
  return unit.agents.map(({ agentId, teamId }) => {
    const handled = contactsIn(unit, 'Completed').filter(contact => contact.agentId === agentId)
    return {
      agentId,
      teamId,
      contactsHandled: handled.length,
      averageHandleSeconds: average(handled.map(handleSeconds)),
    }
  })
}

/** How each skill of a unit has done. Times in seconds. */
export function skillsSummary(unit: BusinessUnit, now: number) {
  const line = waiting(unit)
  return unit.skills.map(({ skillId, skillName }) => {
    const mine = (contact: Contact) => contact.skillId === skillId
    const completed = contactsIn(unit, 'Completed').filter(mine)
    const oldest = line.find(mine)
    return {
      skillId,
      skillName,
      contactsCompleted: completed.length,
      contactsActive: contactsIn(unit, 'Active').filter(mine).length,
      contactsQueued: line.filter(mine).length,
      longestWaitSeconds: oldest === undefined ? 0 : seconds(now - oldest.queuedAt),
      averageHandleSeconds: average(completed.map(handleSeconds)),
    }
  })
}

/** Completed contacts whose end lies in the span, the latest end first. */
export function completedBetween(unit: BusinessUnit, from: number, to: number): readonly Contact[] {
  const inside = contactsIn(unit, 'Completed').filter(
    ({ endedAt }) => endedAt !== null && endedAt >= from && endedAt <= to,
  )
  return inside.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))
}

/** How long the agent was with the customer, in seconds. */
export function handleSeconds({ startedAt, endedAt }: Contact): number {
  return startedAt === null || endedAt === null ? 0 : seconds(endedAt - startedAt)
}

/** Runs a report and keeps its table. */
export function runReport(unit: BusinessUnit, report: ReportName, now: number): ReportJob {
  const objects = rowsOf(unit, report, now)
  const job = {
    jobId: unit.nextReportJobId,
    report,
    columns: Object.keys(objects[0] ?? {}),
    rows: objects.map(row => Object.values(row).map(String)),
    updatedAt: now,
  }
  unit.nextReportJobId += 1
  unit.reportJobs.push(job)
  if (unit.reportJobs.length > LONGEST_JOB_LIST) unit.reportJobs.shift()
  return job
}

function rowsOf(unit: BusinessUnit, report: ReportName, now: number): readonly object[] {
  switch (report) {
    case 'agents-performance':
      return agentsPerformance(unit)
    case 'skills-summary':
      return skillsSummary(unit, now)
    case 'contacts-completed':
      return completedBetween(unit, 0, now).map(contact => ({
        contactId: contact.contactId,
        skillId: contact.skillId,
        agentId: contact.agentId ?? 0,
        handleSeconds: handleSeconds(contact),
      }))
  }
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round(values.reduce((sum, each) => sum + each, 0) / values.length)
}

function seconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds / 1000))
}
