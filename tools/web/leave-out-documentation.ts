import type { Plugin } from 'vite'

/** A node of the syntax tree, as much of it as is looked at. */
type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

/** Where a stretch of the text begins and ends. */
type Range = readonly [start: number, end: number]

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(each => isNode(each)),
  )
}

function nameOf(key: unknown): unknown {
  if (!isNode(key)) return undefined
  return key.type === 'Identifier' ? key['name'] : key['value']
}

/** Text that stands there as it is: a string, a template, or such put together. */
function isText(value: unknown): boolean {
  if (!isNode(value)) return false
  if (value.type === 'BinaryExpression') return isText(value['left']) && isText(value['right'])
  return value.type === 'TemplateLiteral' || (value.type === 'Literal' && typeof value['value'] === 'string')
}

/** What of an operation is for whoever reads its document alone. */
const OF_OPERATIONS: ReadonlySet<unknown> = new Set(['example', 'summary', 'tag'])

function isDocumentation(property: Node, ofOperation: boolean): boolean {
  if (property.type !== 'Property') return false
  const name = nameOf(property['key'])
  return (name === 'description' && isText(property['value'])) || (ofOperation && OF_OPERATIONS.has(name))
}

/** The properties to leave out, each with the comma behind it. */
function rangesOf(node: Node, code: string, ofOperation = false): Range[] {
  const found: Range[] = []
  const isOperation = node.type === 'CallExpression' && nameOf(node['callee']) === 'defineRoute'
  for (const child of childrenOf(node)) {
    if (node.type === 'ObjectExpression' && isDocumentation(child, ofOperation)) {
      const comma = /^\s*,/.exec(code.slice(child.end))?.[0].length ?? 0
      found.push([child.start, child.end + comma])
    } else found.push(...rangesOf(child, code, isOperation))
  }
  return found
}

/**
 * Takes the words that are printed into the API's document out of a module of the contract: no screen shows them, and
 * they weigh more than the schemas. In: JavaScript, and its syntax tree. Out: it without descriptions, summaries and examples.
 */
export function withoutDocumentation(code: string, tree: unknown): string {
  if (!isNode(tree)) return code
  let left = code
  for (const [start, end] of rangesOf(tree, code).toSorted(([one], [other]) => other - one)) {
    left = left.slice(0, start) + left.slice(end)
  }
  return left
}

/** The same for a build. In: how the paths of the contract's modules begin, with slashes forward. */
export function leaveOutDocumentation(contract: string): Plugin {
  return {
    name: 'latchkey-leave-out-documentation',
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').startsWith(contract)) return null
      return { code: withoutDocumentation(code, this.parse(code)), map: null }
    },
  }
}
