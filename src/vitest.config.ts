import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  root: import.meta.dirname,
  test: {
    include: ['**/*.test.ts', '../e2e/**/*.test.ts', '../scripts/**/*.test.ts'],
    mockReset: true,
  },
})
