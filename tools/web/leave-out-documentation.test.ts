import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAst } from 'vite'
import { withoutDocumentation } from './leave-out-documentation.ts'

function left(code: string): string {
  return withoutDocumentation(code, parseAst(code)).replaceAll(/\s+/g, ' ')
}

test('what an operation is described by is left out, and what it does stays', () => {
  const code = `defineRoute({
    id: 'getThing', method: 'GET', path: '/things', tag: 'Things', summary: 'Read a thing',
    description: 'One. ' + \`Two \${3}.\`,
    responses: { 200: { description: 'It.', schema: Thing } },
    example: { response: example, params: { id: '1' } },
  })`
  assert.equal(
    left(code),
    "defineRoute({ id: 'getThing', method: 'GET', path: '/things', responses: { 200: { schema: Thing } }, })",
  )
})

test('a field that is called a description stays, and so does a tag that is no operation’s', () => {
  const code = `const body = Type.Object({ description: EntryDescription, tag: Tag, name: Type.String({ description: 'A name.', maxLength: 9 }) })`
  assert.equal(
    left(code),
    'const body = Type.Object({ description: EntryDescription, tag: Tag, name: Type.String({ maxLength: 9 }) })',
  )
  const plain = 'const words = { example: "x", summary: "y" }'
  assert.equal(left(plain), plain)
})
