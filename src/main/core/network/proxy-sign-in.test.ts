import type { HttpResponse, Exchange, HttpRequest } from './http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createProxyQuestions, withProxySignIn } from './proxy-sign-in'

const url = new URL('https://api.example/incidents')
const request: HttpRequest = { url, idleMs: 1000 }
const ok: HttpResponse = { status: 200, headers: new Headers(), chunks: [Buffer.from('')] }
const proxyFailure = () => new AppError('proxy', { host: url.host, status: 407 })

/** Returns a proxy that rejects requests until `open` is set, and `send` for a request through it. `proxy.answer` answers the prompt. */
function createProxy() {
  const ignored: (done: boolean) => void = () => undefined
  const proxy = { open: false, requests: 0, prompts: 0, answer: ignored }
  const exchange: Exchange = async () => {
    proxy.requests++
    if (!proxy.open) throw proxyFailure()
    return ok
  }
  const send = withProxySignIn(exchange, () => new Promise((resolve) => {
    proxy.prompts++
    proxy.answer = (done) => {
      proxy.open = done
      resolve(done)
    }
  }))
  return { proxy, send }
}

/** Lets all pending promise callbacks run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('a proxy that requires a password', () => {
  it('is signed in to, then the request is sent again', async () => {
    const { proxy, send } = createProxy()
    const answer = send(request)
    await settled()
    proxy.answer(true)
    expect(await answer).toBe(ok)
    expect(proxy).toMatchObject({ requests: 2, prompts: 1 })
  })

  it('shows one prompt for all waiting requests', async () => {
    const { proxy, send } = createProxy()
    const answers = [send(request), send(request), send(request)]
    await settled()
    proxy.answer(true)
    expect(await Promise.all(answers)).toEqual([ok, ok, ok])
    expect(proxy).toMatchObject({ requests: 6, prompts: 1 })
  })

  it('fails all pending requests if the user declines, and prompts again for the next one', async () => {
    const { proxy, send } = createProxy()
    const both = [send(request), send(request)]
    await settled()
    proxy.answer(false)
    for (const each of both) await expect(each).rejects.toMatchObject({ code: 'proxy', details: { status: 407 } })
    expect(proxy.requests).toBe(2)
    const next = send(request)
    await settled()
    expect(proxy.prompts).toBe(2)
    proxy.answer(true)
    expect(await next).toBe(ok)
  })

  it('does not prompt again for a request that was pending when the user declined', async () => {
    const late: ((error: AppError) => void)[] = []
    let prompts = 0
    const send = withProxySignIn(() => new Promise((_, reject) => { late.push(reject) }), async () => { prompts++; return false })
    const [early, slow] = [send(request), send(request)]
    late[0]?.(proxyFailure())
    await expect(early).rejects.toMatchObject({ code: 'proxy' })
    late[1]?.(proxyFailure())
    await expect(slow).rejects.toMatchObject({ code: 'proxy' })
    expect(prompts).toBe(1)
  })

  it('does not prompt again for a request that was pending when the user signed in', async () => {
    const late: ((error: AppError | null) => void)[] = []
    let prompts = 0
    const exchange: Exchange = () => new Promise((resolve, reject) => { late.push(error => error ? reject(error) : resolve(ok)) })
    const send = withProxySignIn(exchange, async () => { prompts++; return true })
    const [early, slow] = [send(request), send(request)]
    late[0]?.(proxyFailure())
    await settled()
    late[1]?.(proxyFailure())
    await settled()
    for (const end of late.slice(2)) end(null)
    expect([await early, await slow, prompts]).toEqual([ok, ok, 1])
  })

  it('fails the request if it requires a password again after the sign-in', async () => {
    let requests = 0
    const send = withProxySignIn(async () => { requests++; throw proxyFailure() }, async () => true)
    await expect(send(request)).rejects.toMatchObject({ code: 'proxy' })
    expect(requests).toBe(2)
  })

  it('stops waiting for a request that is cancelled', async () => {
    const { proxy, send } = createProxy()
    const stop = new AbortController()
    const answer = send({ ...request, signal: stop.signal })
    await settled()
    stop.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(proxy.requests).toBe(1)
  })
})

it.each([
  new AppError('proxy', { netError: 'ERR_TUNNEL_CONNECTION_FAILED' }),
  new AppError('unauthorized', { status: 401 }),
  new AppError('server-error', { status: 407 }),
  { code: 'proxy', details: { status: 407 } },
  new AppError('tls', {}),
])('an error that is not a proxy\'s 407 shows no prompt ($code)', async (error) => {
  const send = withProxySignIn(async () => { throw error }, async () => { throw new Error('no prompt expected') })
  await expect(send(request)).rejects.toBe(error)
})

it('createProxyQuestions shows a question, returns one answer to it, and closes the prompt', async () => {
  const shown: unknown[] = []
  const session = createProxyQuestions(question => shown.push(question))
  const question = { proxy: 'p:1', realm: '', scheme: 'basic', refused: false }
  session.answer({ user: 'early', password: 'unused' })
  session.showAgain()
  const first = session.ask(question)
  session.showAgain()
  session.answer({ user: 'mia', password: 'opal' })
  expect(await first).toEqual({ user: 'mia', password: 'opal' })
  const second = session.ask({ ...question, refused: true })
  session.close()
  expect(await second).toBeNull()
  session.showAgain()
  expect(shown).toEqual([question, question, { ...question, refused: true }, null])
})
