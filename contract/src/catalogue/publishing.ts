import { Type } from 'typebox'
import {
  Application,
  exampleApplication,
  NewSecret,
  nameTaken,
  registerApplication,
} from '../applications/applications.ts'
import { COMMON_RESPONSES, defineRoute } from '../route.ts'
import { EntryDescription, exampleEntry, SAMPLE_EXTERNAL_ID } from './catalogue.ts'

const { vendorName, name, clientType, scopes, callbackUrls } = registerApplication.body.properties
const { rotateRefreshTokens, optionalScopes, metadata, lifetimes, tags } = registerApplication.body.properties

export const publishEntry = defineRoute({
  id: 'publishEntry',
  method: 'POST',
  path: '/catalogue',
  tag: 'Catalogue',
  summary: 'Publish an external application',
  description:
    'For operators. Enters an application of a vendor into the catalogue, where business units can let it in, or as a draft. It is withdrawn and published again by deactivating and activating it. Its first secret is shown once. Everything is checked as when an internal application is registered; its scopes are those of the whole platform.',
  permission: 'catalogue:edit',
  idempotent: true,
  body: Type.Object(
    {
      vendorName,
      name,
      description: EntryDescription,
      clientType,
      scopes,
      callbackUrls,
      rotateRefreshTokens,
      optionalScopes,
      metadata,
      lifetimes,
      tags,
      draft: Type.Optional(
        Type.Boolean({ description: 'Whether it waits to be published; absent: it does not.' }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: {
    ...COMMON_RESPONSES,
    201: {
      description: 'Entered.',
      schema: Type.Object({ application: Application, secret: Type.Union([NewSecret, Type.Null()]) }),
    },
    409: nameTaken,
  },
  example: {
    body: {
      vendorName: 'Brightline',
      name: 'Wallboard',
      description: exampleEntry.description,
      clientType: 'public',
      scopes: ['RealTimeApi'],
      callbackUrls: ['https://wallboard.brightline.example/callback'],
    },
    response: {
      application: {
        ...exampleApplication,
        id: SAMPLE_EXTERNAL_ID,
        type: 'published',
        clientType: 'public',
        vendorName: 'Brightline',
        name: 'Wallboard',
        scopes: ['RealTimeApi'],
        callbackUrls: ['https://wallboard.brightline.example/callback'],
        secrets: [],
      },
      secret: null,
    },
  },
})
