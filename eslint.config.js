import js from '@eslint/js'
import stylistic from '@stylistic/eslint-plugin'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'
import { testLength } from './build/test-length.mjs'

const electronFence = {
  name: 'electron',
  message: 'Domain code imports no Electron: take what you need as an argument (docs/adr/0002-core-without-electron.md).',
}

/** Matches a text with "complete" that does not rule out "incomplete". "Complete then" is the status of an older list. */
const looselyComplete = '(?<!in|\\(\\?<!in\\))complete(?! then)'

export default defineConfig(
  { ignores: ['out', 'dist', 'test-results'] },
  js.configs.recommended,
  ts.configs.strict,
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: false, braceStyle: '1tbs', arrowParens: false }),
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'eqeqeq': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'no-undef': 'off', // the compiler's job
      'prefer-const': 'error',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }], // Playwright's fixtures need such patterns
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@stylistic/max-len': ['error', {
        code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true,
      }],
      '@stylistic/max-statements-per-line': 'off',
      '@stylistic/brace-style': ['error', '1tbs', { allowSingleLine: true }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/return-in-computed-property': 'off', // the compiler knows which switches are exhaustive
      // These rules check single elements and do not recognize a grid, a separator or a section that closes on Escape; axe checks the real page.
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/no-static-element-interactions': 'off',
      'vuejs-accessibility/interactive-supports-focus': 'off',
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
    name: 'xdr-desk/test-size',
    files: ['e2e/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': ['error', 250] },
  },
  {
    name: 'xdr-desk/test-length',
    files: ['e2e/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'src/**/*.test.ts'],
    plugins: { 'xdr-desk': { rules: { 'test-length': testLength } } },
    rules: { 'xdr-desk/test-length': ['error', { max: 60, skipComments: true, skipBlankLines: true }] },
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
    ignores: ['src/main/core/**', 'src/main/ipc.ts', 'src/main/index.ts', 'src/main/adapters/desktop/open-link.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [
        { name: 'electron', importNames: ['ipcMain'], message: 'Only ipc.ts answers the renderer (index.ts hands it over): it checks the sender and the arguments.' },
        { name: 'electron', importNames: ['shell'], message: 'Only adapters/desktop/open-link.ts opens links: it checks them against the allow-list.' },
      ] }],
    },
  },
  {
    name: 'xdr-desk/complete',
    files: ['e2e/**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...['Literal[raw=/%s/]', 'TemplateElement[value.raw=/%s/]'].map(part => ({
        selector: `CallExpression[callee.property.name=/^(toHaveText|toContainText|toMatch|toContain)$/] ${part.replace('%s', looselyComplete)}`,
        message: 'Use expectComplete (e2e/harness/expect-complete.ts): this also accepts "incomplete".',
      }))],
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
  {
    name: 'xdr-desk/shared-elements',
    files: ['src/renderer/**/*.vue'],
    ignores: ['src/renderer/ui/**'],
    rules: {
      'vue/no-restricted-html-elements': ['error', { element: 'dialog', message: 'Use ModalDialog of src/renderer/ui.' }],
      // The looks of PushButton and PopoverButton, and the parts of the elements in src/renderer/ui/fields.
      'vue/no-restricted-class': ['error', 'primary', 'danger', 'link', 'icon', 'chip', 'switch'],
    },
  },
)
