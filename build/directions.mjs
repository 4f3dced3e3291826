/**
 * @file The rooms of the code and the direction of their imports, checked by `npm run directions`. A room may import rooms on lower floors only,
 * so that each room can be understood and tested without those above it. docs/architecture.md draws the rooms.
 */

/** Rooms by floor, the lowest first. Rooms on one floor do not import each other. */
const floorsOf = {
  'src/main/core': [
    ['base'],
    ['json', 'files', 'microsoft'],
    ['network', 'incident', 'credentials'],
    ['token', 'dataset', 'profiles', 'preferences'],
    ['list'],
    ['collection', 'export'],
    ['diagnostics', 'opening', 'sample'],
    ['methods'],
  ],
  'src/main/core/collection': [['paging'], ['reading'], ['runs'], ['refresh']],
  'src/main/adapters': [['desktop', 'dialogs', 'files', 'keyring', 'network', 'threads'], ['log', 'window']],
  'src/shared': [['values'], ['vocabulary'], ['contract'], ['columns', 'rules'], ['query']],
  'src/renderer': [['text'], ['composables'], ['ui'], ['source'], ['access', 'expiry', 'quota', 'verify', 'views'], ['settings', 'incidents'], ['setup'], ['shell']],
  'src/renderer/incidents': [['list'], ['export', 'filters'], ['overview', 'status'], ['detail']],
  'e2e': [['cloud'], ['harness']],
}

const pathOf = (folder, rooms) => `^${folder}/(?:${rooms.join('|')})/`

/** Returns a rule for each room, which forbids imports from rooms on its floor and above. */
function rulesFor([folder, floors]) {
  return floors.flatMap((floor, height) => floor.map((room) => {
    const beyond = floors.slice(height).flat().filter(each => each !== room)
    return {
      name: `${folder}/${room}`,
      severity: 'error',
      comment: `${room} is below or beside ${beyond.join(', ')}: take the value as an argument, or move the code to a room below both.`,
      from: { path: pathOf(folder, [room]) },
      to: { path: beyond.length > 0 ? pathOf(folder, beyond) : '(?!)' },
    }
  }))
}

const forbidden = (name, comment, from, to) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: to } })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'circle', severity: 'error', comment: 'Files that import each other can only be read together: move the code that both need to a third file.', from: {}, to: { circular: true } },
    ...Object.entries(floorsOf).flatMap(rulesFor),
    forbidden('core-has-no-edge', 'The core runs without a window, dialogs or Electron: take them as arguments.', '^src/main/core/', '^src/main/(?!core/)'),
    forbidden('adapters-are-put-together', 'create-app.ts puts the adapters together; they do not import it.', '^src/main/adapters/', '^src/main/[^/]+$'),
    forbidden('collection-parts', 'session.ts puts the parts of a collection together; they do not import it.', '^src/main/core/collection/.+/', '^src/main/core/collection/[^/]+$'),
    forbidden('shared-is-below', 'Both processes import shared; it imports neither.', '^src/shared/', '^src/(?!shared/)'),
    forbidden('renderer-and-main', 'The renderer and main meet in src/shared/contract only.', '^src/(?:renderer|preload)/', '^src/main/'),
    forbidden('main-and-renderer', 'The renderer and main meet in src/shared/contract only.', '^src/main/', '^src/(?:renderer|preload)/'),
    forbidden('views-are-put-together', 'App.vue puts the views together; they do not import it.', '^src/renderer/.+/', '^src/renderer/(?:App\\.vue|main\\.ts)$'),
    forbidden('no-test-in-the-app', 'The app does not import its tests.', '^src/(?!.*\\.test\\.ts$)', '^(?:e2e|scripts|bench)/'),
    forbidden('tests-drive-the-build', 'The harness and the stand-in for Microsoft do not import specs.', '^e2e/(?:harness|cloud)/', '\\.spec\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:node_modules|out|dist|test-results)/' },
    // Imports of types count, because a reader of the file must read those types, too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs'] },
  },
}
