import type { ApplicationSummary } from '@latchkey/contract/applications/applications.ts'
import { type Command, JSON_OPTION, REACH, textOf } from '../command.ts'
import { Failure } from '../failure.ts'
import { table } from '../print/table.ts'
import { listAll } from '../server/applications.ts'
import { serverOf } from '../server/session.ts'

const HEAD = ['NAME', 'VENDOR', 'ID', 'KIND', 'CLIENT', 'STATUS', 'SCOPES']

/** One of the words an option takes; undefined when it was not given. */
function oneOf<const Word extends string>(
  option: string,
  given: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (given === undefined) return undefined
  const word = words.find(each => each === given)
  if (word === undefined) throw new Failure(`--${option} is ${words.join(' or ')}, not "${given}".`)
  return word
}

export const appsList: Command = {
  name: 'apps list',
  usage: '',
  summary: 'List the API applications of your business unit',
  details: '',
  takes: { least: 0, most: 0 },
  options: {
    search: { type: 'string', value: 'text', help: 'part of a name, or a whole Application ID' },
    type: { type: 'string', value: 'type', help: 'internal or external' },
    status: { type: 'string', value: 'status', help: 'active, inactive or contained' },
    ...JSON_OPTION,
    ...REACH,
  },
  async run(input) {
    const search = textOf(input, 'search')
    const type = oneOf('type', textOf(input, 'type'), ['internal', 'external'])
    const status = oneOf('status', textOf(input, 'status'), ['active', 'inactive', 'contained'])
    const filter = {
      ...(search === undefined ? {} : { search }),
      ...(type === undefined ? {} : { type }),
      ...(status === undefined ? {} : { status }),
    }
    const found: ApplicationSummary[] = []
    for await (const each of listAll(await serverOf(input), filter)) found.push(each)
    const { terminal } = input
    if (input.options['json'] === true) terminal.out(JSON.stringify(found, null, 2))
    else if (found.length === 0) terminal.err('No application matches.')
    else terminal.out(table(HEAD, found.map(rowOf)))
    return 0
  },
}

function rowOf({ name, vendorName, id, type, clientType, status, scopes }: ApplicationSummary): string[] {
  return [name, vendorName, id, type, clientType, status, scopes.join(' ')]
}
