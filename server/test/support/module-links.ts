import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { type CodeText, codeText } from './code-text.ts'
import { isCode, type SourceFile } from './source-tree.ts'

/** What an import leads to: a file of ours, a part of Node (without `node:`), or a package. */
type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string }

export type Link = {
  readonly target: Target
  /** The name as the source writes it. */
  readonly specifier: string
  /** True when the import leaves nothing behind once the types are stripped. */
  readonly typeOnly: boolean
  /** The names taken, as the other file exports them; null when the whole module is taken. */
  readonly names: readonly string[] | null
}

/** A file together with what it imports, re-exports and loads. */
export type Module = {
  readonly path: string
  readonly text: string
  readonly code: string
  readonly links: readonly Link[]
  /** True when it loads a module whose name is worked out at run time. */
  readonly loadsUnknown: boolean
}

type Found = {
  readonly names: readonly string[] | null
  readonly typeOnly: boolean
  readonly literal: number
}

const workspaces: Readonly<Record<string, string>> = {
  '@latchkey/contract': 'contract/src',
  '@latchkey/guard': 'guard/src',
  '@latchkey/server': 'server/src',
  '@latchkey/web': 'web',
  '@latchkey/contact-centre': 'examples/contact-centre/src',
}

/** Reads the imports of every code file in `files`. */
export function readModules(files: readonly SourceFile[]): Module[] {
  const paths = new Set(files.map(file => file.path))
  return files
    .filter(file => isCode(file.path))
    .map(({ path, text }) => {
      const source = codeText(text)
      const links = findImports(source).map(({ names, typeOnly, literal }): Link => {
        const specifier = source.strings[literal] ?? ''
        return { target: resolve(path, specifier, paths), specifier, typeOnly, names }
      })
      const loadsUnknown = /(?<![.\w])(?:import|require)\s*\(\s*(?!'\d+'\s*[,)])/.test(source.code)
      return { path, text, code: source.code, links, loadsUnknown }
    })
}

function findImports({ code }: CodeText): Found[] {
  const found: Found[] = []
  const from =
    /\b(?:import|export)\b\s*(type\b(?!\s*from\b|\s*,)\s*)?((?:[\w$]+\s*,?\s*)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^{}]*\})?)\s*\bfrom\s*'(\d+)'/g
  for (const [, type, clause = '', literal] of code.matchAll(from)) {
    const names = namesIn(clause)
    const allTypes = /^\{[^}]*\}$/.test(clause.trim()) && typesIn(clause)
    found.push({ names, typeOnly: type !== undefined || allTypes, literal: Number(literal) })
  }
  for (const [, literal] of code.matchAll(/\bimport\s*'(\d+)'/g)) {
    found.push({ names: [], typeOnly: false, literal: Number(literal) })
  }
  for (const [, literal] of code.matchAll(/(?<![.\w])(?:import|require)\s*\(\s*'(\d+)'\s*[,)]/g)) {
    found.push({ names: null, typeOnly: false, literal: Number(literal) })
  }
  return found
}

/** `{ a, type B as C }` takes `a` and `B`; `X` takes `default`; anything with `*` takes the whole module. */
function namesIn(clause: string): string[] | null {
  if (clause.includes('*')) return null
  const [outside = '', inside = ''] = clause.split(/[{}]/)
  const named = members(inside).map(member => member.replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? '')
  return outside.replace(',', '').trim() === '' ? named : ['default', ...named]
}

function typesIn(clause: string): boolean {
  const all = members(clause.replace(/[{}]/g, ''))
  return all.length > 0 && all.every(member => /^type\s+(?!as\b)/.test(member))
}

function members(list: string): string[] {
  return list
    .split(',')
    .map(member => member.trim())
    .filter(member => member !== '')
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): Target {
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: existing(posix.join(posix.dirname(from), specifier), paths) }
  }
  if (specifier.startsWith('node:') || isBuiltin(specifier)) {
    return { kind: 'node', name: specifier.replace(/^node:/, '') }
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const workspace = workspaces[name]
  if (workspace === undefined) return { kind: 'package', name }
  return { kind: 'file', path: existing(`${workspace}${specifier.slice(name.length)}`, paths) }
}

/** Vite also takes imports without an ending. */
function existing(path: string, paths: ReadonlySet<string>): string {
  return [path, `${path}.ts`, `${path}.tsx`].find(candidate => paths.has(candidate)) ?? path
}
