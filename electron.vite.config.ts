import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

// The oldest runtime the code must run on: Electron 33 holds Node 20.18 and Chromium 130 (docs/adr/0006-electron-45-and-33.md).
const node = 'node20.18'
const chromium = 'chrome130'

/** Whether a plugin counts as slow depends on what else the machine does. */
const checks = { bundlerTimings: false }

/** The licenses of the bundled packages, which require that every copy includes them. The packages of the app contain these files. */
const license = { fileName: 'licenses.md' }

export default defineConfig({
  // Minified: less to parse at every start.
  main: { build: { target: node, minify: true, license, rolldownOptions: { checks } } },
  preload: {
    build: {
      target: node,
      // A sandboxed preload must be one CommonJS file.
      rolldownOptions: { checks, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    build: {
      target: chromium,
      minify: true,
      license,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // One file, so that a component never renders before its styles: of two imports of a chunk, Vite delays only the first until the styles have loaded.
      cssCodeSplit: false,
      rolldownOptions: { checks },
    },
    // Without the parts of Vue for components that are written the other way.
    plugins: [vue({ features: { optionsAPI: false } })],
  },
})
