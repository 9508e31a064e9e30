import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sectorDocumentFault } from './sector-document.ts'

const [A, B] = ['https://a.example/cb', 'https://b.example/cb']

for (const [what, document, urls] of [
  ['all callback URLs', JSON.stringify([A, B]), [A, B]],
  ['more than the callback URLs', JSON.stringify(['https://c.example/', B, A]), [A]],
  ['anything, when there is no callback URL', '[]', []],
] as const) {
  test(`a sector document that lists ${what} is accepted`, () => {
    assert.equal(sectorDocumentFault(document, urls), null)
  })
}

for (const [what, document] of [
  ['no JSON', 'https://a.example/cb'],
  ['empty', ''],
  ['an object', JSON.stringify({ redirect_uris: [A] })],
  ['a text that holds the URL', JSON.stringify(A)],
  ['null', 'null'],
  ['a list with something else than texts', JSON.stringify([A, 1])],
  ['a list of lists', JSON.stringify([[A]])],
  ['nested without end', '['.repeat(60_000)],
] as const) {
  test(`a sector document that is ${what} is refused`, () => {
    assert.match(sectorDocumentFault(document, [A]) ?? '', /does not lead to a JSON list/)
  })
}

test('a sector document must hold each callback URL to the letter, and the first that it lacks is named', () => {
  for (const near of [`${A}/`, A.toUpperCase(), 'https://a.example/', ` ${A}`, `${A}?x`]) {
    const fault = sectorDocumentFault(JSON.stringify([near, B]), [B, A])
    assert.match(fault ?? '', /does not hold the callback URL https:\/\/a\.example\/cb\./, near)
  }
})
