/** What was typed as a list: parts between commas, semicolons and line breaks, each without the blanks around it. */
export function readTypedList(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
}

/** A list as it is typed. */
export function typedList(parts: readonly string[]): string {
  return parts.join(', ')
}
