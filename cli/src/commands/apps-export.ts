import { manifestOf } from '@latchkey/contract/applications/manifest/manifest.ts'
import { writeYaml } from '@latchkey/contract/files/write-yaml.ts'
import { type Command, isSet, REACH } from '../command.ts'
import { Failure } from '../failure.ts'
import { listAll, readApplication, readMeant } from '../server/applications.ts'
import type { Server } from '../server/client.ts'
import { serverOf } from '../server/session.ts'

export const appsExport: Command = {
  name: 'apps export',
  usage: '<application>… | --all',
  summary: 'Write applications as a file, without secrets, to the standard output',
  details: `What has its default is left out. Several applications become several documents of one
YAML file. An internal application is known again by its two names, so that the file can
be applied in another business unit; with --with-id it is of this application alone.`,
  takes: { least: 0, most: 1000 },
  options: {
    all: { type: 'boolean', help: 'every application of your business unit' },
    'with-id': { type: 'boolean', help: 'write the Application ID too' },
    json: { type: 'boolean', help: 'write JSON in place of YAML; of one application' },
    ...REACH,
  },
  async run(input) {
    const { args, terminal } = input
    const all = isSet(input, 'all')
    if (all === args.length > 0) throw new Failure('Name the applications to export, or give --all.')
    const server = await serverOf(input)
    const manifests = []
    for await (const { application } of all ? everyone(server) : those(server, args)) {
      manifests.push(manifestOf(application, isSet(input, 'with-id')))
    }
    const [first] = manifests
    if (first === undefined) throw new Failure('There is no application to export.')
    if (!isSet(input, 'json')) terminal.out(writeYaml(manifests).trimEnd())
    else if (manifests.length === 1) terminal.out(JSON.stringify(first, null, 2))
    else throw new Failure('A JSON file holds one application. Leave --json out for several.')
    return 0
  },
}

async function* everyone(server: Server) {
  for await (const { id } of listAll(server, {})) yield await readApplication(server, id)
}

async function* those(server: Server, names: readonly string[]) {
  for (const name of names) yield await readMeant(server, name)
}
