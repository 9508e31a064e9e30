import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { readAddress, writeAddress } from '../kit/address.ts'
import { readDetailsSearch } from './applications/details/details-search.ts'
import { readListSearch } from './applications/list-place/list-search.ts'

const LOOKING_LIKE_SOMETHING_ELSE = [
  '2026',
  '4512345',
  '0012',
  '1e3',
  '-0',
  'true',
  'false',
  'null',
  'undefined',
  '"quoted"',
  '{"a":1}',
  '[1]',
  'a b+c&d=e#f%20',
  'größer',
]

/** A router as the console makes it, at an address. */
function routerAt(address: string) {
  const root = createRootRoute()
  const list = createRoute({ getParentRoute: () => root, path: '/list', validateSearch: readListSearch })
  const details = createRoute({ getParentRoute: () => root, path: '/one', validateSearch: readDetailsSearch })
  return createRouter({
    routeTree: root.addChildren([list, details]),
    history: createMemoryHistory({ initialEntries: [address] }),
    parseSearch: readAddress,
    stringifySearch: writeAddress,
  })
}

describe('the parameters of an address', () => {
  for (const text of LOOKING_LIKE_SOMETHING_ELSE) {
    test(`${text} is read as the text that it is, and written as that again`, () => {
      assert.equal(readAddress(writeAddress({ search: text }))['search'], text)
    })

    test(`a search for ${text} comes through the router to the list, and back into the address`, async () => {
      const address = `/list?${new URLSearchParams({ search: text })}`
      const router = routerAt(address)
      await router.load()
      assert.deepEqual(router.state.matches.at(-1)?.search, { search: text })
      assert.equal(router.state.location.href, address)
    })
  }

  test('the number of rows comes through the router to the list', async () => {
    const router = routerAt('/list?limit=100&sort=-created')
    await router.load()
    assert.deepEqual(router.state.matches.at(-1)?.search, { limit: '100', sort: '-created' })
  })

  test('the tab of an application comes through the router', async () => {
    const router = routerAt('/one?tab=history')
    await router.load()
    assert.deepEqual(router.state.matches.at(-1)?.search, { tab: 'history' })
  })

  test('a name that is repeated is a list, and what is undefined does not stand there', () => {
    assert.deepEqual(readAddress('?scopes=A&scopes=B&name=x'), { scopes: ['A', 'B'], name: 'x' })
    assert.equal(writeAddress({ scopes: ['A', 'B'], gone: undefined }), '?scopes=A&scopes=B')
    assert.equal(writeAddress({}), '')
  })
})
