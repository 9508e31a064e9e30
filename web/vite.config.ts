import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { leaveOutDocumentation } from '../tools/web/leave-out-documentation.ts'

const contract = join(import.meta.dirname, '../contract/src/').replaceAll('\\', '/')

export default defineConfig({
  base: '/',
  plugins: [react(), leaveOutDocumentation(contract)],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2024',
    // Inlined files would be data: URLs, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first page needs comes in two files: fewer to ask for, and smaller compressed than in a dozen. The
          // libraries stay in the browser's cache when only our own code changes.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/].*\.m?js$/ },
            { name: 'first-page', tags: ['$initial'], test: /\.tsx?$/ },
            // Whoever may not see a page needs this of it alone.
            { name: 'no-permission', test: /[\\/]NoPermission\.tsx$/ },
            // The page that most go on to, with all that it alone needs, likewise.
            {
              name: 'list',
              test: /[\\/]applications[\\/]list[\\/](?!FilterChips|KnownSince|filter-words)[^\\/]+\.tsx?$/,
            },
          ],
        },
      },
    },
  },
})
