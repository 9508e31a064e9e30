import { Type } from 'typebox'
import { COMMON_RESPONSES, defineRoute } from '../../route.ts'
import { STATED } from '../../stated.ts'
import { ApplicationParams, applicationNotFound, EXAMPLE_ID, needsIfMatch, stale } from '../applications.ts'

/** How many ranges an application may have. */
export const MAX_ADDRESS_RANGES = 20

const AddressRanges = Type.Object({
  ranges: Type.Array(Type.String(), {
    description: 'In CIDR notation; empty: from everywhere.',
  }),
  yourAddress: Type.String({
    description: 'The address that this request came from, as the server sees it.',
  }),
})

const example = { ranges: ['203.0.113.0/24', '2001:db8:12::/48'], yourAddress: '203.0.113.9' }

export const getAddressRanges = defineRoute({
  id: 'getAddressRanges',
  method: 'GET',
  path: '/applications/{id}/address-ranges',
  tag: 'API applications',
  summary: 'From where it may ask for tokens',
  description:
    'The address ranges from which the application may prove itself, and the address that you have now. The ETag is that of the application.',
  permission: 'api-applications:view',
  params: ApplicationParams,
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The ranges.', schema: AddressRanges },
    404: applicationNotFound,
  },
  example: { params: { id: EXAMPLE_ID }, response: example },
})

export const setAddressRanges = defineRoute({
  id: 'setAddressRanges',
  method: 'PUT',
  path: '/applications/{id}/address-ranges',
  tag: 'API applications',
  summary: 'Limit from where it may ask for tokens',
  description:
    'From elsewhere the application cannot prove itself any more, at the token endpoint, introspection and revocation alike, with whatever credential; the refusal is told to its owner. Bits beyond the length of a range are cleared. An empty list lets it from everywhere again. Of an external application its vendor sets this.',
  permission: 'api-applications:edit',
  ifMatch: true,
  params: ApplicationParams,
  body: Type.Object(
    {
      ranges: Type.Array(Type.String({ maxLength: 200_000 }), {
        maxItems: 1000,
        [STATED]: { maxItems: MAX_ADDRESS_RANGES },
        description: 'Addresses or ranges such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.',
      }),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    200: { description: 'The ranges as they stand now.', schema: AddressRanges },
    404: applicationNotFound,
    412: stale,
    428: needsIfMatch,
  },
  example: { params: { id: EXAMPLE_ID }, body: { ranges: example.ranges }, response: example },
})
