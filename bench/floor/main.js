/** @file The floor of a start: one sandboxed window of the same size that shows one word, without any other code. */
import path from 'node:path'
import { app, BrowserWindow } from 'electron'

app.enableSandbox()
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, title: 'Floor', webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(path.join(import.meta.dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
