import { Text } from '@mantine/core'
import { MEANINGS } from './meanings.ts'
import { TERMS, type TermKey } from './terms.ts'

/** A word, and below it what it means. */
export function TermMeaning({ of }: { readonly of: TermKey }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {TERMS[of]}
      </Text>
      <Text size="sm" mt={4}>
        {MEANINGS[of]}
      </Text>
    </>
  )
}
