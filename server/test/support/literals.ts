/** A text that stands in code. Of a template each value is a number in braces: `{0}`, `{1}`. */
export type Literal = {
  readonly text: string
  /** What stands before it, as far as it says what it is for: a name, a function that is called, a tag. */
  readonly before: string
}

/** A slash after one of these, or after nothing, begins a regular expression. */
const BEFORE_REGEX = /(^|[(,=:[!&|?{};+<>~*%-]|\breturn|=>)\s*$/

/** Every text literal of a TypeScript file, comments and regular expressions left out, nested ones included. */
export function literalsOf(code: string): Literal[] {
  const found: Literal[] = []
  readCode(code, 0, found, false)
  return found
}

/** Reads on to the brace that closes what was opened, or to the end. Out: where it ended. */
function readCode(code: string, start: number, found: Literal[], nested: boolean): number {
  let depth = 0
  let at = start
  while (at < code.length) {
    const character = code[at]
    const two = code.slice(at, at + 2)
    if (two === '//') at = endOf(code, '\n', at)
    else if (two === '/*') at = endOf(code, '*/', at + 2)
    else if (character === '/' && BEFORE_REGEX.test(code.slice(Math.max(0, at - 40), at)))
      at = endOfRegex(code, at)
    else if (character === "'" || character === '"') at = readString(code, at, found)
    else if (character === '`') at = readTemplate(code, at, found)
    else {
      if (character === '{') depth += 1
      if (character === '}') {
        if (nested && depth === 0) return at + 1
        depth -= 1
      }
      at += 1
    }
  }
  return at
}

function endOf(code: string, mark: string, from: number): number {
  const at = code.indexOf(mark, from)
  return at < 0 ? code.length : at + mark.length
}

function endOfRegex(code: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < code.length; at += 1) {
    const character = code[at]
    if (character === '\\') at += 1
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (character === '\n' || (character === '/' && !inClass)) return at + 1
  }
  return code.length
}

function readString(code: string, start: number, found: Literal[]): number {
  const quote = code[start]
  let at = start + 1
  while (at < code.length && code[at] !== quote && code[at] !== '\n') at += code[at] === '\\' ? 2 : 1
  found.push({ text: plain(code.slice(start + 1, at)), before: beforeOf(code, start) })
  return at + 1
}

function readTemplate(code: string, start: number, found: Literal[]): number {
  let text = ''
  let values = 0
  let at = start + 1
  while (at < code.length && code[at] !== '`') {
    if (code.startsWith('${', at)) {
      text += `{${values}}`
      values += 1
      at = readCode(code, at + 2, found, true)
    } else {
      const length = code[at] === '\\' ? 2 : 1
      text += code.slice(at, at + length)
      at += length
    }
  }
  found.push({ text: plain(text), before: beforeOf(code, start) })
  return at + 1
}

function plain(text: string): string {
  return text.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1')
}

function beforeOf(code: string, at: number): string {
  return /[\w$.]*\s*[(:=,?]?\s*$/.exec(code.slice(Math.max(0, at - 80), at))?.[0].trim() ?? ''
}
