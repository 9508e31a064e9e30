/**
 * The words after the label of a fault in a list of them: ` is required.` where the sentence begins with the label
 * anyway, else the whole sentence after a colon.
 */
export function wordsAfterLabel(fault: { readonly label: string; readonly message: string }): string {
  const { label, message } = fault
  return message.startsWith(`${label} `) ? message.slice(label.length) : `: ${message}`
}
