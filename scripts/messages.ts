/** @file `npm run messages`: writes docs/generated/messages.md, the message for every fault. Run it after a change of a message. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { messagePage, messageRows } from './messages/table'
import { root } from './runtime/electron-runtime'

// Messages write times in the local time zone.
process.env.TZ = 'UTC'

writeFileSync(path.join(root, 'docs/generated/messages.md'), messagePage(await messageRows()))
