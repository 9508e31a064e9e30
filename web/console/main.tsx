import { getMe } from '@latchkey/contract/people/people.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../kit/theme/component-styles.ts'
import { Notices } from '../kit/page/Notices.tsx'
import { makeQueryClient, read } from '../kit/queries.ts'
import { cssVariables, theme } from '../kit/theme/theme.ts'
import '../kit/theme/theme.css'
import { router } from './router.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')

const client = makeQueryClient()
// Every page waits for this answer: it is asked for before the first page is drawn, and not after.
void client.prefetchQuery(read(getMe, {}))

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Notices />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
