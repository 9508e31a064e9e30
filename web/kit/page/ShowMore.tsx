import { Button } from '@mantine/core'
import { say } from '../words/say.ts'
import { Trouble } from './Trouble.tsx'

type ShowMoreProps = {
  /** A list that is read page by page. */
  readonly answer: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly error: Error | null
    readonly fetchNextPage: () => unknown
  }
  /** What stands on the button, where it says more than that. */
  readonly words?: string
}

/** The way to the next page of a list, and why it could not be read. */
export function ShowMore({ answer, words = say('Show more') }: ShowMoreProps) {
  return (
    <>
      {answer.isFetchNextPageError && answer.error !== null ? <Trouble error={answer.error} /> : null}
      {answer.hasNextPage ? (
        <div>
          <Button
            variant="default"
            loading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {words}
          </Button>
        </div>
      ) : null}
    </>
  )
}
