import type { Application } from '@latchkey/contract/applications/applications.ts'
import { choicesOf, manifestOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { durationWords } from '@latchkey/contract/duration.ts'
import { type Command, isSet, JSON_OPTION, REACH } from '../command.ts'
import { valueWords } from '../print/plan-words.ts'
import { table } from '../print/table.ts'
import { plain } from '../print/terminal.ts'
import { aliasOf, readMeant } from '../server/applications.ts'
import { serverOf } from '../server/session.ts'

/** Shown above under words of their own. */
const SHOWN = ['scopes', 'optionalScopes', 'callbackUrls']

export const appsShow: Command = {
  name: 'apps show',
  usage: '<application>',
  summary: 'Show one application: what it may, its secrets, its lifetimes',
  details: 'An application is named by its id (app_…), as Name@Vendor, or by its name where that is unique.',
  takes: { least: 1, most: 1 },
  options: { ...JSON_OPTION, ...REACH },
  async run(input) {
    const { application } = await readMeant(await serverOf(input), input.args[0] ?? '')
    const { terminal } = input
    if (isSet(input, 'json')) terminal.out(JSON.stringify(application, null, 2))
    else for (const line of linesOf(application, text => terminal.paint('bold', text))) terminal.out(line)
    return 0
  },
}

function linesOf(application: Application, strong: (text: string) => string): string[] {
  const { id, type, clientType, status, scopes, optionalScopes, callbackUrls, secrets } = application
  const { accessToken, refreshIdle, refreshLongest } = application.effectiveLifetimes
  const facts: [string, string][] = [
    ['Application ID', id],
    ['Kind', `${type}, ${clientType}`],
    ['Status', `${status} since ${application.statusChangedAt} (${application.statusChangedBy.name})`],
    ...(application.statusReason === null
      ? []
      : [['Reason', application.statusReason] satisfies [string, string]]),
    ['Registered', `${application.createdAt} (${application.createdBy.name})`],
    ['API scopes', scopes.join(' ') || 'none: it signs people in only'],
    ['Optional scopes', optionalScopes.join(' ') || 'none'],
    ['Callback URLs', callbackUrls.join(' ') || 'none'],
    ['Access tokens', durationWords(accessToken)],
    ['Refresh tokens', `${durationWords(refreshIdle)} unused, ${durationWords(refreshLongest)} in all`],
    ...choicesOf(manifestOf(application)).flatMap(({ field, after }): [string, string][] =>
      SHOWN.includes(field) ? [] : [[field, valueWords(after)]],
    ),
  ]
  const width = Math.max(...facts.map(([name]) => name.length))
  const rows = secrets.map(({ id, label, hint, createdAt, createdBy }) => [
    id,
    label,
    `…${hint}`,
    createdAt,
    createdBy.name,
  ])
  return [
    strong(aliasOf(application)),
    ...facts.map(([name, words]) => `  ${name.padEnd(width)}  ${plain(words)}`),
    ...(rows.length === 0 ? [] : ['', table(['SECRET', 'LABEL', 'ENDS IN', 'MADE', 'BY'], rows)]),
  ]
}
