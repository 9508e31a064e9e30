import { randomUUID } from 'node:crypto'
import { editApplication, registerApplication } from '@latchkey/contract/applications/applications.ts'
import { registrationOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { type Command, isSet, JSON_OPTION, REACH, SECRET_FILE, textOf, YES } from '../command.ts'
import { Failure } from '../failure.ts'
import type { FiledManifest } from '../files/read-manifests.ts'
import type { Terminal } from '../print/terminal.ts'
import { aliasOf, type ReadApplication } from '../server/applications.ts'
import { call, headOf, Refused, type Server } from '../server/client.ts'
import { serverOf } from '../server/session.ts'
import { atItsPlace, type FiledPlan, planFiles, printPlans, wouldChange } from './filed-plans.ts'
import { confirm, type SecretFile, tellSecret, withSecretFile } from './new-secret.ts'

export const appsApply: Command = {
  name: 'apps apply',
  usage: '<file>…',
  summary: 'Make applications what files say they are, after showing the plan',
  details: `Applications that are not there are registered, and their secrets told once. What somebody
else changed between plan and answer is left alone, and said.`,
  takes: { least: 1, most: 1000 },
  options: { ...YES, ...SECRET_FILE, ...JSON_OPTION, ...REACH },
  async run(input) {
    const { args, terminal } = input
    const json = isSet(input, 'json')
    const server = await serverOf(input)
    const plans = await planFiles(server, args)
    const due = plans.filter(wouldChange)
    // With --json the standard output is for the outcome alone.
    printPlans(plans, json ? { ...terminal, out: terminal.err } : terminal)
    const path = textOf(input, 'secret-file')
    const secrets = due.filter(isConfidential).length
    if (path !== undefined && secrets > 1) {
      throw new Failure(`${secrets} secrets do not fit into one file. Apply the files one by one.`)
    }
    if (due.length > 0 && !(await confirm(terminal, isSet(input, 'yes'), 'Apply this?'))) {
      terminal.err('Nothing was changed.')
      return 1
    }
    const outcomes: object[] = []
    try {
      await withSecretFile(secrets === 0 ? undefined : path, file =>
        applyAll(server, due, outcomes, { file, terminal, json }),
      )
    } finally {
      // What was done is told even when something later was refused.
      if (json) terminal.out(JSON.stringify({ applications: outcomes }, null, 2))
    }
    return 0
  },
}

function isConfidential({ stands, filed }: FiledPlan): boolean {
  return stands === null && filed.manifest.clientType !== 'public'
}

type How = { readonly file: SecretFile | null; readonly terminal: Terminal; readonly json: boolean }

async function applyAll(
  server: Server,
  due: readonly FiledPlan[],
  outcomes: object[],
  how: How,
): Promise<void> {
  for (const [index, plan] of due.entries()) {
    const { filed, stands, patch } = plan
    try {
      if (stands === null) outcomes.push(await registerFiled(server, filed, how))
      else if (patch !== null) outcomes.push(await change(server, stands, patch, how))
    } catch (error) {
      const left = due.length - index - 1
      if (left > 0) how.terminal.err(`${index} applied, 1 refused, ${left} not tried.`)
      throw atItsPlace(filed, error)
    }
  }
}

/** Registers the application of a file, and tells its secret. */
export async function registerFiled(server: Server, filed: FiledManifest, how: How): Promise<object> {
  const { body } = await call(server, registerApplication, {
    body: registrationOf(filed.manifest),
    idempotencyKey: randomUUID(),
  })
  const { application, secret } = body
  how.terminal.err(`Registered ${aliasOf(application)} as ${application.id}.`)
  return { action: 'created', ...(await tellSecret({ id: application.id, secret }, how)) }
}

async function change(
  server: Server,
  { application, etag }: ReadApplication,
  body: NonNullable<FiledPlan['patch']>,
  { terminal }: How,
): Promise<object> {
  const { id } = application
  try {
    await call(server, editApplication, { params: { id }, body, ifMatch: etag })
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 412) throw error
    const words =
      'Somebody else changed it after it was read here, so nothing was changed. Plan again to see how it stands.'
    throw new Failure(`${aliasOf(application)} (${id}): ${words}\n  ${headOf(error.problem)}`, error)
  }
  terminal.err(`Changed ${aliasOf(application)} (${id}).`)
  return { action: 'changed', id }
}
