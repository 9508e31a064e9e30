import { ROUTES } from '@latchkey/contract/routes.ts'
import { type Command, isSet, JSON_OPTION } from '../command.ts'
import { table } from '../print/table.ts'

export const operations: Command = {
  name: 'operations',
  usage: '[words]',
  summary: 'List the operations that "call" knows, or those that match words',
  details: 'What only a person with a session may do is left out.',
  takes: { least: 0, most: 10 },
  options: { ...JSON_OPTION },
  async run(input) {
    const words = input.args.map(word => word.toLowerCase())
    const found = ROUTES.filter(({ id, path, summary, sessionOnly }) => {
      const text = `${id} ${path} ${summary}`.toLowerCase()
      return sessionOnly !== true && words.every(word => text.includes(word))
    })
    if (isSet(input, 'json')) {
      const items = found.map(({ id, method, path, summary }) => ({ id, method, path, summary }))
      input.terminal.out(JSON.stringify(items, null, 2))
    } else if (found.length === 0) input.terminal.err('No operation matches.')
    else {
      const rows = found.map(({ id, method, path, summary }) => [id, `${method} ${path}`, summary])
      input.terminal.out(table(['OPERATION', 'CALL', 'WHAT IT DOES'], rows))
    }
    return 0
  },
}
