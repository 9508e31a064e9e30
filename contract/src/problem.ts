import { type Static, Type } from 'typebox'

/** One field at fault. */
export const FieldFault = Type.Object({
  path: Type.String({
    description: 'The field at fault as a JSON Pointer, for example /callbackUrls/2.',
  }),
  rule: Type.String({ description: 'The rule it breaks, a stable word.' }),
  message: Type.String({ description: 'A sentence that says how to mend it.' }),
})

/** RFC 9457 problem details, the one shape of every error of the management API. */
export const Problem = Type.Object(
  {
    type: Type.String({
      description: 'A stable identifier of the kind of problem, as a relative reference.',
    }),
    title: Type.String({ description: 'The kind of problem in a few words.' }),
    status: Type.Integer({ description: 'The HTTP status code.' }),
    detail: Type.String({ description: 'What happened this time, and what to do about it.' }),
    requestId: Type.String({ description: 'Quote this when asking for help.' }),
    errors: Type.Optional(Type.Array(FieldFault, { description: 'Every field at fault, all at once.' })),
  },
  { $id: 'Problem' },
)

export type Problem = Static<typeof Problem>
export type FieldFault = Static<typeof FieldFault>
