import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2024',
    // Inlined files would be data: URLs, which the content security policy allows for images only.
    assetsInlineLimit: 0,
  },
})
