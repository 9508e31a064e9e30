import type { Catalogue } from '@latchkey/contract/words/words.ts'
import { IntlMessageFormat } from 'intl-messageformat'
import { literalsOf } from './literals.ts'
import type { SourceFile } from './source-tree.ts'

/**
 * What is wrong with a language's catalogues, a line each: messages that no code says, that stand in two, that put in
 * other values than the English ones, or that cannot be read. In: the catalogues, and the code that speaks.
 */
export function catalogueFaults(catalogues: readonly Catalogue[], code: readonly SourceFile[]): string[] {
  const texts = new Set(code.flatMap(({ text }) => literalsOf(text).map(literal => literal.text)))
  // Names of fields of an object are no literals.
  const everything = code.map(({ text }) => text).join('\n')
  const isSaid = (message: string) =>
    texts.has(message) || (/^\w+$/.test(message) && everything.includes(message))
  const entries = catalogues.flatMap(catalogue => Object.entries(catalogue))
  const seen = new Set<string>()
  return entries.flatMap(([message, said]) => {
    const twice = seen.has(message)
    seen.add(message)
    return [
      ...(isSaid(message) ? [] : [`nobody says: ${message}`]),
      ...(twice ? [`stands twice: ${message}`] : []),
      ...faultsOf(message, said).map(fault => `${fault}: ${message}`),
    ]
  })
}

function faultsOf(message: string, said: string): string[] {
  const foreign = namesOf(said).filter(name => !namesOf(message).includes(name))
  const faults = foreign.map(name => `puts in a value that is not there, ${name}`)
  if (said.trim() === '') faults.push('is empty')
  if (said.includes('!')) faults.push('shouts')
  try {
    new IntlMessageFormat(said, 'de', undefined, { ignoreTag: true }).getAst()
  } catch {
    faults.push('cannot be read')
  }
  return faults
}

function namesOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name = '']) => name))]
}
