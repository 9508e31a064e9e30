import type { Module } from '../server/test/support/module-links.ts'

type Export = { readonly name: string; readonly typeOnly: boolean }

/** Returns the names that a module declares and exports itself; what it passes on from another is left out. */
export function exportsOf(module: Module): Export[] {
  const { code } = module
  const declared =
    /\bexport\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(const|let|function|class|type|interface)\b\s*\*?\s*([\w$]+)/g
  const found = [...code.matchAll(declared)].map(([, kind = '', name = '']) => ({
    name,
    typeOnly: kind === 'type' || kind === 'interface',
  }))
  for (const [, type, list = ''] of code.matchAll(/\bexport\s+(type\s+)?\{([^{}]*)\}(?!\s*from\b)/g)) {
    for (const member of list.split(',').map(text => text.trim())) {
      const name =
        member
          .split(/\s+as\s+/)
          .at(-1)
          ?.replace(/^type\s+/, '') ?? ''
      if (name !== '') found.push({ name, typeOnly: type !== undefined || member.startsWith('type ') })
    }
  }
  return found
}
