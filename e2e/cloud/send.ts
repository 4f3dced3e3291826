/** @file Writes the stand-in's responses, correct or faulty. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DefenderReply } from './defender'
import type { Fault } from './faults'
import { Buffer } from 'node:buffer'

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const megabyte = Buffer.alloc(1024 * 1024, ' ')

function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  let open = true
  response.on('close', () => { open = false })
  const more = () => {
    while (open && response.write(megabyte));
    if (open) response.once('drain', more)
  }
  response.write('{"value":[')
  more()
}

/** Sends `reply`, or what the fault replaces it with. */
export async function send(response: ServerResponse, reply: DefenderReply, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'hold') await fault.until
  if (fault?.kind === 'drop') return void response.socket?.destroy()
  if (fault?.kind === 'endless') return sendEndless(response)
  const { status, headers = {}, body = '' } = fault?.kind === 'response' ? fault : reply
  const bytes = Buffer.from(body)
  const sent = fault?.kind === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes
  response.writeHead(status, {
    'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8',
    'content-length': sent.length,
    ...headers,
  })
  if (fault?.kind === 'drop-midway') {
    response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => response.socket?.destroy())
    return
  }
  response.end(sent)
}
