import { Anchor, Button } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

type Plain = Omit<ComponentProps<'a'>, 'color' | 'style'>

function PlainAnchor(props: Plain) {
  return <Anchor inherit {...props} />
}

function PrimaryAnchor(props: Plain & { readonly icon?: ReactNode }) {
  const { icon, ...rest } = props
  return <Button component="a" leftSection={icon} {...rest} />
}

function QuietAnchor(props: Plain & { readonly icon?: ReactNode }) {
  const { icon, ...rest } = props
  return <Button component="a" variant="default" leftSection={icon} {...rest} />
}

/** A link within a text, to a route of the console. */
export const TextLink = createLink(PlainAnchor)
/** A link that looks like the main action of a page. */
export const PrimaryLink = createLink(PrimaryAnchor)
/** A link that looks like a lesser action. */
export const QuietLink = createLink(QuietAnchor)
