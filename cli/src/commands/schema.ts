import { manifestJsonSchema } from '@latchkey/contract/applications/manifest/manifest.ts'
import type { Command } from '../command.ts'

export const schema: Command = {
  name: 'schema',
  usage: '',
  summary: 'Print the JSON Schema of an application as a file',
  details: 'Editors check files by it while you type; docs/command-line.md says how.',
  takes: { least: 0, most: 0 },
  options: {},
  async run({ terminal }) {
    terminal.out(JSON.stringify(manifestJsonSchema(), null, 2))
    return 0
  },
}
