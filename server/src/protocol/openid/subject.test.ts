import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countSectors, sectorOf } from './subject.ts'

const APP = 'app_1'

function sector(callbackUrls: readonly string[], sectorIdentifierUri: string | null = null): string {
  return sectorOf({ id: APP, callbackUrls, metadata: { sectorIdentifierUri } })
}

describe('the sector of an application', () => {
  for (const [what, callbackUrls, uri, expected] of [
    [
      'is the host of its callback URLs',
      ['https://a.example/cb', 'https://a.example/x'],
      null,
      'host a.example',
    ],
    ['knows no ports', ['https://a.example:8443/cb'], null, 'host a.example'],
    [
      'is the host of its sector identifier before that',
      ['https://a.example/cb'],
      'https://b.example/s',
      'host b.example',
    ],
    ['is the application itself on this machine', ['http://127.0.0.1/cb'], null, `application ${APP}`],
    [
      'is the application itself at localhost, by https too',
      ['https://localhost/cb'],
      null,
      `application ${APP}`,
    ],
    ['is the application itself at [::1]', ['http://[::1]:1234/cb'], null, `application ${APP}`],
    [
      'is the application itself when it is installed',
      ['com.example.app://a.example/cb'],
      null,
      `application ${APP}`,
    ],
    ['is the application itself without callback URLs', [], null, `application ${APP}`],
  ] as const) {
    test(what, () => assert.equal(sector(callbackUrls, uri), expected))
  }

  test('is never taken for an application by the name of its host', () => {
    assert.notEqual(sector([`https://${APP}/cb`]), sector([]))
  })

  for (const [urls, count] of [
    [[], 0],
    [['https://a.example/cb', 'https://a.example:8443/cb'], 1],
    [['http://127.0.0.1/cb', 'http://localhost/cb', 'com.example.app:/cb'], 1],
    [['https://a.example/cb', 'https://b.example/cb'], 2],
    [['https://a.example/cb', 'http://127.0.0.1/cb'], 2],
  ] as const) {
    test(`is told by ${urls.join(' and ') || 'no callback URLs'} in ${count} ways`, () => {
      assert.equal(countSectors(urls), count)
    })
  }
})
