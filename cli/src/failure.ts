/** Why a command cannot do what it was asked to; `message` is for the person at the terminal and may have several lines. */
export class Failure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'Failure'
  }
}
