import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleApplication } from '@latchkey/contract/applications/applications.ts'
import { leftBy } from './lost.ts'

test('only what goes makes a question, whatever is added, typed or put in another order', () => {
  const { scopes, callbackUrls, metadata } = exampleApplication
  const same = { scopes, callbackUrls, grantTypes: metadata.grantTypes }
  const application = { ...exampleApplication, status: 'active' } as const
  assert.equal(leftBy(application, same), null)
  const more = {
    scopes: ['AdminApi', ...scopes.toReversed()],
    callbackUrls: [...callbackUrls.map(url => ` ${url} `), 'https:'],
    grantTypes: metadata.grantTypes.toReversed(),
  }
  assert.equal(leftBy(application, more), null)
  assert.deepEqual(
    leftBy(application, { ...same, scopes: ['ReportingApi', 'AdminApi'], callbackUrls: ['https:'] }),
    {
      scopes: ['ReportingApi'],
      callbackUrls: [],
    },
  )
})
