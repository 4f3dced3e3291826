import type { Answer, Exchange, HttpRequest } from './http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createProxyQuestions, withProxySignIn } from './proxy-sign-in'

const url = new URL('https://api.example/incidents')
const request: HttpRequest = { url, idleMs: 1000 }
const right: Answer = { status: 200, headers: new Headers(), chunks: [Buffer.from('')] }
const asked = () => new AppError('proxy', { host: url.host, status: 407 })

/** A way through a proxy that is shut until `open` is set, and a person whose answers a test gives. */
function createWay() {
  const nobody: (done: boolean) => void = () => undefined
  const way = { open: false, requests: 0, questions: 0, answer: nobody }
  const exchange: Exchange = async () => {
    way.requests++
    if (!way.open) throw asked()
    return right
  }
  const ask = withProxySignIn(exchange, () => new Promise((resolve) => {
    way.questions++
    way.answer = (done) => {
      way.open = done
      resolve(done)
    }
  }))
  return { way, ask }
}

/** Lets everything run that waits for nothing. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

describe('a proxy that asks for a password', () => {
  it('is signed in to, and the request is made again', async () => {
    const { way, ask } = createWay()
    const answer = ask(request)
    await settled()
    way.answer(true)
    expect(await answer).toBe(right)
    expect(way).toMatchObject({ requests: 2, questions: 1 })
  })

  it('asks once for all who wait', async () => {
    const { way, ask } = createWay()
    const answers = [ask(request), ask(request), ask(request)]
    await settled()
    way.answer(true)
    expect(await Promise.all(answers)).toEqual([right, right, right])
    expect(way).toMatchObject({ requests: 6, questions: 1 })
  })

  it('declined is the failure of all who were under way, and asked again by the next', async () => {
    const { way, ask } = createWay()
    const both = [ask(request), ask(request)]
    await settled()
    way.answer(false)
    for (const each of both) await expect(each).rejects.toMatchObject({ code: 'proxy', details: { status: 407 } })
    expect(way.requests).toBe(2)
    const next = ask(request)
    await settled()
    expect(way.questions).toBe(2)
    way.answer(true)
    expect(await next).toBe(right)
  })

  it('is not asked for again by a request that was under way when the person declined', async () => {
    const late: ((error: AppError) => void)[] = []
    let questions = 0
    const ask = withProxySignIn(() => new Promise((_, reject) => { late.push(reject) }), async () => { questions++; return false })
    const [early, slow] = [ask(request), ask(request)]
    late[0]?.(asked())
    await expect(early).rejects.toMatchObject({ code: 'proxy' })
    late[1]?.(asked())
    await expect(slow).rejects.toMatchObject({ code: 'proxy' })
    expect(questions).toBe(1)
  })

  it('is not asked for again by a request that was under way when the person answered', async () => {
    const late: ((error: AppError | null) => void)[] = []
    let questions = 0
    const exchange: Exchange = () => new Promise((resolve, reject) => { late.push(error => error ? reject(error) : resolve(right)) })
    const ask = withProxySignIn(exchange, async () => { questions++; return true })
    const [early, slow] = [ask(request), ask(request)]
    late[0]?.(asked())
    await settled()
    late[1]?.(asked())
    await settled()
    for (const end of late.slice(2)) end(null)
    expect([await early, await slow, questions]).toEqual([right, right, 1])
  })

  it('that still asks after it took the answer is a failure, not a circle', async () => {
    let requests = 0
    const ask = withProxySignIn(async () => { requests++; throw asked() }, async () => true)
    await expect(ask(request)).rejects.toMatchObject({ code: 'proxy' })
    expect(requests).toBe(2)
  })

  it('lets go of a request that is cancelled meanwhile', async () => {
    const { way, ask } = createWay()
    const stop = new AbortController()
    const answer = ask({ ...request, signal: stop.signal })
    await settled()
    stop.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(way.requests).toBe(1)
  })
})

it.each([
  new AppError('proxy', { netError: 'ERR_TUNNEL_CONNECTION_FAILED' }),
  new AppError('unauthorized', { status: 401 }),
  new AppError('server-error', { status: 407 }),
  { code: 'proxy', details: { status: 407 } },
  new AppError('tls', {}),
])('$code is nobody\'s question', async (error) => {
  const ask = withProxySignIn(async () => { throw error }, async () => { throw new Error('nobody is to be asked') })
  await expect(ask(request)).rejects.toBe(error)
})

it('the session shows a question, hands the answer over once, and clears itself', async () => {
  const shown: unknown[] = []
  const session = createProxyQuestions(question => shown.push(question))
  const question = { proxy: 'p:1', realm: '', scheme: 'basic', refused: false }
  session.answer({ user: 'nobody', password: 'asked' })
  session.again()
  const first = session.ask(question)
  session.again()
  session.answer({ user: 'mia', password: 'opal' })
  expect(await first).toEqual({ user: 'mia', password: 'opal' })
  const second = session.ask({ ...question, refused: true })
  session.settle()
  expect(await second).toBeNull()
  session.again()
  expect(shown).toEqual([question, question, { ...question, refused: true }, null])
})
