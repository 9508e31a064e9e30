import { Type } from 'typebox'
import { FieldFault } from '../../problem.ts'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { Application, applicationNotFound, editApplication, exampleApplication } from '../applications.ts'
import { Manifest } from './manifest.ts'

const Texts = Type.Array(Type.String())
const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null(), Texts])

const Change = Type.Union([
  Type.Object({ kind: Type.Literal('value'), field: Type.String(), before: Value, after: Value }),
  Type.Object({
    kind: Type.Literal('list'),
    field: Type.String(),
    before: Texts,
    after: Texts,
    added: Texts,
    removed: Texts,
  }),
])

export const planApplication = defineRoute({
  id: 'planApplication',
  method: 'POST',
  path: '/applications/plan',
  tag: 'API applications',
  summary: 'Say what applying a file would change, and change nothing',
  description:
    'Compares an application as a file with what stands: the application of its `id`, or else the internal one of its two names. `faults` is what registering or editing it would refuse now, but for what only another server could say (a sector identifier URI is not fetched). To apply a plan without faults, register the file, or send `patch` with the ETag that `version` makes.',
  permission: 'api-applications:view',
  body: Type.Object({ manifest: Manifest }, { additionalProperties: false }),
  responses: {
    ...COMMON_RESPONSES,
    200: {
      description: 'The plan.',
      schema: Type.Object({
        action: Type.Union([Type.Literal('create'), Type.Literal('change'), Type.Literal('none')]),
        application: Type.Union([Application, Type.Null()], {
          description: 'As it stands; null where it would be registered.',
        }),
        changes: Type.Array(Change, { description: 'Field by field, in the order of the file.' }),
        patch: Type.Union([editApplication.body, Type.Null()], {
          description: 'What an edit would send; null where nothing would be edited.',
        }),
        faults: Type.Array(FieldFault, { description: 'With any of them nothing would be changed.' }),
      }),
    },
    404: applicationNotFound,
  },
  example: {
    body: {
      manifest: {
        apiVersion: 'latchkey/v1',
        kind: 'Application',
        vendorName: 'Harbour Support',
        name: 'Shift Planner',
        scopes: ['RealTimeApi'],
      },
    },
    response: {
      action: 'change',
      application: exampleApplication,
      changes: [
        {
          kind: 'list',
          field: 'scopes',
          before: ['RealTimeApi', 'ReportingApi'],
          after: ['RealTimeApi'],
          added: [],
          removed: ['ReportingApi'],
        },
      ],
      patch: { scopes: ['RealTimeApi'] },
      faults: [],
    },
  },
})
