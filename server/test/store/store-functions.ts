import { join } from 'node:path'
import { readSourceTree } from '../support/source-tree.ts'

export const repository = join(import.meta.dirname, '../../..')

type StoreFunction = {
  readonly name: string
  /** Path of its file from the root of the repository. */
  readonly file: string
  /** The type of its first parameter as it is written. */
  readonly takes: string
}

/** Every exported function of the store whose first parameter has a type of one word, by reading the source. */
export function storeFunctions(): StoreFunction[] {
  const declaration = /export (?:async )?function (\w+)\(\s*\w+: (\w+)[,)\s]/g
  return readSourceTree(repository)
    .filter(({ path }) => path.startsWith('server/src/store/') && path.endsWith('.ts'))
    .flatMap(({ path, text }) =>
      Array.from(text.matchAll(declaration), ([, name = '', takes = '']) => ({ name, file: path, takes })),
    )
}

/** Every table that has a column for the business unit, by reading the schema. */
export function tablesOfBusinessUnits(): string[] {
  const schema = readSourceTree(repository).filter(({ path }) =>
    /^server\/src\/store\/(.+\/)?(schema|[a-z-]+-tables)\.ts$/.test(path),
  )
  const tables = schema.flatMap(({ text }) => text.split(/\n {2}(?=\w+: \{)/).slice(1))
  return tables
    .filter(text => text.includes('business_unit_id:'))
    .map(text => text.slice(0, text.indexOf(':')))
}
