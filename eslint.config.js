import antfu from '@antfu/eslint-config'
import a11y from 'eslint-plugin-vuejs-accessibility'

const electronFence = {
  name: 'electron',
  message: 'Domain code imports no Electron: take what you need as an argument (docs/decisions.md).',
}

export default antfu(
  {
    type: 'app',
    typescript: true,
    vue: true,
    jsonc: true,
    yaml: false,
    markdown: false,
    stylistic: { indent: 2, quotes: 'single', semi: false },
    formatters: { css: true, html: true },
    ignores: ['out', 'dist', 'test-results'],
  },
  a11y.configs['flat/recommended'],
  {
    rules: {
      'antfu/if-newline': 'off',
      'antfu/top-level-function': 'off',
      'no-console': 'off',
      'node/prefer-global/process': 'off',
      'node/prefer-global/buffer': 'off',
      'test/prefer-lowercase-title': 'off',
      'style/max-len': ['error', { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      'style/brace-style': ['error', '1tbs', { allowSingleLine: true }],
      'style/arrow-parens': ['error', 'as-needed'],
      'style/max-statements-per-line': 'off',
      'curly': ['error', 'multi-line'],
      'vuejs-accessibility/label-has-for': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    name: 'xdr-desk/size',
    files: ['src/**/*.ts', 'src/**/*.vue'],
    ignores: ['**/*.test.ts'],
    rules: {
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
    },
  },
  {
    name: 'xdr-desk/core-has-no-electron',
    files: ['src/main/core/**/*.ts', 'src/shared/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [electronFence, { ...electronFence, name: 'electron-store' }] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'One network path: take Electron\'s net.fetch as an argument.' }],
    },
  },
  {
    name: 'xdr-desk/one-door',
    files: ['src/main/**/*.ts'],
    ignores: ['src/main/core/**', 'src/main/ipc.ts', 'src/main/adapters/open-link.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [
        { name: 'electron', importNames: ['ipcMain'], message: 'Only ipc.ts may answer the renderer: it checks the sender and the arguments.' },
        { name: 'electron', importNames: ['shell'], message: 'Only adapters/open-link.ts opens links: it checks them against the allow-list.' },
      ] }],
    },
  },
  {
    name: 'xdr-desk/renderer',
    files: ['src/renderer/**/*.{ts,vue}'],
    rules: {
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': 'error',
      'no-restricted-imports': ['error', { patterns: ['electron', 'node:*', '**/main/**'] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'The renderer makes no requests.' }],
    },
  },
)
