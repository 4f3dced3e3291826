/**
 * @file The rooms of the code and the direction of their imports, checked by `npm run directions`. A room may import rooms on lower floors only,
 * so that a change in one is read without those above it, and each can be tested without them. docs/architecture.md draws the rooms.
 */

/** Rooms from the ground up. Rooms on one floor do not know each other. */
const floorsOf = {
  'src/main/core': [
    ['base'],
    ['json', 'files', 'microsoft'],
    ['network', 'incident', 'credentials'],
    ['token', 'dataset', 'profiles'],
    ['collection', 'export'],
    ['diagnostics'],
    ['methods'],
  ],
  'src/main/core/collection': [['paging'], ['reading'], ['runs'], ['refresh']],
  'src/main/adapters': [['desktop', 'dialogs', 'files', 'keyring', 'network', 'threads'], ['log', 'window']],
  'src/shared': [['values'], ['vocabulary'], ['contract'], ['columns', 'rules']],
  'src/renderer': [['text'], ['composables'], ['ui'], ['access', 'expiry', 'quota'], ['settings', 'incidents'], ['setup'], ['shell']],
  'src/renderer/incidents': [['list'], ['export', 'filters'], ['status'], ['detail']],
  'e2e': [['cloud'], ['harness']],
}

const pathOf = (folder, rooms) => `^${folder}/(?:${rooms.join('|')})/`

/** A rule for each room: what stands on its floor or above is out of its reach. */
function rulesFor([folder, floors]) {
  return floors.flatMap((floor, height) => floor.map((room) => {
    const beyond = floors.slice(height).flat().filter(each => each !== room)
    return {
      name: `${folder}/${room}`,
      severity: 'error',
      comment: `${room} is below or beside ${beyond.join(', ')}: take what you need as an argument, or move it to a room below both.`,
      from: { path: pathOf(folder, [room]) },
      to: { path: beyond.length > 0 ? pathOf(folder, beyond) : '(?!)' },
    }
  }))
}

const forbidden = (name, comment, from, to) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: to } })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'circle', severity: 'error', comment: 'Files that import each other can only be read together: move what both need to a third.', from: {}, to: { circular: true } },
    ...Object.entries(floorsOf).flatMap(rulesFor),
    forbidden('core-has-no-edge', 'The core runs without a window, dialogs or Electron: take them as arguments.', '^src/main/core/', '^src/main/(?!core/)'),
    forbidden('adapters-are-put-together', 'Adapters are put together in create-app.ts and know nothing of it.', '^src/main/adapters/', '^src/main/[^/]+$'),
    forbidden('collection-parts', 'session.ts puts the parts of a collection together; they know nothing of it.', '^src/main/core/collection/.+/', '^src/main/core/collection/[^/]+$'),
    forbidden('shared-is-below', 'Both processes import shared; it imports neither.', '^src/shared/', '^src/(?!shared/)'),
    forbidden('renderer-and-main', 'The renderer and main meet in src/shared/contract only.', '^src/(?:renderer|preload)/', '^src/main/'),
    forbidden('main-and-renderer', 'The renderer and main meet in src/shared/contract only.', '^src/main/', '^src/(?:renderer|preload)/'),
    forbidden('views-are-put-together', 'App.vue puts the views together; they know nothing of it.', '^src/renderer/.+/', '^src/renderer/(?:App\\.vue|main\\.ts)$'),
    forbidden('no-test-in-the-app', 'The app imports nothing of its tests.', '^src/(?!.*\\.test\\.ts$)', '^(?:e2e|scripts|bench)/'),
    forbidden('tests-drive-the-build', 'The harness and the stand-in for Microsoft know no spec.', '^e2e/(?:harness|cloud)/', '\\.spec\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:node_modules|out|dist|test-results)/' },
    // Imports of types count: whoever reads a file must read those, too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs'] },
  },
}
