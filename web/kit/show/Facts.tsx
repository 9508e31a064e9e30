import type { ReactNode } from 'react'

/** A definition list of facts about one thing. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="lk-facts">{children}</dl>
}

export function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="lk-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
