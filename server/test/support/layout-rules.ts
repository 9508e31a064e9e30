import { posix } from 'node:path'
import { isCode, isTest, type SourceFile } from './source-tree.ts'

const fileLines = 400
const directoryFiles = 15
const readmeLines = 10

/** Returns one sentence for each name, size or missing README that breaks the style of DESIGN.md section 5. */
export function layoutFaults(files: readonly SourceFile[]): string[] {
  const code = files.filter(file => isCode(file.path))
  return [...code.flatMap(fileFaults), ...directoryFaults(files, code)]
}

function fileFaults({ path, text }: SourceFile): string[] {
  const faults: string[] = []
  if (/(^|\/)(index|utils)\.tsx?$/.test(path)) faults.push(`${path}: name the file for the one thing inside`)
  if (/(^|\/)(helpers|app)\//.test(path)) faults.push(`${path}: no directory is called helpers or app`)
  const lines = lineCount(text)
  if (lines > fileLines) faults.push(`${path} has ${lines} lines, more than ${fileLines}`)
  return faults
}

function directoryFaults(files: readonly SourceFile[], code: readonly SourceFile[]): string[] {
  const readmes = new Map(
    files.filter(file => file.path.endsWith('/README.md')).map(file => [file.path, file.text]),
  )
  const directories = Map.groupBy(code, file => posix.dirname(file.path))
  return [...directories].flatMap(([directory, inside]) => {
    const faults: string[] = []
    const sources = inside.filter(file => !isTest(file.path) && !isNumbered(file.path)).length
    if (sources > directoryFiles) {
      faults.push(
        `${directory} holds ${sources} source files, more than ${directoryFiles}: group them by noun`,
      )
    }
    if (/(^|\/)test(\/|$)/.test(directory)) return faults
    const readme = readmes.get(`${directory}/README.md`)
    if (readme === undefined) faults.push(`${directory} has no README.md`)
    else if (lineCount(readme) > readmeLines)
      faults.push(`${directory}/README.md has more than ${readmeLines} lines`)
    return faults
  })
}

/** One of a series that only grows, such as a migration: its number is what groups it. */
function isNumbered(path: string): boolean {
  return /^\d{4}-/.test(posix.basename(path))
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length
}
