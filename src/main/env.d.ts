/// <reference types="electron-vite/node" />

/** Set by the build: true only under `npm run dev`. */
interface ImportMeta { readonly env: { readonly DEV: boolean } }
