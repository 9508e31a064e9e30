import { checkManifest, MANIFEST_VERSION } from '@latchkey/contract/applications/manifest/manifest.ts'
import {
  type Command,
  type Input,
  isSet,
  JSON_OPTION,
  REACH,
  SECRET_FILE,
  textOf,
  textsOf,
} from '../command.ts'
import { Failure } from '../failure.ts'
import { type FiledManifest, readManifests } from '../files/read-manifests.ts'
import { plain } from '../print/terminal.ts'
import { serverOf } from '../server/session.ts'
import { registerFiled } from './apps-apply.ts'
import { atItsPlace } from './filed-plans.ts'
import { withSecretFile } from './new-secret.ts'

const FIELDS = {
  vendor: { type: 'string', value: 'name', help: 'the Vendor Name' },
  name: { type: 'string', value: 'name', help: 'the Application Name' },
  scope: { type: 'string', value: 'scope', help: 'an API scope; can be given again', multiple: true },
  'callback-url': {
    type: 'string',
    value: 'url',
    help: 'a callback URL; can be given again',
    multiple: true,
  },
  public: { type: 'boolean', help: 'it runs in a browser or on a device, and has no secret' },
} as const satisfies Command['options']

export const appsCreate: Command = {
  name: 'apps create',
  usage: '<file> | --vendor <name> --name <name> --scope <scope>…',
  summary: 'Register an internal application, and tell its secret once',
  details: `With a file, everything that a file can say is set at once; nothing is registered when any
of it is refused.`,
  takes: { least: 0, most: 1 },
  options: { ...FIELDS, ...SECRET_FILE, ...JSON_OPTION, ...REACH },
  async run(input) {
    const filed = await described(input)
    if (filed.manifest.id !== undefined) {
      const message = 'The server gives the id: take it out, or apply the file in place of creating from it.'
      throw new Failure(filed.faultLine({ path: '/id', rule: 'new', message }))
    }
    const server = await serverOf(input)
    const { terminal } = input
    const json = isSet(input, 'json')
    const secretPath = filed.manifest.clientType === 'public' ? undefined : textOf(input, 'secret-file')
    try {
      const made = await withSecretFile(secretPath, file =>
        registerFiled(server, filed, { file, terminal, json }),
      )
      if (json) terminal.out(JSON.stringify(made, null, 2))
    } catch (error) {
      throw atItsPlace(filed, error)
    }
    return 0
  },
}

/** The application as a file or the options describe it. */
async function described(input: Input): Promise<FiledManifest> {
  const [path] = input.args
  const given = Object.keys(FIELDS).filter(name => input.options[name] !== undefined)
  if (path === undefined) return fromOptions(input)
  if (given.length > 0)
    throw new Failure(`Describe it in the file or by options, not both: --${given.join(', --')}.`)
  const [only, ...others] = await readManifests([path])
  if (only === undefined || others.length > 0) {
    throw new Failure(
      `${path} holds ${others.length + 1} applications. Create one at a time, or apply the file.`,
    )
  }
  return only
}

function fromOptions(input: Input): FiledManifest {
  const vendorName = textOf(input, 'vendor')
  const name = textOf(input, 'name')
  if (vendorName === undefined || name === undefined) {
    throw new Failure('Name a file, or give --vendor, --name and at least one --scope.')
  }
  const callbackUrls = textsOf(input, 'callback-url')
  const verdict = checkManifest({
    apiVersion: MANIFEST_VERSION,
    kind: 'Application',
    vendorName,
    name,
    ...(isSet(input, 'public') ? { clientType: 'public' } : {}),
    scopes: textsOf(input, 'scope'),
    ...(callbackUrls.length === 0 ? {} : { callbackUrls }),
  })
  const faultLine: FiledManifest['faultLine'] = ({ path, message }) => plain(`  ${path}: ${message}`)
  if (!verdict.ok) throw new Failure(verdict.faults.map(faultLine).join('\n').trim())
  return { manifest: verdict.manifest, at: plain(`${name}@${vendorName}`), faultLine }
}
